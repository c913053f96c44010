package dev.limen.app.optimise;

import dev.limen.app.analysis.Optimiser;
import dev.limen.app.analysis.Sample;
import dev.limen.autodiff.NotConvergedException;
import dev.limen.autodiff.optimise.GradientObjective;
import dev.limen.data.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The objective of soft templates with its gradient by the thresholds; undefined where a floor is violated. */
final class SoftObjective implements GradientObjective {
    private final List<SoftSample> samples = new ArrayList<>();
    private final Sensitivity sensitivity;
    private final Floor floor;
    private final Part training;
    private final Optimiser optimiser;
    private double widths;
    private double bandwidths;
    private String defect = "";

    SoftObjective(Plan plan, EventSets sets, Sensitivity sensitivity, Floor floor, Part training) {
        for (Sample sample : plan.analysis().simulated()) {
            samples.add(new SoftSample(plan, sample, sets.events(sample.name(), Split.Part.TRAIN)));
        }
        this.sensitivity = sensitivity;
        this.floor = floor;
        this.training = training;
        this.optimiser = plan.analysis().optimiser();
        anneal(0);
    }

    /** Sets widths and bandwidths for a step. */
    void anneal(int step) {
        int last = Math.max(1, optimiser.algorithm().steps() - 1);
        double fraction = Math.min(1, (double) step / last);
        widths = optimiser.widths().factor(fraction);
        bandwidths = optimiser.bandwidths().factor(fraction);
    }

    /** Soft contents at thresholds, with the widths of the latest step. */
    Map<Slot, Counts> contents(double[] thresholds) {
        Map<Slot, Counts> contents = new LinkedHashMap<>();
        samples.forEach(sample -> contents.putAll(sample.contents(thresholds, widths, bandwidths)));
        return contents;
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        defect = "";
        Arrays.fill(gradient, 0);
        Map<Slot, Counts> contents = contents(x);
        Optional<String> violated = floor.violation(contents);
        if (violated.isEmpty()) {
            violated = floor.violation(training.at(x).contents());
        }
        if (violated.isPresent()) {
            defect = violated.get();
            return Double.NaN;
        }
        try {
            Sensitivity.Derived derived = sensitivity.derived(contents, training.meanWeights());
            for (SoftSample sample : samples) {
                sample.pullBack(x, widths, bandwidths, derived.by(), gradient);
            }
            return derived.value();
        } catch (NotConvergedException e) {
            defect = e.getMessage();
            return Double.NaN;
        }
    }

    @Override
    public String defect() {
        return defect;
    }
}
