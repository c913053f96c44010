package dev.limen.examples.htautau;

import dev.limen.autodiff.random.RandomSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.IntStream;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;

/** Streams events to Parquet: DuckDB asks for them as rows of a table, so that any number fits into memory. */
final class EventFile {
    private static final long RUN = 284_500;
    private static final int BATCH = 1 << 16;

    private final long events;
    private final RandomSource source;

    EventFile(long events, RandomSource source) {
        this.events = events;
        this.source = source;
    }

    void write(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
            builder.withName("collisions").withFunction(new Rows()).register(connection);
            statement.execute("COPY (SELECT * FROM collisions()) TO '"
                    + file.toString().replace("'", "''") + "' (FORMAT parquet)");
        }
    }

    /** Where the table has got to. */
    private static final class Cursor {
        private long next;
        private long first;
        private Sample.Event[] batch = {};
    }

    private final class Rows implements DuckDBTableFunction<Object, Cursor, Object> {
        @Override
        public Object bind(DuckDBTableFunctionBindInfo info) {
            info.addResultColumn("run", DuckDBColumnType.BIGINT);
            info.addResultColumn("event", DuckDBColumnType.BIGINT);
            info.addResultColumn("label", DuckDBColumnType.VARCHAR);
            info.addResultColumn("weight", DuckDBColumnType.DOUBLE);
            for (int k = 0; k < Measurement.COLUMNS.size(); k++) {
                info.addResultColumn(
                        Measurement.COLUMNS.get(k),
                        k == Measurement.JETS ? DuckDBColumnType.INTEGER : DuckDBColumnType.DOUBLE);
            }
            info.setCardinality(events, true);
            return this;
        }

        @Override
        public Cursor init(DuckDBTableFunctionInitInfo info) {
            info.setMaxThreads(1);
            return new Cursor();
        }

        @Override
        public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter output) {
            Cursor cursor = info.getInitData();
            int rows = (int) Math.min(output.capacity(), events - cursor.next);
            DuckDBWritableVector[] columns = new DuckDBWritableVector[(int) output.columnCount()];
            for (int k = 0; k < columns.length; k++) {
                columns[k] = output.vector(k);
            }
            for (int row = 0; row < rows; row++) {
                if (cursor.next == cursor.first + cursor.batch.length) {
                    cursor.first = cursor.next;
                    cursor.batch = batch(cursor.first);
                }
                write(columns, row, cursor.next, cursor.batch[(int) (cursor.next - cursor.first)]);
                cursor.next++;
            }
            return rows;
        }
    }

    /** On all cores: each event has random numbers of its own. */
    Sample.Event[] batch(long first) {
        return IntStream.range(0, (int) Math.min(BATCH, events - first))
                .parallel()
                .mapToObj(i -> Sample.of(first + i).draw(source, first + i))
                .toArray(Sample.Event[]::new);
    }

    private void write(DuckDBWritableVector[] columns, int row, long number, Sample.Event event) {
        Sample sample = Sample.of(number);
        columns[0].setLong(row, RUN);
        columns[1].setLong(row, number);
        columns[2].setString(row, sample.label());
        columns[3].setDouble(row, event.sign() * sample.weight(events));
        double[] values = event.measurement().row();
        for (int k = 0; k < values.length; k++) {
            if (k == Measurement.JETS) {
                columns[4 + k].setInt(row, (int) values[k]);
            } else {
                columns[4 + k].setDouble(row, values[k]);
            }
        }
    }
}
