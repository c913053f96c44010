package dev.limen.histfactory.diagnosis;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers and lists as findings show them. */
final class Numbers {
    private Numbers() {}

    /** Three digits. */
    static String brief(double value) {
        String text = String.format(Locale.ROOT, "%.3g", value);
        return text.contains("e") || !text.contains(".") ? text : text.replaceAll("\\.?0+$", "");
    }

    /** A part of one, in percent. */
    static String percent(double value) {
        return brief(100 * value) + " %";
    }

    /** The first of a list, and how many more there are. */
    static String some(List<String> all, int most) {
        String shown = all.stream().limit(most).collect(Collectors.joining(", "));
        return all.size() <= most ? shown : shown + " and " + (all.size() - most) + " more";
    }

    /** Names in quotes, the first of many. */
    static String names(List<String> all, int most) {
        return some(all.stream().map(name -> "'" + name + "'").toList(), most);
    }
}
