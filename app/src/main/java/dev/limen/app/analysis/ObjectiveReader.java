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
        Optional<Value> place = section.get(verb);
        Optional<Objective.Goal> goal = place.flatMap(value -> value.word(words))
                .flatMap(word -> Arrays.stream(Objective.Goal.values())
                        .filter(each -> each.key().equals(word))
                        .findFirst());
        if (place.isPresent() && goal.isPresent() && goal.get().maximised() != maximised) {
            String word = goal.get().key();
            place.get()
                    .problem("'" + word + "' is better when "
                            + (goal.get().maximised() ? "larger" : "smaller") + "; write '"
                            + (goal.get().maximised() ? "maximise" : "minimise") + ": " + word + "'.");
        }
        return goal;
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
