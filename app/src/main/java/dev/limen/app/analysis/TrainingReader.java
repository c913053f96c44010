package dev.limen.app.analysis;

import dev.limen.app.analysis.Training.Comparison;
import dev.limen.app.analysis.Training.Method;
import dev.limen.app.analysis.Training.Rule;
import dev.limen.app.analysis.Training.Schedule;
import dev.limen.app.analysis.Training.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code training}. */
final class TrainingReader {

    private static final int STEPS = 300;
    private static final double LEARNING_RATE = 0.003;
    private static final double THRESHOLD_RATE = 0.01;
    private static final double MOMENTUM = 0.9;
    private static final double WEIGHT_DECAY = 0.01;
    private static final int MEMORY = 10;
    private static final int CHECK_EVERY = 10;

    static final Training DEFAULT = new Training(
            new Method.Stochastic(
                    Rule.ADAM, STEPS, LEARNING_RATE, THRESHOLD_RATE, Schedule.CONSTANT, 0, 0, Double.POSITIVE_INFINITY),
            Optional.empty(),
            Optional.empty(),
            CHECK_EVERY,
            Annealing.NONE,
            Annealing.NONE,
            Start.CROSS_ENTROPY,
            List.of(Comparison.CROSS_ENTROPY));

    private TrainingReader() {}

    static Training read(Value value) {
        return value.section(Keys.TRAINING).map(TrainingReader::training).orElse(DEFAULT);
    }

    private static Training training(Section section) {
        Method method = section.exactlyOne(List.of("adam", "adamw", "sgd", "lbfgs"))
                .flatMap(key -> section.get(key).flatMap(value -> method(key, value)))
                .orElse(DEFAULT.method());
        Optional<Integer> batch = section.get("batch").flatMap(value -> batch(value, method));
        Optional<Section> annealing = section.get("annealing").flatMap(value -> value.section(Keys.ANNEALING));
        return new Training(
                method,
                batch,
                section.get("patience").map(OptimiserReader::count),
                section.get("check_every").map(OptimiserReader::count).orElse(CHECK_EVERY),
                OptimiserReader.annealing(annealing, "widths"),
                OptimiserReader.annealing(annealing, "bandwidths"),
                section.get("start")
                        .flatMap(value -> value.word(Words.of(Start.values())))
                        .map(word -> Start.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(DEFAULT.start()),
                section.get("comparisons").map(TrainingReader::comparisons).orElse(DEFAULT.comparisons()));
    }

    private static Optional<Method> method(String key, Value value) {
        return switch (key) {
            case "adam" -> value.section(Keys.TRAINING_ADAM).map(s -> stochastic(Rule.ADAM, s));
            case "adamw" -> value.section(Keys.TRAINING_ADAMW).map(s -> stochastic(Rule.ADAMW, s));
            case "sgd" -> value.section(Keys.TRAINING_SGD).map(s -> stochastic(Rule.SGD, s));
            default ->
                value.section(Keys.TRAINING_LBFGS)
                        .map(s -> new Method.Lbfgs(
                                steps(s),
                                s.get("memory").map(OptimiserReader::count).orElse(MEMORY)));
        };
    }

    private static Method stochastic(Rule rule, Section section) {
        double decay = rule == Rule.ADAMW ? WEIGHT_DECAY : 0;
        double momentum = rule == Rule.SGD ? MOMENTUM : 0;
        return new Method.Stochastic(
                rule,
                steps(section),
                section.get("learning_rate").flatMap(Value::positive).orElse(LEARNING_RATE),
                section.get("threshold_rate")
                        .flatMap(TrainingReader::thresholdRate)
                        .orElse(THRESHOLD_RATE),
                section.get("schedule")
                        .flatMap(value -> value.word(Words.of(Schedule.values())))
                        .map(word -> Schedule.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(Schedule.CONSTANT),
                section.get("weight_decay").flatMap(Value::notNegative).orElse(decay),
                section.get("momentum").flatMap(TrainingReader::momentum).orElse(momentum),
                section.get("clip").flatMap(Value::positive).orElse(Double.POSITIVE_INFINITY));
    }

    private static int steps(Section section) {
        return section.get("steps").map(OptimiserReader::count).orElse(STEPS);
    }

    private static Optional<Double> thresholdRate(Value value) {
        return value.notNegative().filter(rate -> {
            if (rate > 1) {
                value.problem("A threshold's rate is a fraction of its range, at most 1; found " + rate + ".");
            }
            return rate <= 1;
        });
    }

    private static Optional<Double> momentum(Value value) {
        return value.notNegative().filter(momentum -> {
            if (momentum >= 1) {
                value.problem("A momentum is at least 0 and below 1; found " + momentum + ".");
            }
            return momentum < 1;
        });
    }

    private static Optional<Integer> batch(Value value, Method method) {
        if (value.isWord("full")) {
            return Optional.empty();
        }
        if (method instanceof Method.Lbfgs) {
            value.problem("L-BFGS wants the same objective at every step; write 'batch: full', or take adam.");
            return Optional.empty();
        }
        return value.whole(1).map(n -> (int) Math.min(Integer.MAX_VALUE, n));
    }

    private static List<Comparison> comparisons(Value place) {
        List<Comparison> comparisons = new ArrayList<>();
        for (Value value : place.list().orElse(List.of())) {
            value.word(Words.of(Comparison.values())).ifPresent(word -> {
                Comparison comparison = Comparison.valueOf(word.toUpperCase(Locale.ROOT));
                if (comparisons.contains(comparison)) {
                    value.problem("The comparison '" + word + "' stands here twice; keep one.");
                } else {
                    comparisons.add(comparison);
                }
            });
        }
        return comparisons;
    }
}
