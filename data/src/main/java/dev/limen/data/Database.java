package dev.limen.data;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBDriver;
import org.duckdb.DuckDBPreparedStatement;

/** A DuckDB in memory for the time of one read: bounded, without downloads, without files of its own. */
final class Database implements AutoCloseable {
    /** Takes {@code rows} rows, the first of which is number {@code first} of the result (of events, which are fewer than 2^31). */
    interface Sink {
        void accept(DuckDBDataChunkReader chunk, int rows, int first);
    }

    private final DuckDBConnection connection;

    /** Facts of the release of DuckDB, asked for once: the catalogue takes longer than a small read. */
    private static final class Catalogue {
        private static final Set<String> MIXING = mixing();

        private static Set<String> mixing() {
            try (Database database = new Database(Resources.standard())) {
                return database
                        .rows("SELECT function_name FROM duckdb_functions() GROUP BY ALL"
                                + " HAVING bool_or(stability = 'VOLATILE') OR bool_and(function_type = 'aggregate')")
                        .stream()
                        .map(row -> row.get(0))
                        .collect(Collectors.toUnmodifiableSet());
            } catch (SQLException failure) {
                throw new DataException("DuckDB does not list its functions: " + reason(failure), failure);
            }
        }
    }

    /** Functions whose value depends on other rows, or on chance. */
    static Set<String> mixingFunctions() {
        return Catalogue.MIXING;
    }

    Database(Resources resources) {
        Properties settings = new Properties();
        settings.setProperty("threads", Integer.toString(resources.threads()));
        settings.setProperty("memory_limit", resources.duckdbBytes() + "B");
        settings.setProperty("temp_directory", "");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("preserve_insertion_order", "true");
        settings.setProperty("ieee_floating_point_ops", "true");
        settings.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        try {
            Connection opened = DriverManager.getConnection("jdbc:duckdb:", settings);
            connection = opened.unwrap(DuckDBConnection.class);
        } catch (SQLException failure) {
            throw new DataException("DuckDB does not start: " + reason(failure), failure);
        }
    }

    /** An SQL string literal. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** An SQL identifier. */
    static String name(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }

    /** A 64-bit literal of this very value; decimal literals would take a detour. */
    static String number(double value) {
        return "'" + value + "'::DOUBLE";
    }

    /** DuckDB's own words, without the statement, which users did not write, and advice on settings they cannot reach. */
    static String reason(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.split("\n\nLINE |\\s+Database is launched|\\s+Possible solutions", 2)[0]
                .replaceAll("\\s*\\n\\s*", " ")
                .strip();
    }

    void execute(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    /** A small result, as text; SQL's NULL is the empty string. */
    List<List<String>> rows(String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            List<List<String>> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int column = 1; column <= columns; column++) {
                        String value = result.getString(column);
                        row.add(value == null ? "" : value);
                    }
                    rows.add(row);
                }
            }
            return rows;
        }
    }

    /**
     * Streams a large result in its order.
     *
     * @param expected how many rows it has: a stream that DuckDB breaks off ends like a complete one
     */
    void stream(String sql, int expected, Sink sink) throws SQLException {
        stream(sql, sink, done -> done == expected);
    }

    /**
     * Streams a large result in its order.
     *
     * @param complete whether all is there after so many rows
     */
    void stream(String sql, Sink sink, LongPredicate complete) throws SQLException {
        long done = 0;
        try (DuckDBPreparedStatement statement = connection.prepare(sql);
                DuckDBChunkedResult result = statement.query()) {
            while (result.nextChunk()) {
                DuckDBDataChunkReader chunk = result.chunk();
                int rows = Math.toIntExact(chunk.rowCount());
                sink.accept(chunk, rows, (int) done);
                done += rows;
            }
        }
        if (!complete.test(done)) {
            drain(sql);
            throw new SQLException("DuckDB ended after " + done + " rows, too early, and gave no reason");
        }
    }

    /** Reads by rows, which unlike chunks throws what stopped it. */
    private void drain(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                result.getObject(1);
            }
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new DataException("DuckDB does not close: " + reason(failure), failure);
        }
    }
}
