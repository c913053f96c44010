package dev.limen.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The columns of the files and the SQL columns made of them: what a name means and what it depends on. */
final class Definitions {
    private final Map<String, FileColumn> files = new LinkedHashMap<>();
    private final Map<String, Expression> derived = new LinkedHashMap<>();
    private final List<String> order = new ArrayList<>();

    /**
     * Parses the SQL columns and puts them in an order in which each comes after what it uses.
     *
     * @throws DataException if a name is unknown, defined twice, or defined by itself
     */
    Definitions(Database database, List<FileColumn> schema, Map<String, String> columns) {
        schema.forEach(column -> files.put(column.name(), column));
        columns.forEach((name, sql) -> {
            Optional<String> taken = resolve(name);
            if (taken.isPresent()) {
                throw new DataException("column '" + name + "': there is a column '" + taken.get() + "' already ("
                        + (files.containsKey(taken.get()) ? "in the files" : "in SQL")
                        + "; letter case does not count); give it another name");
            }
            derived.put(name, Expression.parse(database, "column '" + name + "'", sql));
        });
        derived.values().forEach(this::requireKnown);
        derived.keySet().forEach(name -> visit(name, new LinkedHashSet<>()));
    }

    /** File columns by name. */
    Map<String, FileColumn> files() {
        return files;
    }

    /** SQL columns, each after what it uses. */
    List<String> order() {
        return order;
    }

    Expression derived(String name) {
        return derived.get(name);
    }

    /** The name as the file or the definition spells it; SQL's names know no letter case. */
    Optional<String> resolve(String name) {
        if (files.containsKey(name) || derived.containsKey(name)) {
            return Optional.of(name);
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return names().stream()
                .filter(known -> known.toLowerCase(Locale.ROOT).equals(lower))
                .findFirst();
    }

    /** The name, or an error with what it may have meant. */
    String require(String role, String name) {
        return resolve(name)
                .orElseThrow(() -> new DataException(
                        role + ": there is no column '" + name + "'" + NearNames.hint(name, names())));
    }

    /** The file column, or an error: some things can only be done to those. */
    FileColumn requireFile(String role, String name) {
        String known = require(role, name);
        if (!files.containsKey(known)) {
            throw new DataException(role + ": '" + name + "' is an SQL column, not one of the files"
                    + NearNames.hint(name, files.keySet()));
        }
        return files.get(known);
    }

    /** Checks every name of an expression that has no nominal to look back to. */
    Expression requireKnown(Expression expression) {
        expression.columns().forEach(name -> require(expression.role(), name));
        if (!expression.nominal().isEmpty()) {
            throw new DataException(expression.role() + ": " + Expression.NOMINAL + "."
                    + expression.nominal().iterator().next()
                    + " has a meaning only where a variation recomputes a column");
        }
        return expression;
    }

    /** These names and everything they are made of. */
    Set<String> closure(Collection<String> names) {
        Set<String> all = new LinkedHashSet<>();
        names.forEach(name -> close(name, all));
        return all;
    }

    /** The file columns among these names and what they are made of. */
    Set<String> fileColumns(Collection<String> names) {
        Set<String> all = closure(names);
        all.retainAll(files.keySet());
        return all;
    }

    /** Whether any of these names is made of one of the changed file columns. */
    boolean depends(Collection<String> names, Set<String> changed) {
        return fileColumns(names).stream().anyMatch(changed::contains);
    }

    private void close(String name, Set<String> all) {
        String known = require("columns", name);
        if (all.add(known) && derived.containsKey(known)) {
            derived.get(known).columns().forEach(part -> close(part, all));
        }
    }

    private void visit(String name, Set<String> path) {
        if (order.contains(name) || files.containsKey(name)) {
            return;
        }
        if (!path.add(name)) {
            throw new DataException(
                    "column '" + name + "' is defined by itself: " + String.join(" -> ", path) + " -> " + name);
        }
        derived.get(name).columns().forEach(part -> visit(require("column '" + name + "'", part), path));
        path.remove(name);
        order.add(name);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(files.keySet());
        names.addAll(derived.keySet());
        return names;
    }
}
