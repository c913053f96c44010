package dev.limen.app.optimise;

import dev.limen.app.analysis.Sample;
import dev.limen.data.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The mean cross-entropy of networks on events after the preselection, classes of equal weight in all: the classifier that
 * is commonly trained. A network of one score tells signal from background, one of several the samples of its categories.
 */
final class CrossEntropyLoss implements TrainingLoss {
    private final Map<String, List<CrossEntropySample>> training;
    private final Map<String, List<CrossEntropySample>> validation;
    private final Optional<Batches> batches;
    private int step;
    private double latest;

    CrossEntropyLoss(Plan plan, EventSets sets, Optional<Batches> batches) {
        this.training = samples(plan, sets, Split.Part.TRAIN);
        this.validation = samples(plan, sets, Split.Part.VALIDATION);
        this.batches = batches;
    }

    /** Each sample's terms, one a network. */
    private static Map<String, List<CrossEntropySample>> samples(Plan plan, EventSets sets, Split.Part part) {
        Map<String, List<CrossEntropySample>> terms = new LinkedHashMap<>();
        for (Scorer scorer : plan.scorers()) {
            Map<ClassLabel, Double> totals = new HashMap<>();
            Map<Sample, ClassLabel> labels = new LinkedHashMap<>();
            for (Sample sample : plan.analysis().simulated()) {
                ClassLabel label = ClassLabel.of(scorer, sample);
                labels.put(sample, label);
                totals.merge(label, total(sets, sample, part), Double::sum);
            }
            labels.forEach((sample, label) -> {
                double total = totals.get(label);
                if (!(total > 0)) {
                    throw new OptimisationException("The weights of all events of class '" + label + "' add up to "
                            + total + "; a classifier needs a positive number. Check 'weight'.");
                }
                double factor = 1.0 / totals.size() / total / plan.scorers().size();
                terms.computeIfAbsent(sample.name(), name -> new ArrayList<>())
                        .add(new CrossEntropySample(plan, scorer, label, sets.events(sample.name(), part), factor));
            });
        }
        return terms;
    }

    private static double total(EventSets sets, Sample sample, Split.Part part) {
        return Arrays.stream(sets.events(sample.name(), part).nominal().weight().toDoubles())
                .sum();
    }

    @Override
    public String name() {
        return "cross-entropy";
    }

    @Override
    public void begin(int index, double[] x) {
        step = index;
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        Arrays.fill(gradient, 0);
        double loss = 0;
        for (Map.Entry<String, List<CrossEntropySample>> entry : training.entrySet()) {
            for (CrossEntropySample term : entry.getValue()) {
                loss += batches.isEmpty()
                        ? term.all(x, gradient)
                        : term.some(batches.get().rows(entry.getKey(), step), x, gradient);
            }
        }
        latest = loss;
        return loss;
    }

    @Override
    public double objective() {
        return latest;
    }

    @Override
    public String defect() {
        return "the cross-entropy is not a finite number";
    }

    @Override
    public double validation(double[] x) {
        double loss = 0;
        for (List<CrossEntropySample> terms : validation.values()) {
            for (CrossEntropySample term : terms) {
                loss += term.value(x);
            }
        }
        return loss;
    }

    @Override
    public Optional<String> refusal(double[] x) {
        return Optional.empty();
    }

    @Override
    public double shown(double loss) {
        return loss;
    }
}
