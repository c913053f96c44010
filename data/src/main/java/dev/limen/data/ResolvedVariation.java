package dev.limen.data;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A variation whose names are known and whose SQL is parsed.
 *
 * @param variation as the user wrote it
 * @param moved shifts by file column that are scaled or added to
 * @param recomputed expressions by file column, each after those whose columns it reads
 * @param weightFactor parsed
 * @param weight parsed
 */
record ResolvedVariation(
        Variation variation,
        Map<String, Shift> moved,
        Map<String, Expression> recomputed,
        Optional<Expression> weightFactor,
        Optional<Expression> weight) {

    static ResolvedVariation of(Database database, Definitions definitions, Variation variation, Set<String> used) {
        String role = "variation '" + variation.name() + "'";
        Map<String, Shift> moved = new LinkedHashMap<>();
        Map<String, Expression> recomputed = new LinkedHashMap<>();
        Set<String> listed = new LinkedHashSet<>();
        variation.shifts().forEach((name, shift) -> {
            FileColumn column = definitions.requireFile(role, name);
            if (!listed.add(column.name())) {
                throw new DataException(role + ": column '" + name + "' is listed twice");
            }
            if (!(shift instanceof Shift.Unaffected || shift instanceof Shift.Frozen)
                    && !column.isNumeric()
                    && !column.isList()) {
                throw new DataException(
                        role + ": column '" + name + "' of type " + column.type() + " cannot be shifted: not a number");
            }
            if (shift instanceof Shift.Recompute recompute) {
                recomputed.put(column.name(), recomputation(database, definitions, role, column.name(), recompute));
            } else if (shift instanceof Shift.Scale || shift instanceof Shift.Add) {
                moved.put(column.name(), shift);
            }
        });
        ResolvedVariation resolved = new ResolvedVariation(
                variation,
                moved,
                ordered(role, definitions, recomputed),
                variation.weightFactor().map(sql -> weight(database, definitions, role + ", weight factor", sql)),
                variation.weight().map(sql -> weight(database, definitions, role + ", weight", sql)));
        Set<String> missing = new LinkedHashSet<>(used);
        missing.removeAll(listed);
        if (!resolved.changed().isEmpty() && !variation.othersStay() && !missing.isEmpty()) {
            throw new DataException(role + ": says nothing of " + Expression.list(missing)
                    + "; under a shift every file column that a selected column or the preselection uses is scaled,"
                    + " added to, recomputed, unaffected or frozen (or state once that all others are unaffected)");
        }
        return resolved;
    }

    /** File columns whose values differ from the nominal. */
    Set<String> changed() {
        Set<String> changed = new LinkedHashSet<>(moved.keySet());
        changed.addAll(recomputed.keySet());
        return changed;
    }

    /** File columns that its recomputations read. */
    Set<String> read(Definitions definitions) {
        Set<String> read = new LinkedHashSet<>();
        recomputed.forEach((column, expression) -> expression
                .references()
                .forEach(name -> read.add(
                        definitions.requireFile(expression.role(), name).name())));
        return read;
    }

    boolean touchesWeight() {
        return weightFactor.isPresent() || weight.isPresent();
    }

    private static Map<String, Expression> ordered(
            String role, Definitions definitions, Map<String, Expression> recomputed) {
        Map<String, Expression> ordered = new LinkedHashMap<>();
        recomputed
                .keySet()
                .forEach(column -> visit(role, definitions, recomputed, column, ordered, new LinkedHashSet<>()));
        return ordered;
    }

    private static void visit(
            String role,
            Definitions definitions,
            Map<String, Expression> recomputed,
            String column,
            Map<String, Expression> ordered,
            Set<String> path) {
        if (ordered.containsKey(column) || !recomputed.containsKey(column)) {
            return;
        }
        if (!path.add(column)) {
            throw new DataException(
                    role + ": recomputed columns read each other in a circle: " + String.join(" -> ", path) + " -> "
                            + column + "; write " + Expression.NOMINAL + ".NAME for values before the variation");
        }
        Expression expression = recomputed.get(column);
        for (String name : expression.columns()) {
            String read = definitions.requireFile(expression.role(), name).name();
            if (!read.equals(column)) {
                visit(role, definitions, recomputed, read, ordered, path);
            }
        }
        path.remove(column);
        ordered.put(column, expression);
    }

    private static Expression recomputation(
            Database database, Definitions definitions, String role, String column, Shift.Recompute recompute) {
        Expression expression =
                Expression.parse(database, role + ", column '" + column + "' recomputed", recompute.sql());
        expression.references().forEach(name -> definitions.requireFile(expression.role(), name));
        if (!expression.nominal().isEmpty()
                && definitions.resolve(Expression.NOMINAL).isPresent()) {
            throw new DataException(expression.role() + ": a column is called '" + Expression.NOMINAL
                    + "', so that nominal values cannot be told from it; rename the column");
        }
        return expression;
    }

    private static Expression weight(Database database, Definitions definitions, String role, String sql) {
        return definitions.requireKnown(Expression.parse(database, role, sql));
    }
}
