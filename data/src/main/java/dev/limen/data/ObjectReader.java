package dev.limen.data;

import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.duckdb.DuckDBDataChunkReader;

/** Reads columns of one collection for the kept events of each share: first how many objects there are, then these. */
final class ObjectReader {
    private final Plan plan;
    private final Audit audit;
    private final int events;
    private final List<BitSet> shares;
    private final String collection;

    ObjectReader(Plan plan, Audit audit, int events, List<BitSet> shares, String collection) {
        this.plan = plan;
        this.audit = audit;
        this.events = events;
        this.shares = shares;
        this.collection = collection;
    }

    /**
     * The numbers of objects of each share's events.
     *
     * @throws DataException if an event has no list, or lists of different lengths
     */
    List<Tensor> counts(Optional<ResolvedVariation> variation, List<String> columns) {
        Lengths lengths = new Lengths(columns);
        stream(plan.counts(variation, columns), lengths, done -> done == events);
        // Only now: DuckDB looks for the event's file and row when it is done with the lengths.
        if (!lengths.wrong.isEmpty()) {
            throw wrong(lengths.wrongOrdinal, variation, lengths.wrong);
        }
        return lengths.counts.stream()
                .map(share -> Tensor.wrap(Shape.of(share.length), share))
                .toList();
    }

    /** The numbers of objects while they are read, and the first event whose lists have none or different ones. */
    private final class Lengths implements Database.Sink {
        private final List<String> columns;
        private final List<int[]> counts =
                shares.stream().map(kept -> new int[kept.cardinality()]).toList();
        private final int[] filled = new int[shares.size()];
        private String wrong = "";
        private int wrongOrdinal;

        Lengths(List<String> columns) {
            this.columns = columns;
        }

        @Override
        public void accept(DuckDBDataChunkReader chunk, int rows, int first) {
            for (int i = 0; i < filled.length; i++) {
                BitSet kept = shares.get(i);
                for (int row = kept.nextSetBit(first); row >= 0 && row < first + rows; row = kept.nextSetBit(row + 1)) {
                    counts.get(i)[filled[i]++] = chunk.vector(0).getInt(row - first);
                    if (wrong.isEmpty() || row < wrongOrdinal) {
                        check(chunk, row - first, row);
                    }
                }
            }
        }

        private void check(DuckDBDataChunkReader chunk, int row, int ordinal) {
            int length = chunk.vector(0).getInt(row);
            for (int k = columns.size() - 1; k >= 0; k--) {
                int here = chunk.vector(k).getInt(row);
                if (here < 0) {
                    wrong = "column '" + columns.get(k)
                            + "' has no list; write an empty one, [], where there are no objects";
                    wrongOrdinal = ordinal;
                } else if (here != length) {
                    wrong = "column '" + columns.get(0) + "' has " + length + " objects, column '" + columns.get(k)
                            + "' " + here + "; the columns of a collection have equal numbers";
                    wrongOrdinal = ordinal;
                }
            }
        }
    }

    /** Checks that changed columns have the lengths of those that a variation leaves. */
    void requireEqual(
            List<Tensor> nominal, List<Tensor> counts, ResolvedVariation variation, String changed, String left) {
        for (int i = 0; i < nominal.size(); i++) {
            int ordinal = shares.get(i).nextSetBit(0);
            for (int event = 0; event < counts.get(i).size(); event++) {
                if (counts.get(i).at(event) != nominal.get(i).at(event)) {
                    throw wrong(
                            ordinal,
                            Optional.of(variation),
                            "column '" + changed + "' has "
                                    + (int) counts.get(i).at(event) + " objects, column '" + left
                                    + "', which does not change, "
                                    + (int) nominal.get(i).at(event)
                                    + "; the columns of a collection have equal numbers");
                }
                ordinal = shares.get(i).nextSetBit(ordinal + 1);
            }
        }
    }

    private DataException wrong(int ordinal, Optional<ResolvedVariation> variation, String what) {
        return new DataException(audit.locate(ordinal) + ": collection '" + collection + "'"
                + variation
                        .map(shift -> " under variation '" + shift.variation().name() + "'")
                        .orElse("") + ": "
                + what);
    }

    /**
     * The columns of each share.
     *
     * @param passing by column the events that pass wherever the column is used
     * @throws DataException if an object of one of these is NaN or infinite
     */
    List<List<Column>> columns(
            Optional<ResolvedVariation> variation,
            List<String> columns,
            List<Tensor> counts,
            Function<String, BitSet> passing) {
        List<Fill> fills = IntStream.range(0, shares.size())
                .mapToObj(i -> new Fill(shares.get(i), counts.get(i), columns.size()))
                .toList();
        Cursor cursor = new Cursor(fills);
        stream(plan.contents(variation, columns), cursor, done -> cursor.isComplete());
        List<List<Column>> read = new ArrayList<>();
        for (Fill fill : fills) {
            List<Column> made = new ArrayList<>();
            for (int k = 0; k < columns.size(); k++) {
                made.add(fill.column(k, columns.get(k), passing.apply(columns.get(k)), variation));
            }
            read.add(made);
        }
        return read;
    }

    private void stream(String sql, Database.Sink sink, LongPredicate complete) {
        try {
            plan.database().stream(sql, sink, complete);
        } catch (SQLException failure) {
            throw plan.failure(failure);
        }
    }

    /** Walks through rows that are, for each event, a number of objects and then these. */
    private final class Cursor implements Database.Sink {
        private final List<Fill> fills;
        private final Fill nowhere = new Fill(new BitSet(), Tensor.ofInts(), 0);
        private Fill current = nowhere;
        private int event = -1;
        private long left;

        Cursor(List<Fill> fills) {
            this.fills = fills;
        }

        @Override
        public void accept(DuckDBDataChunkReader chunk, int rows, int first) {
            int row = 0;
            while (row < rows) {
                if (left == 0) {
                    event++;
                    left = (long) chunk.vector(0).getDouble(row);
                    row++;
                    current = fills.stream()
                            .filter(fill -> fill.kept.get(event))
                            .findFirst()
                            .orElse(nowhere);
                } else {
                    int count = (int) Math.min(left, rows - row);
                    current.take(chunk, row, count);
                    left -= count;
                    row += count;
                }
            }
        }

        boolean isComplete() {
            return event == events - 1 && left == 0;
        }
    }

    /** The objects of one share while they are read. */
    private final class Fill {
        private final BitSet kept;
        private final Tensor counts;
        private final double[][] values;
        private final BitSet[] undefined;
        private int filled;

        Fill(BitSet kept, Tensor counts, int columns) {
            this.kept = kept;
            this.counts = counts;
            int objects = 0;
            for (int event = 0; event < counts.size(); event++) {
                objects = Math.addExact(objects, (int) counts.at(event));
            }
            values = new double[columns][objects];
            undefined = new BitSet[columns];
            Arrays.setAll(undefined, k -> new BitSet());
        }

        void take(DuckDBDataChunkReader chunk, int row, int count) {
            for (int k = 0; k < values.length; k++) {
                for (int i = 0; i < count; i++) {
                    double value = chunk.vector(k).getDouble(row + i, Double.NaN);
                    values[k][filled + i] = value;
                    if (Double.isNaN(value) && chunk.vector(k).isNull(row + i)) {
                        undefined[k].set(filled + i);
                    }
                }
            }
            filled += count;
        }

        /** Column {@code k}; where an event fails, what SQL made of it does not matter. */
        Column column(int k, String name, BitSet passing, Optional<ResolvedVariation> variation) {
            int ordinal = kept.nextSetBit(0);
            int object = 0;
            for (int event = 0; event < counts.size(); event++) {
                for (int i = 0; i < (int) counts.at(event); i++, object++) {
                    if (!Double.isFinite(values[k][object]) && !undefined[k].get(object)) {
                        if (passing.get(ordinal)) {
                            throw wrong(
                                    ordinal,
                                    variation,
                                    "column '" + name + "' is " + values[k][object] + " for object " + i
                                            + " (the first is 0); an event that passes needs a finite one. Change the SQL, or let"
                                            + " the preselection reject the event.");
                        }
                        undefined[k].set(object);
                    }
                }
                ordinal = kept.nextSetBit(ordinal + 1);
            }
            return Column.of(values[k], undefined[k]);
        }
    }
}
