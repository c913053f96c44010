package dev.limen.app.optimise;

import dev.limen.app.analysis.Sample;
import dev.limen.app.analysis.Training;
import dev.limen.autodiff.NotConvergedException;
import dev.limen.data.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The objective of soft templates by thresholds and weights; undefined where a floor is violated.
 *
 * <p>An objective is no sum over events, so that one of a batch is biased. The contents of a batch are therefore moved by
 * what was left out at an anchor, where all events were counted: {@code n(x) = all(anchor) + batch(x) - batch(anchor)},
 * which is exact at the anchor and unbiased elsewhere, with an error that is that of the change since the anchor only.
 */
final class ObjectiveLoss implements TrainingLoss {
    /** The height of a slope where an effective number is its floor, about, as a part of the objective. */
    private static final double SLOPE = 0.2;

    private final Plan plan;
    private final Sensitivity sensitivity;
    private final Floor floor;
    private final Part training;
    private final Part validation;
    private final Optional<Batches> batches;
    private final FloorSlope slope;
    private final List<SoftSample> samples = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final BatchBias bias = new BatchBias();
    private List<SoftSample.SoftEvents> batch = List.of();
    private double[] anchor = new double[0];
    private Map<Slot, Counts> all = Map.of();
    private Map<Slot, Counts> left = Map.of();
    private double widths;
    private double bandwidths;
    private double objective;
    private String defect = "";

    /**
     * The objective of a plan.
     *
     * @param floor what the simulation must carry
     * @param parts hard cuts, whose floors are watched on training events
     * @param begin where the training begins, which gives the objective's size
     */
    ObjectiveLoss(Plan plan, EventSets sets, Floor floor, Parts parts, Optional<Batches> batches, double[] begin) {
        this.plan = plan;
        this.sensitivity = parts.sensitivity();
        this.floor = floor;
        this.training = parts.training();
        this.validation = parts.validation();
        this.batches = batches;
        double size = Math.abs(parts.training().at(begin).objective());
        this.slope = new FloorSlope(plan, Double.isFinite(size) ? SLOPE * size : SLOPE);
        for (Sample sample : plan.analysis().simulated()) {
            samples.add(new SoftSample(plan, sample, sets.events(sample.name(), Split.Part.TRAIN)));
            names.add(sample.name());
        }
        anneal(0);
    }

    private void anneal(int step) {
        Training settings = plan.analysis().training();
        int last = Math.max(1, settings.method().steps() - 1);
        double fraction = Math.min(1, (double) step / last);
        widths = settings.widths().factor(fraction);
        bandwidths = settings.bandwidths().factor(fraction);
    }

    /** Soft contents of all training events, with the widths of the last step. */
    Map<Slot, Counts> hardest(double[] x) {
        anneal(plan.analysis().training().method().steps());
        return contents(x);
    }

    /** Soft contents of all training events. */
    Map<Slot, Counts> contents(double[] x) {
        Map<Slot, Counts> contents = new LinkedHashMap<>();
        samples.forEach(sample -> contents.putAll(sample.contents(x, widths, bandwidths)));
        return contents;
    }

    private Map<Slot, Counts> batchContents(double[] x) {
        Map<Slot, Counts> contents = new LinkedHashMap<>();
        for (int k = 0; k < samples.size(); k++) {
            contents.putAll(samples.get(k).contents(batch.get(k), x, widths, bandwidths));
        }
        return contents;
    }

    @Override
    public BatchBias bias() {
        return bias;
    }

    @Override
    public String name() {
        return plan.analysis().objective().goal().words();
    }

    @Override
    public void begin(int step, double[] x) {
        if (batches.isEmpty()) {
            anneal(step);
            return;
        }
        boolean anchored = step % plan.analysis().training().checkEvery() == 0;
        if (anchored) {
            // Between anchors widths stay, so that what was left out does.
            anneal(step);
            anchor = x.clone();
            anchored(step);
        }
        batch = batch(step);
        left = difference(all, batchContents(anchor));
    }

    private void anchored(int step) {
        all = contents(anchor);
        batch = batch(step);
        bias.raw(value(batchContents(anchor)), value(all));
    }

    private List<SoftSample.SoftEvents> batch(int step) {
        List<SoftSample.SoftEvents> events = new ArrayList<>();
        for (int k = 0; k < samples.size(); k++) {
            events.add(samples.get(k).some(batches.orElseThrow().rows(names.get(k), step)));
        }
        return events;
    }

    @Override
    public void settle(double[] x) {
        if (batches.isPresent() && !batch.isEmpty()) {
            bias.corrected(value(moved(batchContents(x))), value(contents(x)));
        }
    }

    private double value(Map<Slot, Counts> contents) {
        return plan.loss(sensitivity.value(contents, training.meanWeights()));
    }

    private static Map<Slot, Counts> difference(Map<Slot, Counts> one, Map<Slot, Counts> other) {
        Map<Slot, Counts> difference = new LinkedHashMap<>();
        one.forEach((slot, counts) ->
                difference.put(slot, counts.plus(other.get(slot).scaled(-1))));
        return difference;
    }

    private Map<Slot, Counts> moved(Map<Slot, Counts> contents) {
        Map<Slot, Counts> moved = new LinkedHashMap<>();
        contents.forEach((slot, counts) -> moved.put(slot, counts.plus(left.get(slot))));
        return moved;
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        defect = "";
        Arrays.fill(gradient, 0);
        Map<Slot, Counts> contents = batches.isEmpty() ? contents(x) : moved(batchContents(x));
        Optional<String> violated = floor.violation(contents);
        if (violated.isPresent()) {
            defect = violated.get() + batchNote();
            return Double.NaN;
        }
        try {
            Sensitivity.Derived derived = sensitivity.derived(contents, training.meanWeights());
            objective = plan.loss(derived.value());
            Map<Slot, Counts> by = FloorSlope.copied(derived.by(), plan.loss(1));
            double height = slope.add(contents, by);
            for (int k = 0; k < samples.size(); k++) {
                SoftSample sample = samples.get(k);
                SoftSample.SoftEvents events = batches.isEmpty() ? sample.all() : batch.get(k);
                sample.pullBack(events, x, widths, bandwidths, by, gradient);
            }
            return objective + height;
        } catch (NotConvergedException e) {
            defect = e.getMessage() + batchNote();
            return Double.NaN;
        }
    }

    @Override
    public double objective() {
        return objective;
    }

    private String batchNote() {
        return batches.isEmpty() ? "" : "; this is an estimate of a batch: a larger 'training/batch' is surer";
    }

    @Override
    public String defect() {
        return defect;
    }

    @Override
    public double validation(double[] x) {
        return plan.loss(validation.at(x).objective());
    }

    @Override
    public Optional<String> refusal(double[] x) {
        Map<Slot, Counts> contents = training.at(x).contents();
        Optional<String> violated = floor.violation(contents);
        if (violated.isEmpty()) {
            floor.raise(contents);
        }
        return violated;
    }

    @Override
    public double shown(double loss) {
        return plan.loss(loss);
    }
}
