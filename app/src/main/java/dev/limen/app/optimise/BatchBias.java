package dev.limen.app.optimise;

import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How far the objective of a batch is from that of all training events, at the points where both were computed. */
final class BatchBias {
    private final List<Double> raw = new ArrayList<>();
    private final List<Double> corrected = new ArrayList<>();

    /** A batch's contents as they are. */
    void raw(double batch, double all) {
        raw.add(batch - all);
    }

    /** A batch's contents, moved by what was left out of it at the anchor. */
    void corrected(double batch, double all) {
        corrected.add(batch - all);
    }

    /** What was measured; empty if nothing was. */
    List<TrainingOutcome.Bias> published() {
        return raw.isEmpty()
                ? List.of()
                : List.of(
                        bias("of a batch as it is", raw),
                        bias("of a batch moved by what an anchor left out of it", corrected));
    }

    private static TrainingOutcome.Bias bias(String what, List<Double> differences) {
        double[] finite = differences.stream()
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .toArray();
        return new TrainingOutcome.Bias(
                what,
                Arrays.stream(finite).average().orElse(Double.NaN),
                Replicas.deviation(finite) / Math.sqrt(finite.length),
                finite.length,
                differences.size() - finite.length);
    }

    /** All differences for a checkpoint. */
    Tensor[] toTensors() {
        return new Tensor[] {tensor(raw), tensor(corrected)};
    }

    /** Goes on from a checkpoint. */
    void restore(Tensor rawBefore, Tensor correctedBefore) {
        restore(raw, rawBefore);
        restore(corrected, correctedBefore);
    }

    private static Tensor tensor(List<Double> values) {
        return Tensor.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static void restore(List<Double> list, Tensor values) {
        list.clear();
        Arrays.stream(values.toDoubles()).forEach(list::add);
    }
}
