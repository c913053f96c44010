package dev.limen.data;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Event files made through DuckDB itself, without the code under test. */
final class TestFiles {
    /** Six events; tau_pt and jets make a variation and a marker matter. */
    static final String SIX = """
            SELECT * FROM (VALUES
              (1, 10, 'a', 2.0::DOUBLE, 30.0::DOUBLE, 24.5::DOUBLE, 0.0::DOUBLE, 40.0::DOUBLE, 0.0::DOUBLE, 55.0::DOUBLE),
              (1, 11, 'a', 1.0, 40.0, 25.5, 0.5, 10.0, 20.0, -25.0),
              (1, 12, 'b', 0.5, 50.0, 60.0, 1.0, -30.0, 5.0, 70.0),
              (2, 10, 'a', -1.0, 26.0, 26.0, 1.5, 0.0, -15.0, -25.0),
              (2, 11, 'a', 3.0, 20.0, 80.0, 2.0, 12.0, 9.0, 33.0),
              (2, 12, 'a', 4.0, 90.0, 10.0, 2.5, 1.0, 2.0, 44.0))
            AS t(run, event, label, w, lep_pt, tau_pt, tau_phi, met_x, met_y, jet_pt)""";

    private TestFiles() {}

    static String parquet(Path folder, String name, String query) {
        return copy(folder, name, query, "PARQUET");
    }

    static String csv(Path folder, String name, String query) {
        return copy(folder, name, query, "CSV");
    }

    private static String copy(Path folder, String name, String query, String format) {
        String path = folder.resolve(name).toString();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + query + ") TO '" + path + "' (FORMAT " + format + ")");
            return path;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static double number(String query) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getDouble(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
