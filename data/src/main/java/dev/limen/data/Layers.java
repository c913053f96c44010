package dev.limen.data;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The nested queries from file columns to SQL columns: markers become NULL, then shifts, then recomputations, then SQL
 * columns in their order. Each layer keeps the columns of the one below, so an expression is used as the user wrote it.
 */
final class Layers {
    /** Number of the row in all files, from 1; no file column can have this name by chance. */
    static final String ROW = "limen row";

    /** One number of a list. */
    private static final String OBJECT = Database.name("limen object");

    private final Definitions definitions;
    private final Set<String> marked;
    private final Set<String> plain;
    private final List<Double> undefined;

    /**
     * Of these columns.
     *
     * @param marked file columns in which markers are looked for
     * @param plain file columns that pass as they are
     */
    Layers(Definitions definitions, Set<String> marked, Set<String> plain, List<Double> undefined) {
        this.definitions = definitions;
        this.marked = new LinkedHashSet<>(marked);
        this.plain = new LinkedHashSet<>(plain);
        this.plain.removeAll(marked);
        this.undefined = undefined;
    }

    /** All file columns that it reads. */
    Set<String> fileColumns() {
        Set<String> all = new LinkedHashSet<>(marked);
        all.addAll(plain);
        return all;
    }

    /** File columns, in 64 bits where they are fractions; {@code source} has them all, and {@link #ROW} if asked for. */
    String base(String source, boolean rows) {
        Set<String> columns = new LinkedHashSet<>();
        marked.forEach(name -> columns.add(defined(name) + " AS " + Database.name(name)));
        plain.forEach(name -> columns.add(wide(name) + " AS " + Database.name(name)));
        if (rows) {
            columns.add(Database.name(ROW));
        }
        if (columns.isEmpty()) {
            columns.add("0 AS " + Database.name("limen nothing"));
        }
        return "SELECT " + String.join(", ", columns) + " FROM " + source;
    }

    /** On a base, scaled columns, and what nominal values the recomputations want to see. */
    String moved(String base, ResolvedVariation variation) {
        Set<String> nominal = variation.recomputed().values().stream()
                .flatMap(expression -> expression.nominal().stream())
                .map(name -> definitions.requireFile(role(variation), name).name())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        String seen = nominal.stream()
                .map(name -> Database.name(name) + " := " + Database.name(name))
                .collect(Collectors.joining(", ", ", struct_pack(", ") AS " + Expression.NOMINAL));
        Map<String, String> replaced = variation.moved().entrySet().stream()
                .filter(entry -> fileColumns().contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> moved(entry.getKey(), entry.getValue())));
        return "SELECT *" + replace(replaced) + (nominal.isEmpty() ? "" : seen) + " FROM (" + base + ")";
    }

    /** On scaled columns, recomputed ones, each on those before it. */
    String recomputed(String moved, ResolvedVariation variation) {
        String layer = moved;
        for (Map.Entry<String, Expression> entry : variation.recomputed().entrySet()) {
            if (fileColumns().contains(entry.getKey())) {
                String value = entry.getValue().text()
                        + (definitions.files().get(entry.getKey()).isList() ? "::DOUBLE[]" : "::DOUBLE");
                layer = "SELECT *" + replace(Map.of(entry.getKey(), value)) + " FROM (" + layer + ")";
            }
        }
        return layer;
    }

    /** On file columns, one more SQL column. */
    String derived(String below, String name) {
        return "SELECT *, " + definitions.derived(name).text() + " AS " + Database.name(name) + " FROM (" + below + ")";
    }

    /** Everything these names are made of, under a variation or none. */
    String all(String source, boolean rows, Set<String> names, Optional<ResolvedVariation> variation) {
        String layer = base(source, rows);
        if (variation.isPresent() && !variation.get().changed().isEmpty()) {
            layer = recomputed(moved(layer, variation.get()), variation.get());
        }
        Set<String> closure = definitions.closure(names);
        for (String name : definitions.order()) {
            if (closure.contains(name)) {
                layer = derived(layer, name);
            }
        }
        return layer;
    }

    private static String role(ResolvedVariation variation) {
        return "variation '" + variation.variation().name() + "'";
    }

    private static String replace(Map<String, String> replaced) {
        return replaced.isEmpty()
                ? ""
                : replaced.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> entry.getValue() + " AS " + Database.name(entry.getKey()))
                        .collect(Collectors.joining(", ", " REPLACE (", ")"));
    }

    private String moved(String column, Shift shift) {
        return definitions.files().get(column).isList()
                ? eachObject(column, shifted(OBJECT, shift))
                : shifted(Database.name(column), shift);
    }

    private static String shifted(String name, Shift shift) {
        if (shift instanceof Shift.Scale scale) {
            return name + " * " + Database.number(scale.factor());
        }
        if (shift instanceof Shift.Add add) {
            return name + " + " + Database.number(add.amount());
        }
        throw new IllegalStateException("not a shift by a number: " + shift);
    }

    /** A marker is compared in the type of the file, in which it was written. */
    private String defined(String name) {
        FileColumn column = definitions.files().get(name);
        if (undefined.isEmpty() || !(column.isNumeric() || column.isList())) {
            return wide(name);
        }
        return column.isList()
                ? eachObject(name, defined(OBJECT, column.element()))
                : defined(Database.name(name), column);
    }

    private String defined(String value, FileColumn column) {
        String type = column.type().equals("FLOAT") ? "FLOAT" : "DOUBLE";
        String markers =
                undefined.stream().map(marker -> "'" + marker + "'::" + type).collect(Collectors.joining(", "));
        return "CASE WHEN " + value + "::" + type + " IN (" + markers + ") THEN NULL ELSE " + value
                + (column.isFraction() ? "::DOUBLE" : "") + " END";
    }

    /** A list with each of its numbers, called {@link #OBJECT}, replaced. */
    private static String eachObject(String list, String value) {
        return "list_transform(" + Database.name(list) + ", lambda " + OBJECT + ": " + value + ")";
    }

    private String wide(String name) {
        FileColumn column = definitions.files().get(name);
        if (column.isList()) {
            return Database.name(name) + (column.element().isFraction() ? "::DOUBLE[]" : "");
        }
        return Database.name(name) + (column.isFraction() ? "::DOUBLE" : "");
    }
}
