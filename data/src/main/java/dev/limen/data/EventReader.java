package dev.limen.data;

import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.data.Plan.Output;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;

/**
 * Reads a plan: first which events are kept in which share, then, for the nominal and each variation, the columns that
 * differ. All shares are filled by one pass.
 */
final class EventReader {
    private final Plan plan;
    private final Audit audit;
    private final int events;
    private final BitSet nominalPass;
    private final Map<String, BitSet> passes = new LinkedHashMap<>();
    private final List<BitSet> shares;
    private final List<SumOfWeights> sums;

    /** All events in one share. */
    EventReader(Plan plan) {
        this(plan, Optional.empty(), 1);
    }

    /** Decides which events are kept; {@code share} says of an identity hash which of {@code count} shares it falls in, -1 for none. */
    EventReader(Plan plan, LongToIntFunction share, int count) {
        this(plan, Optional.of(share), count);
    }

    private EventReader(Plan plan, Optional<LongToIntFunction> share, int count) {
        this.plan = plan;
        audit = new Audit(plan);
        events = audit.events();
        shares = Stream.generate(() -> new BitSet(events)).limit(count).toList();
        nominalPass = new BitSet(events);
        sums = selectNominal(share);
        BitSet kept = (BitSet) nominalPass.clone();
        plan.variations().forEach((name, variation) -> {
            BitSet pass = plan.changesPreselection(variation) ? pass(variation) : nominalPass;
            passes.put(name, pass);
            kept.or(pass);
        });
        if (kept.isEmpty()) {
            throw new DataException("none of the " + events + " events of " + String.join(", ", plan.paths())
                    + " meets the preselection: "
                    + plan.preselection().map(Expression::sql).orElse("true"));
        }
        shares.forEach(wanted -> wanted.and(kept));
    }

    /** Reads the tables of each share. */
    List<Events> read() {
        CollectionReader collections =
                new CollectionReader(plan, name -> new ObjectReader(plan, audit, events, shares, name), this::sharing);
        requireRoom(collections.bytes());
        List<Map<String, ObjectTable>> objects = collections.nominal(shares.size());
        List<Fill> fills = fills(Optional.empty(), plan.selected(), true, plan.hasIdentity());
        List<EventTable> nominals = new ArrayList<>();
        for (int i = 0; i < fills.size(); i++) {
            Fill fill = fills.get(i);
            Map<String, Column> columns = new LinkedHashMap<>();
            for (int k = 0; k < plan.selected().size(); k++) {
                String name = plan.selected().get(k);
                columns.put(name, fill.column(k, name, sharing(name)));
            }
            nominals.add(new EventTable(
                    columns,
                    objects.get(i),
                    fill.weight(nominalPass, "weight"),
                    plan.hasIdentity() ? Optional.of(fill.hashes) : Optional.empty()));
        }
        List<Map<String, EventTable>> tables = new ArrayList<>();
        nominals.forEach(nominal -> tables.add(new LinkedHashMap<>()));
        plan.variations().forEach((name, variation) -> {
            List<EventTable> shifted = tables(name, variation, nominals, collections);
            for (int i = 0; i < shifted.size(); i++) {
                tables.get(i).put(name, shifted.get(i));
            }
        });
        return IntStream.range(0, nominals.size())
                .mapToObj(i -> new Events(nominals.get(i), tables.get(i), sums.get(i)))
                .toList();
    }

    private List<EventTable> tables(
            String name, ResolvedVariation variation, List<EventTable> nominals, CollectionReader collections) {
        List<String> changed = plan.changed(variation);
        boolean weighted = plan.changesWeight(variation);
        List<Map<String, ObjectTable>> objects = collections.under(variation, passes.get(name));
        if (changed.isEmpty() && !weighted) {
            return IntStream.range(0, nominals.size())
                    .mapToObj(i -> {
                        EventTable nominal = nominals.get(i);
                        return objects.get(i).equals(nominal.objects())
                                ? nominal
                                : new EventTable(
                                        nominal.columns(), objects.get(i), nominal.weight(), nominal.identity());
                    })
                    .toList();
        }
        List<Fill> fills = fills(Optional.of(variation), changed, weighted, false);
        BitSet pass = passes.get(name);
        List<EventTable> tables = new ArrayList<>();
        for (int i = 0; i < fills.size(); i++) {
            EventTable nominal = nominals.get(i);
            Map<String, Column> columns = new LinkedHashMap<>(nominal.columns());
            for (int k = 0; k < changed.size(); k++) {
                String label = changed.get(k) + "' under variation '" + name;
                columns.put(changed.get(k), fills.get(i).column(k, label, pass));
            }
            Tensor weight =
                    weighted ? fills.get(i).weight(pass, "weight under variation '" + name + "'") : nominal.weight();
            tables.add(new EventTable(columns, objects.get(i), weight, nominal.identity()));
        }
        return tables;
    }

    /** Events that pass wherever this nominal column is used: in the nominal and in all variations that share it. */
    private BitSet sharing(String column) {
        BitSet pass = (BitSet) nominalPass.clone();
        plan.variations().forEach((name, variation) -> {
            if (!plan.changes(variation, column)) {
                pass.or(passes.get(name));
            }
        });
        return pass;
    }

    private List<SumOfWeights> selectNominal(Optional<LongToIntFunction> share) {
        List<Output> outputs = new ArrayList<>(List.of(Output.PASS, Output.WEIGHT));
        share.ifPresent(any -> outputs.add(Output.IDENTITY));
        Sum all = new Sum();
        List<Sum> inShare = Stream.generate(Sum::new).limit(shares.size()).toList();
        BitSet bad = new BitSet();
        stream(plan.query(Optional.empty(), List.of(), outputs), (chunk, rows, first) -> {
            DuckDBReadableVector pass = chunk.vector(0);
            DuckDBReadableVector weight = chunk.vector(1);
            for (int row = 0; row < rows; row++) {
                int mine = share.isEmpty() ? 0 : share.get().applyAsInt(hash(chunk, 2, row));
                if (mine >= 0) {
                    shares.get(mine).set(first + row);
                }
                if (pass.getBoolean(row)) {
                    nominalPass.set(first + row);
                    double value = weight.getDouble(row, Double.NaN);
                    all.add(value);
                    if (mine >= 0) {
                        inShare.get(mine).add(value);
                    }
                    bad.set(first + row, !Double.isFinite(value));
                }
            }
        });
        if (!bad.isEmpty()) {
            throw notFinite("weight", bad.nextSetBit(0), Double.NaN);
        }
        return inShare.stream()
                .map(sum -> new SumOfWeights(all.value(), sum.value()))
                .toList();
    }

    private BitSet pass(ResolvedVariation variation) {
        BitSet passing = new BitSet(events);
        stream(plan.query(Optional.of(variation), List.of(), List.of(Output.PASS)), (chunk, rows, first) -> {
            DuckDBReadableVector pass = chunk.vector(0);
            for (int row = 0; row < rows; row++) {
                passing.set(first + row, pass.getBoolean(row));
            }
        });
        return passing;
    }

    private List<Fill> fills(
            Optional<ResolvedVariation> variation, List<String> columns, boolean weight, boolean identity) {
        List<Output> outputs = new ArrayList<>();
        if (weight) {
            outputs.add(Output.WEIGHT);
        }
        if (identity) {
            outputs.add(Output.IDENTITY);
        }
        List<Fill> fills = shares.stream()
                .map(kept -> new Fill(kept, columns.size(), weight, identity))
                .toList();
        stream(
                plan.query(variation, columns, outputs),
                (chunk, rows, first) -> fills.forEach(fill -> fill.accept(chunk, rows, first)));
        return fills;
    }

    private void stream(String sql, Database.Sink sink) {
        try {
            plan.database().stream(sql, events, sink);
        } catch (SQLException failure) {
            throw plan.failure(failure);
        }
    }

    private void requireRoom(long objectBytes) {
        long columns = plan.selected().size() + 2L;
        for (ResolvedVariation variation : plan.variations().values()) {
            columns += plan.changed(variation).size() + (plan.changesWeight(variation) ? 1 : 0);
        }
        long kept = shares.stream().mapToLong(BitSet::cardinality).sum();
        long need = columns * Double.BYTES * kept + objectBytes;
        long have = plan.resources().tableBytes();
        if (need > have) {
            throw new DataException(
                    kept + " events with " + columns
                            + " columns (variations included) and the columns of their objects need "
                            + (need >> 20) + " MiB; tables may use " + (have >> 20)
                            + " MiB: select fewer columns, tighten the"
                            + " preselection, or give more (Resources.tableBytes; by default three quarters of the Java heap, -Xmx)");
        }
    }

    private DataException notFinite(String what, int ordinal, double value) {
        return new DataException(
                audit.locate(ordinal) + ": " + what + " is "
                        + (Double.isNaN(value) ? "NaN, infinite or undefined" : value)
                        + "; an event that passes needs a finite one. Change the SQL, or let the preselection reject the event.");
    }

    private static long hash(DuckDBDataChunkReader chunk, int from, int row) {
        long hash = EventHash.START;
        for (int k = from; k < chunk.columnCount(); k++) {
            hash = EventHash.mix(hash, chunk.vector(k).getLong(row));
        }
        return hash;
    }

    /** Columns of one table while they are filled with the kept events of a share. */
    private final class Fill implements Database.Sink {
        private final BitSet kept;
        private final double[][] values;
        private final BitSet[] undefined;
        private final boolean identified;
        private final long[] hashes;
        private final int[] picked = new int[1 << 16];
        private int filled;

        Fill(BitSet kept, int columns, boolean weighted, boolean identified) {
            this.kept = kept;
            int rows = kept.cardinality();
            this.identified = identified;
            values = new double[columns + (weighted ? 1 : 0)][rows];
            undefined = new BitSet[values.length];
            for (int k = 0; k < undefined.length; k++) {
                undefined[k] = new BitSet();
            }
            hashes = new long[identified ? rows : 0];
        }

        @Override
        public void accept(DuckDBDataChunkReader chunk, int rows, int first) {
            int count = 0;
            for (int row = kept.nextSetBit(first); row >= 0 && row < first + rows; row = kept.nextSetBit(row + 1)) {
                picked[count++] = row - first;
            }
            for (int k = 0; k < values.length; k++) {
                DuckDBReadableVector vector = chunk.vector(k);
                double[] target = values[k];
                for (int i = 0; i < count; i++) {
                    double value = vector.getDouble(picked[i], Double.NaN);
                    target[filled + i] = value;
                    if (Double.isNaN(value) && vector.isNull(picked[i])) {
                        undefined[k].set(filled + i);
                    }
                }
            }
            if (identified) {
                for (int i = 0; i < count; i++) {
                    hashes[filled + i] = hash(chunk, values.length, picked[i]);
                }
            }
            filled += count;
        }

        /** Column {@code k}; where an event fails, what SQL made of it does not matter. */
        Column column(int k, String name, BitSet passing) {
            int ordinal = kept.nextSetBit(0);
            for (int row = 0; row < filled; row++) {
                double value = values[k][row];
                if (!Double.isFinite(value) && !undefined[k].get(row)) {
                    if (passing.get(ordinal)) {
                        throw notFinite("column '" + name + "'", ordinal, value);
                    }
                    undefined[k].set(row);
                }
                ordinal = kept.nextSetBit(ordinal + 1);
            }
            return Column.of(values[k], undefined[k]);
        }

        /** The weights, which come last; zero where an event fails. */
        Tensor weight(BitSet passing, String what) {
            double[] weights = values[values.length - 1];
            int ordinal = kept.nextSetBit(0);
            for (int row = 0; row < filled; row++) {
                if (!passing.get(ordinal)) {
                    weights[row] = 0;
                } else if (!Double.isFinite(weights[row])) {
                    throw notFinite(what, ordinal, weights[row]);
                }
                ordinal = kept.nextSetBit(ordinal + 1);
            }
            return Tensor.wrap(Shape.of(weights.length), weights);
        }
    }
}
