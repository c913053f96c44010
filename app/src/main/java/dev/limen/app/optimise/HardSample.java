package dev.limen.app.optimise;

import dev.limen.app.analysis.Region;
import dev.limen.app.analysis.Sample;
import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.data.Events;
import dev.limen.ops.Overflow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Into which bins the events of one sample fall, with hard cuts. */
final class HardSample {
    private final Plan plan;
    private final Events events;
    private final List<Slot> slots;
    private final List<Tensor> columns;
    private final Program program;
    private final Map<Slot, double[]> weights = new LinkedHashMap<>();

    HardSample(Plan plan, Sample sample, Events events) {
        this.plan = plan;
        this.events = events;
        this.slots = plan.slots(sample);
        Thresholds thresholds = new Thresholds(plan);
        EventColumns variables = new EventColumns(
                plan, thresholds, new Relaxation.Hard(), variation -> EventSets.table(events, variation));
        List<Expr> bins = new ArrayList<>();
        for (Slot slot : slots) {
            Region region = plan.region(slot.region());
            Expr x = variables.column(region.observable(), slot.variation());
            bins.add(bin(region, x, variables.accepted(region, region.cuts(), slot.variation(), x)));
            weights.put(
                    slot,
                    EventSets.table(events, slot.variation())
                            .weight(plan.columns(region))
                            .toDoubles());
        }
        List<Expr> inputs = new ArrayList<>(List.of(thresholds.vector()));
        inputs.addAll(variables.variables());
        this.columns = variables.bound().all();
        this.program = Program.compile(inputs, bins);
    }

    /** The bin, or -1 outside. */
    static Expr bin(Region region, Expr x, Expr accepted) {
        Tensor edges = SoftSample.edges(region);
        Expr passed = Expr.zerosLike(x);
        for (int k = 0; k < edges.size(); k++) {
            passed = passed.add(x.ge(edges.at(k)).cast(DType.FLOAT64));
        }
        Expr bin = passed.sub(1);
        Expr inside = SoftSample.overflow(region) == Overflow.REFLECT
                ? bin.max(0).min(region.bins() - 1)
                : Expr.where(bin.lt(region.bins()), bin, Expr.fill(Shape.scalar(), DType.FLOAT64, -1));
        return Expr.where(accepted.gt(0), inside, Expr.fill(Shape.scalar(), DType.FLOAT64, -1));
    }

    Events events() {
        return events;
    }

    /** Where every event falls at these thresholds. */
    Binned at(double[] thresholds) {
        List<Tensor> inputs = new ArrayList<>(List.of(Tensor.of(thresholds)));
        inputs.addAll(columns);
        Result result = program.run(inputs);
        Map<Slot, int[]> bins = new LinkedHashMap<>();
        for (int k = 0; k < slots.size(); k++) {
            Tensor found = result.output(k);
            int[] bin = new int[found.size()];
            for (int i = 0; i < bin.length; i++) {
                bin[i] = (int) found.at(i);
            }
            bins.put(slots.get(k), bin);
        }
        return new Binned(bins);
    }

    /** A sample's events in bins. */
    final class Binned {
        private final Map<Slot, int[]> bins;

        private Binned(Map<Slot, int[]> bins) {
            this.bins = bins;
        }

        /** The bin of each event, -1 outside. */
        int[] bins(Slot slot) {
            return bins.get(slot);
        }

        /** The contents, each event once. */
        Map<Slot, Counts> contents() {
            return contents(new Once());
        }

        /** The contents, each event as often as told. */
        Map<Slot, Counts> contents(Multiplicity multiplicity) {
            Map<Slot, Counts> contents = new LinkedHashMap<>();
            for (Slot slot : slots) {
                Counts counts = Counts.zero(plan.region(slot.region()).bins());
                int[] bin = bins.get(slot);
                double[] weight = weights.get(slot);
                for (int i = 0; i < bin.length; i++) {
                    if (bin[i] >= 0) {
                        double w = weight[i] * multiplicity.of(i);
                        counts.sumw()[bin[i]] += w;
                        counts.sumw2()[bin[i]] += w * weight[i];
                    }
                }
                contents.put(slot, counts);
            }
            return contents;
        }

        /** Errors of the shifts from the nominal contents, by slot of a variation. */
        Map<Slot, ShiftError> shiftErrors() {
            Map<Slot, ShiftError> errors = new LinkedHashMap<>();
            for (Slot slot : slots) {
                if (!slot.isNominal()) {
                    errors.put(slot, shiftError(slot));
                }
            }
            return errors;
        }

        private ShiftError shiftError(Slot slot) {
            Slot nominal = Slot.nominal(slot.region(), slot.sample());
            int[] shifted = bins.get(slot);
            int[] original = bins.get(nominal);
            double[] variances = new double[plan.region(slot.region()).bins()];
            double total = 0;
            for (int i = 0; i < shifted.length; i++) {
                double after = shifted[i] < 0 ? 0 : weights.get(slot)[i];
                double before = original[i] < 0 ? 0 : weights.get(nominal)[i];
                total += (after - before) * (after - before);
                if (shifted[i] == original[i] && shifted[i] >= 0) {
                    variances[shifted[i]] += (after - before) * (after - before);
                } else {
                    variances[Math.max(0, shifted[i])] += after * after;
                    variances[Math.max(0, original[i])] += before * before;
                }
            }
            return new ShiftError(Arrays.stream(variances).map(Math::sqrt).toArray(), Math.sqrt(total));
        }
    }

    /** How often an event counts. */
    interface Multiplicity {
        int of(int event);
    }

    /** Each event once. */
    record Once() implements Multiplicity {
        @Override
        public int of(int event) {
            return 1;
        }
    }
}
