package dev.limen.app.command;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Lines of results for people: a name and numbers of seven digits. */
final class TextLine {

    private TextLine() {}

    static String of(String name, int count) {
        return String.format(Locale.ROOT, "%-28s %12d", name, count);
    }

    static String of(String name, double value) {
        return String.format(Locale.ROOT, "%-28s %12s", name, number(value));
    }

    /** A band from minus two to plus two standard deviations. */
    static String of(String name, List<Double> band) {
        String numbers =
                band.stream().map(value -> String.format("%12s", number(value))).collect(Collectors.joining(" "));
        return String.format(Locale.ROOT, "%-28s %s", name, numbers);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.7g", value);
    }
}
