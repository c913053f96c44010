package dev.limen.app.analysis;

import java.util.List;
import java.util.Optional;

/** Reads {@code events}. */
final class EventsReader {

    /** Fractions in a file are written with few digits. */
    private static final double SUM_TOLERANCE = 1e-9;

    private EventsReader() {}

    static Events read(Value value) {
        Optional<Section> section = value.section(Keys.EVENTS);
        List<String> id = section.flatMap(s -> s.get("id"))
                .map(ids -> ids.oneOrMore().stream()
                        .flatMap(column -> column.text().stream())
                        .toList())
                .orElse(List.of());
        List<Double> undefined = section.flatMap(s -> s.get("undefined"))
                .map(marks -> (marks.isList() ? marks.list().orElse(List.of()) : List.of(marks))
                        .stream().flatMap(mark -> mark.number().stream()).toList())
                .orElse(List.of());
        Split split = section.flatMap(s -> s.get("split"))
                .flatMap(EventsReader::split)
                .orElse(Split.DEFAULT);
        return new Events(id, undefined, split);
    }

    private static Optional<Split> split(Value value) {
        return value.section(Keys.SPLIT).map(section -> {
            double train = fraction(section, "train");
            double validation = fraction(section, "validation");
            double test = fraction(section, "test");
            double sum = train + validation + test;
            if (Math.abs(sum - 1) > SUM_TOLERANCE) {
                value.problem("train, validation and test must add up to 1; they add up to " + (float) sum + ".");
            }
            long seed = section.get("seed").flatMap(s -> s.whole(0)).orElse(Split.DEFAULT.seed());
            return new Split(train, validation, test, seed);
        });
    }

    private static double fraction(Section section, String key) {
        return section.require(key).flatMap(Value::positive).orElse(Double.NaN);
    }
}
