package dev.limen.app.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the {@code shift} of a systematic. */
final class ShiftReader {

    private static final String OTHERS = "others";
    private static final List<String> WORDS = List.of("unaffected", "frozen");

    private final List<String> derived;

    ShiftReader(List<String> derived) {
        this.derived = derived;
    }

    Optional<Variation> read(Value value) {
        Map<String, Value> named = value.named();
        List<ColumnShift> shifts = new ArrayList<>();
        named.forEach((column, shift) -> {
            if (derived.contains(column)) {
                shift.problem(
                        "'" + column + "' is computed from SQL again under every shift by itself; list the columns"
                                + " of the files that it uses instead.");
            } else if (!column.equals(OTHERS)) {
                shift(column, shift).ifPresent(shifts::add);
            }
        });
        boolean othersUnaffected = named.containsKey(OTHERS)
                && named.get(OTHERS).word(List.of("unaffected")).isPresent();
        boolean moves = shifts.stream()
                .anyMatch(shift -> !(shift instanceof ColumnShift.Unaffected || shift instanceof ColumnShift.Frozen));
        if (!moves && shifts.size() + (named.containsKey(OTHERS) ? 1 : 0) == named.size()) {
            value.problem(
                    "The shift moves no column; give one [down, up] factors, {add: [down, up]} or {recompute: SQL}.");
        }
        return Optional.of(new Variation.Shift(shifts, othersUnaffected));
    }

    /** Whether a variation has an upper side only. */
    static boolean oneSided(Variation variation) {
        if (variation instanceof Variation.WeightFactors factors) {
            return factors.down().isEmpty();
        }
        if (variation instanceof Variation.Weights weights) {
            return weights.down().isEmpty();
        }
        return variation instanceof Variation.Shift shift
                && shift.columns().stream().anyMatch(ShiftReader::oneSided);
    }

    private static boolean oneSided(ColumnShift shift) {
        return (shift instanceof ColumnShift.Scale scale && scale.down().isEmpty())
                || (shift instanceof ColumnShift.Add add && add.down().isEmpty());
    }

    private static Optional<ColumnShift> shift(String column, Value value) {
        if (value.isList()) {
            return sides(value).map(s -> new ColumnShift.Scale(column, down(s), up(s)));
        }
        if (!value.isMapping()) {
            return value.word(WORDS)
                    .map(word -> word.equals("frozen")
                            ? new ColumnShift.Frozen(column)
                            : new ColumnShift.Unaffected(column));
        }
        Map<String, Value> entries = value.entries();
        if (entries.containsKey("recompute")) {
            return value.section(Keys.COLUMN_RECOMPUTE)
                    .flatMap(section -> section.require("recompute"))
                    .flatMap(Value::text)
                    .map(sql -> new ColumnShift.Recompute(column, sql));
        }
        return value.section(Keys.COLUMN_ADD)
                .flatMap(section -> section.require("add"))
                .flatMap(ShiftReader::sides)
                .map(s -> new ColumnShift.Add(column, down(s), up(s)));
    }

    private static Optional<List<Double>> sides(Value value) {
        List<Value> entries = value.oneOrMore();
        if (entries.size() > 2) {
            value.problem("Expected [down, up] or one entry; found " + entries.size() + ".");
        }
        List<Double> numbers =
                entries.stream().flatMap(entry -> entry.number().stream()).toList();
        return numbers.size() == entries.size() && !numbers.isEmpty() && numbers.size() <= 2
                ? Optional.of(numbers)
                : Optional.empty();
    }

    private static Optional<Double> down(List<Double> sides) {
        return sides.size() == 2 ? Optional.of(sides.get(0)) : Optional.empty();
    }

    private static double up(List<Double> sides) {
        return sides.get(sides.size() - 1);
    }
}
