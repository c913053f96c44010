package dev.limen.app.optimise;

import dev.limen.app.analysis.Role;
import dev.limen.app.analysis.Sample;
import dev.limen.data.Split;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The mean binary cross-entropy of networks on events after the preselection, signal and background of equal weight in
 * all: the classifier that is commonly trained.
 */
final class CrossEntropyLoss implements TrainingLoss {
    private final Map<String, CrossEntropySample> training = new LinkedHashMap<>();
    private final Map<String, CrossEntropySample> validation = new LinkedHashMap<>();
    private final Map<String, Double> trainingFactors;
    private final Map<String, Double> validationFactors;
    private final Optional<Batches> batches;
    private int step;
    private double latest;

    CrossEntropyLoss(Plan plan, EventSets sets, Optional<Batches> batches) {
        for (Sample sample : plan.analysis().simulated()) {
            training.put(
                    sample.name(), new CrossEntropySample(plan, sample, sets.events(sample.name(), Split.Part.TRAIN)));
            validation.put(
                    sample.name(),
                    new CrossEntropySample(plan, sample, sets.events(sample.name(), Split.Part.VALIDATION)));
        }
        this.trainingFactors = factors(plan, training);
        this.validationFactors = factors(plan, validation);
        this.batches = batches;
    }

    private static Map<String, Double> factors(Plan plan, Map<String, CrossEntropySample> samples) {
        Map<String, Double> factors = new LinkedHashMap<>();
        for (Role role : new Role[] {Role.SIGNAL, Role.BACKGROUND}) {
            double total = plan.analysis().samples(role).stream()
                    .mapToDouble(sample -> samples.get(sample.name()).sumOfWeights())
                    .sum();
            if (!(total > 0)) {
                throw new OptimisationException(
                        "The weights of all " + role.name().toLowerCase(Locale.ROOT) + " events add up to " + total
                                + "; a classifier needs a positive number. Check 'weight'.");
            }
            plan.analysis()
                    .samples(role)
                    .forEach(sample -> factors.put(
                            sample.name(),
                            0.5 / total / plan.analysis().networks().size()));
        }
        return factors;
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
        for (Map.Entry<String, CrossEntropySample> entry : training.entrySet()) {
            double factor = trainingFactors.get(entry.getKey());
            loss += batches.isEmpty()
                    ? entry.getValue().all(x, factor, gradient)
                    : entry.getValue().some(batches.get().rows(entry.getKey(), step), x, factor, gradient);
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
        for (Map.Entry<String, CrossEntropySample> entry : validation.entrySet()) {
            loss += entry.getValue().value(x, validationFactors.get(entry.getKey()));
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
