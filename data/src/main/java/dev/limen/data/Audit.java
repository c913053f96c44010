package dev.limen.data;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks through the file columns that will be read, once, before anything is computed from them. */
final class Audit {
    /** Integers beyond have no 64-bit (32-bit) floating-point number of their own. */
    private static final String EXACT_DOUBLE = "9007199254740992";

    private static final String MARK = "write a marker such as -999 and list it as undefined";
    private static final String EXACT_FLOAT = "16777216";

    private final Plan plan;

    private record Check(String column, String bad, String what) {}

    Audit(Plan plan) {
        this.plan = plan;
    }

    /**
     * The number of events of the sample.
     *
     * @throws DataException if there is none, or a column that is read holds a value that cannot be used
     */
    int events() {
        List<Check> checks = checks();
        StringBuilder sql = new StringBuilder("SELECT count(*)");
        checks.forEach(
                check -> sql.append(", count(*) FILTER (").append(check.bad).append(')'));
        List<String> counts;
        try {
            counts = plan.database()
                    .rows(sql + " FROM " + plan.rows(plan.paths()))
                    .get(0);
        } catch (SQLException failure) {
            throw plan.failure(failure);
        }
        for (int i = 0; i < checks.size(); i++) {
            if (!counts.get(i + 1).equals("0")) {
                throw bad(checks.get(i), counts.get(i + 1));
            }
        }
        long events = Long.parseLong(counts.get(0));
        if (events == 0) {
            throw new DataException("no event of " + String.join(", ", plan.paths())
                    + plan.where()
                            .map(condition -> " meets where: " + condition.sql())
                            .orElse(": the files are empty"));
        }
        if (events > Integer.MAX_VALUE) {
            throw new DataException("a table holds at most " + Integer.MAX_VALUE + " events; " + plan.paths() + " hold "
                    + events + ": read parts of them");
        }
        return (int) events;
    }

    private List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        for (String name : plan.readColumns()) {
            FileColumn column = plan.definitions().files().get(name);
            String quoted = Database.name(name);
            if (column.isList()) {
                checks.addAll(ofLists(column, quoted));
                continue;
            }
            if (!column.isNumeric()) {
                continue;
            }
            checks.add(new Check(name, quoted + " IS NULL", "has no value; " + MARK));
            if (column.isFraction()) {
                checks.add(new Check(name, "NOT isfinite(" + quoted + "::DOUBLE)", "is NaN or infinite; " + MARK));
            }
            if (plan.identity().contains(name) && column.isFraction()) {
                String exact = column.type().equals("FLOAT") ? EXACT_FLOAT : EXACT_DOUBLE;
                checks.add(new Check(
                        name,
                        quoted + " <> trunc(" + quoted + ") OR abs(" + quoted + ") >= " + exact,
                        "identifies events but is no integer, or one too large for type " + column.type()));
            }
        }
        return checks;
    }

    private static List<Check> ofLists(FileColumn column, String quoted) {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(
                column.name(), quoted + " IS NULL", "has no list; write an empty one where there are no objects"));
        checks.add(new Check(
                column.name(),
                "list_count(" + quoted + ") <> len(" + quoted + ")",
                "holds an object without value; " + MARK));
        if (column.element().isFraction()) {
            checks.add(new Check(
                    column.name(),
                    "NOT coalesce(list_bool_and(list_transform(" + quoted + ", lambda x: isfinite(x::DOUBLE))), true)",
                    "holds a number that is NaN or infinite; " + MARK));
        }
        return checks;
    }

    private DataException bad(Check check, String count) {
        for (String path : plan.paths()) {
            try {
                List<List<String>> first = plan.database()
                        .rows("SELECT n, value FROM (SELECT row_number() OVER () AS n, " + Database.name(check.column)
                                + "::VARCHAR AS value, (" + check.bad + ") AS bad, " + condition() + " AS meant FROM "
                                + plan.scan(List.of(path)) + ") WHERE bad AND meant ORDER BY n LIMIT 1");
                if (!first.isEmpty()) {
                    String value = first.get(0).get(1);
                    return new DataException("file '" + path + "', column '" + check.column + "', row "
                            + first.get(0).get(0) + " (the first is 1): " + (value.isEmpty() ? "it" : value) + " "
                            + check.what + "; " + count + " such row(s) in all files");
                }
            } catch (SQLException failure) {
                throw plan.failure(failure);
            }
        }
        throw new IllegalStateException("column '" + check.column + "' has " + count + " bad rows, but in no file");
    }

    private String condition() {
        return plan.where().map(Expression::text).orElse("true");
    }

    /** File and row of event number {@code ordinal} of the sample, from 0: for messages. */
    String locate(int ordinal) {
        long left = ordinal;
        for (String path : plan.paths()) {
            try {
                List<List<String>> row = plan.database()
                        .rows("SELECT n FROM (SELECT row_number() OVER () AS n, " + condition() + " AS meant FROM "
                                + plan.scan(List.of(path)) + ") WHERE meant ORDER BY n OFFSET " + left + " LIMIT 1");
                if (!row.isEmpty()) {
                    return "file '" + path + "', row " + row.get(0).get(0) + " (the first is 1)";
                }
                left -= Long.parseLong(plan.database()
                        .rows("SELECT count(*) FROM " + plan.scan(List.of(path)) + " WHERE " + condition())
                        .get(0)
                        .get(0));
            } catch (SQLException failure) {
                throw plan.failure(failure);
            }
        }
        throw new IllegalStateException("no file holds event " + ordinal);
    }
}
