package dev.limen.app.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads {@code objective}. */
final class ObjectiveReader {

    static final Objective DEFAULT = new Objective(Objective.Goal.EXPECTED_LIMIT, 0.95, 1, Floors.DEFAULT);

    private ObjectiveReader() {}

    static Objective read(Value value) {
        return value.section(Keys.OBJECTIVE).map(ObjectiveReader::objective).orElse(DEFAULT);
    }

    private static Objective objective(Section section) {
        Objective.Goal goal = section.exactlyOne(List.of("minimise", "maximise"))
                .flatMap(verb -> goal(section, verb))
                .orElse(DEFAULT.goal());
        double level = section.get("level").flatMap(ObjectiveReader::level).orElse(DEFAULT.level());
        if (section.has("level") && goal != Objective.Goal.EXPECTED_LIMIT) {
            section.get("level").ifPresent(place -> place.problem("Only expected_limit has a level; remove this key."));
        }
        if (section.has("mu") && goal == Objective.Goal.EXPECTED_LIMIT) {
            section.get("mu").ifPresent(place -> place.problem("expected_limit finds mu by itself; remove this key."));
        }
        double mu = section.get("mu").flatMap(Value::positive).orElse(DEFAULT.mu());
        return new Objective(
                goal,
                level,
                mu,
                section.get("floors").flatMap(ObjectiveReader::floors).orElse(Floors.DEFAULT));
    }

    private static Optional<Objective.Goal> goal(Section section, String verb) {
        boolean maximised = verb.equals("maximise");
        List<String> words =
                Arrays.stream(Objective.Goal.values()).map(Objective.Goal::key).toList();
        return section.get(verb).flatMap(value -> value.word(words).flatMap(word -> {
            Objective.Goal goal = Objective.Goal.values()[words.indexOf(word)];
            if (goal.maximised() != maximised) {
                value.problem("'" + word + "' is better when " + (goal.maximised() ? "larger" : "smaller") + "; write '"
                        + (goal.maximised() ? "maximise" : "minimise") + ": " + word + "'.");
            }
            return Optional.of(goal);
        }));
    }

    private static Optional<Double> level(Value value) {
        return value.number().filter(level -> {
            boolean within = level > 0 && level < 1;
            if (!within) {
                value.problem("A confidence level lies between 0 and 1, such as 0.95; found " + level + ".");
            }
            return within;
        });
    }

    private static Optional<Floors> floors(Value value) {
        return value.section(Keys.FLOORS)
                .map(section -> new Floors(
                        section.get("background").flatMap(Value::notNegative).orElse(Floors.DEFAULT.background()),
                        section.get("effective_events")
                                .flatMap(Value::notNegative)
                                .orElse(Floors.DEFAULT.effectiveEvents())));
    }
}
