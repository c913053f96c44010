package dev.limen.data;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An SQL expression as DuckDB parses it: a function of the columns of one event.
 *
 * @param role what the user calls it, for messages, such as {@code column 'mt'}
 * @param sql the user's text
 * @param columns names it refers to, in the user's spelling
 * @param nominal names it refers to as {@code nominal.name}
 */
record Expression(String role, String sql, Set<String> columns, Set<String> nominal) {
    /** The prefix by which a recomputed column reaches the values before the shift. */
    static final String NOMINAL = "nominal";

    /**
     * Parses and refuses what is not a function of one event.
     *
     * @throws DataException if it is no expression, or mixes events, or draws random numbers
     */
    static Expression parse(Database database, String role, String sql) {
        List<List<String>> nodes;
        try {
            nodes = database.rows(
                    "SELECT key, value ->> '$', path, value ->> 0, value ->> 1, json_array_length(value) FROM"
                            + " json_tree(json_serialize_sql(?)) WHERE key IN ('error_message', 'class', 'function_name',"
                            + " 'column_names', 'statements', 'select_list')"
                            + " OR (key = 'type' AND path = '$.statements[0].node.from_table')",
                    "SELECT (" + sql + "\n)");
        } catch (SQLException failure) {
            throw new DataException(role + ": cannot parse \"" + sql + "\": " + Database.reason(failure), failure);
        }
        Set<String> columns = new LinkedHashSet<>();
        Set<String> nominal = new LinkedHashSet<>();
        Set<String> parameters = new LinkedHashSet<>();
        for (List<String> node : nodes) {
            String value = node.get(1);
            switch (node.get(0)) {
                case "error_message" ->
                    throw new DataException(role + ": \"" + sql + "\" is not an SQL expression: " + value);
                case "statements", "select_list" -> {
                    if (!node.get(5).equals("1")) {
                        throw notOneExpression(role, sql);
                    }
                }
                case "type" -> {
                    if (!value.equals("EMPTY")) {
                        throw notOneExpression(role, sql);
                    }
                }
                case "class" -> {
                    if (Set.of("SUBQUERY", "WINDOW", "STAR", "PARAMETER").contains(value)) {
                        throw new DataException(role + ": \"" + sql + "\" holds a " + value.toLowerCase(Locale.ROOT)
                                + "; a column is a function of the columns of one event: name each of them");
                    }
                }
                case "function_name" -> {
                    if (Database.mixingFunctions().contains(value.toLowerCase(Locale.ROOT))) {
                        throw new DataException(role + ": \"" + sql + "\" uses " + value + "(), which is not a function"
                                + " of the columns of one event: its value would depend on other events or on chance");
                    }
                }
                default -> {
                    if (node.get(2).contains(".lhs")) {
                        parameters.add(node.get(3));
                    } else if (node.get(3).equalsIgnoreCase(NOMINAL)
                            && node.get(5).equals("2")) {
                        nominal.add(node.get(4));
                    } else {
                        columns.add(node.get(3));
                    }
                }
            }
        }
        columns.removeAll(parameters);
        return new Expression(role, sql, Set.copyOf(columns), Set.copyOf(nominal));
    }

    /** All names it refers to. */
    Set<String> references() {
        Set<String> all = new LinkedHashSet<>(columns);
        all.addAll(nominal);
        return all;
    }

    /** In parentheses; the line break ends a comment of the user's. */
    String text() {
        return "(" + sql + "\n)";
    }

    /** Its type over this source, which it is prepared against: the message is about this expression alone. */
    String type(Database database, String source) {
        try {
            return database.rows("DESCRIBE SELECT " + text() + " AS v FROM " + source)
                    .get(0)
                    .get(1);
        } catch (SQLException failure) {
            throw new DataException(role + ": cannot evaluate \"" + sql + "\": " + Database.reason(failure), failure);
        }
    }

    private static DataException notOneExpression(String role, String sql) {
        return new DataException(role + ": \"" + sql + "\" is not one SQL expression");
    }

    /** For messages: the names, in order. */
    static String list(Set<String> names) {
        return names.stream().sorted().collect(Collectors.joining(", "));
    }
}
