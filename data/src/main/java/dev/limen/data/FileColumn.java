package dev.limen.data;

import java.util.Set;

/**
 * A column of the files.
 *
 * @param name its name, as the file spells it
 * @param type DuckDB's name of its type, such as {@code DOUBLE}, {@code BIGINT} or {@code VARCHAR}
 */
public record FileColumn(String name, String type) {
    private static final Set<String> INTEGERS = Set.of(
            "TINYINT",
            "SMALLINT",
            "INTEGER",
            "BIGINT",
            "HUGEINT",
            "UTINYINT",
            "USMALLINT",
            "UINTEGER",
            "UBIGINT",
            "UHUGEINT");

    /** Whether it holds integers. */
    public boolean isInteger() {
        return INTEGERS.contains(type);
    }

    /** Whether it holds binary or decimal fractions. */
    public boolean isFraction() {
        return type.equals("DOUBLE") || type.equals("FLOAT") || type.matches("DECIMAL\\([0-9,]+\\)");
    }

    /** Whether it holds lists of numbers, such as {@code DOUBLE[]}: one number for each of an event's objects. */
    public boolean isList() {
        return type.endsWith("[]") && element().isNumeric();
    }

    /** What its lists hold. */
    FileColumn element() {
        return new FileColumn(name, type.substring(0, type.length() - "[]".length()));
    }

    /** Whether it holds numbers or truth values, which become 0 and 1. */
    public boolean isNumeric() {
        return isInteger() || isFraction() || type.equals("BOOLEAN");
    }
}
