package dev.limen.app.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code cuts}. */
final class CutsReader {

    private CutsReader() {}

    static List<Cut> read(Value value) {
        List<Cut> cuts = new ArrayList<>();
        value.named().forEach((name, cut) -> cut.section(Keys.CUT)
                .flatMap(section -> cut(name, section))
                .ifPresent(cuts::add));
        if (cuts.isEmpty() && value.isMapping() && value.entries().isEmpty()) {
            value.problem("There is no cut, so there is nothing to optimise.");
        }
        return cuts;
    }

    private static Optional<Cut> cut(String name, Section section) {
        Optional<String> kind = section.exactlyOne(List.of("above", "below", "window"));
        String column = kind.flatMap(section::get).flatMap(Value::text).orElse("");
        Range range = section.require("range").flatMap(CutsReader::range).orElse(new Range(Double.NaN, Double.NaN));
        double width = section.require("width").flatMap(Value::positive).orElse(Double.NaN);
        Optional<Double> round = section.get("round").flatMap(Value::positive);
        Optional<Value> start = section.require("start");
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        if (kind.get().equals("window")) {
            List<Double> both = start.flatMap(Value::pair).orElse(List.of(Double.NaN, Double.NaN));
            start.ifPresent(place -> {
                both.forEach(number -> within(place, number, range));
                if (both.get(0) >= both.get(1)) {
                    place.problem("A window starts with [low, high], low below high; found " + both + ".");
                }
            });
            return Optional.of(new Cut.Window(name, column, both.get(0), both.get(1), range, width, round));
        }
        double number = start.flatMap(Value::number).orElse(Double.NaN);
        start.ifPresent(place -> within(place, number, range));
        return Optional.of(
                kind.get().equals("above")
                        ? new Cut.Above(name, column, number, range, width, round)
                        : new Cut.Below(name, column, number, range, width, round));
    }

    private static Optional<Range> range(Value value) {
        return value.pair().map(ends -> new Range(ends.get(0), ends.get(1))).filter(range -> {
            if (range.lower() < range.upper()) {
                return true;
            }
            value.problem("A range is [lower, upper], lower below upper; found [" + range.lower() + ", " + range.upper()
                    + "].");
            return false;
        });
    }

    private static void within(Value place, double start, Range range) {
        boolean known = !Double.isNaN(start) && !Double.isNaN(range.lower());
        if (known && !range.contains(start)) {
            place.problem(
                    "The start " + start + " lies outside the range [" + range.lower() + ", " + range.upper() + "].");
        }
    }
}
