package dev.limen.app.analysis;

import dev.limen.app.analysis.Optimiser.Algorithm;
import java.util.List;
import java.util.Optional;

/** Reads {@code optimiser}. */
final class OptimiserReader {

    private static final int STEPS = 300;
    private static final double LEARNING_RATE = 0.05;
    private static final int MEMORY = 10;
    private static final int CHECK_EVERY = 10;

    static final Optimiser DEFAULT =
            new Optimiser(new Algorithm.Adam(STEPS, LEARNING_RATE), Annealing.NONE, Annealing.NONE, CHECK_EVERY);

    private OptimiserReader() {}

    static Optimiser read(Value value) {
        return value.section(Keys.OPTIMISER).map(OptimiserReader::optimiser).orElse(DEFAULT);
    }

    private static Optimiser optimiser(Section section) {
        Algorithm algorithm = section.exactlyOne(List.of("adam", "gradient_descent", "lbfgs"))
                .flatMap(key -> section.get(key).flatMap(value -> algorithm(key, value)))
                .orElse(DEFAULT.algorithm());
        Optional<Section> annealing = section.get("annealing").flatMap(value -> value.section(Keys.ANNEALING));
        return new Optimiser(
                algorithm,
                annealing(annealing, "widths"),
                annealing(annealing, "bandwidths"),
                section.get("check_every").map(OptimiserReader::count).orElse(CHECK_EVERY));
    }

    private static Optional<Algorithm> algorithm(String key, Value value) {
        return switch (key) {
            case "adam" -> value.section(Keys.ADAM).map(s -> new Algorithm.Adam(steps(s), rate(s)));
            case "gradient_descent" ->
                value.section(Keys.GRADIENT_DESCENT).map(s -> new Algorithm.GradientDescent(steps(s), rate(s)));
            default ->
                value.section(Keys.LBFGS)
                        .map(s -> new Algorithm.Lbfgs(
                                steps(s),
                                s.get("memory").map(OptimiserReader::count).orElse(MEMORY)));
        };
    }

    private static int steps(Section section) {
        return section.get("steps").map(OptimiserReader::count).orElse(STEPS);
    }

    private static double rate(Section section) {
        Optional<Value> place = section.get("learning_rate");
        double rate = place.flatMap(Value::positive).orElse(LEARNING_RATE);
        if (rate > 1) {
            place.ifPresent(value -> value.problem(
                    "A learning rate is a fraction of a threshold's range, at most 1; found " + rate + "."));
        }
        return rate;
    }

    static int count(Value value) {
        return value.whole(1).filter(n -> n <= Integer.MAX_VALUE).orElse(1L).intValue();
    }

    /** The schedule of a section that may not be there. */
    static Annealing annealing(Optional<Section> section, String key) {
        return section.flatMap(s -> s.get(key))
                .flatMap(OptimiserReader::annealing)
                .orElse(Annealing.NONE);
    }

    private static Optional<Annealing> annealing(Value value) {
        return value.pair().map(ends -> new Annealing(ends.get(0), ends.get(1))).filter(schedule -> {
            boolean falls = schedule.last() > 0 && schedule.last() <= schedule.first();
            if (!falls) {
                value.problem("A schedule is [first, last], factors above 0 that do not grow, such as [2, 0.5]; found ["
                        + schedule.first() + ", " + schedule.last() + "].");
            }
            return falls;
        });
    }
}
