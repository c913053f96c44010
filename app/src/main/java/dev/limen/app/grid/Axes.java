package dev.limen.app.grid;

import dev.limen.app.plane.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the names of patches, or their values in a patch set, place them in a plane. */
public final class Axes {
    private static final Pattern GROUP = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");
    private static final int TWO = 2;

    private final Optional<Pattern> pattern;
    private final List<String> chosen;

    /**
     * Places by a pattern, or by a patch set's labels.
     *
     * @param pattern finds two numbers in a name, its groups; the axes have the groups' names
     * @param names of the axes: which of the labels, or how the groups are to be called; empty for the first two labels
     *     or the groups' own names
     * @throws IllegalArgumentException if the pattern has not two groups, or there are not two names
     */
    public Axes(Optional<Pattern> pattern, List<String> names) {
        this.pattern = pattern;
        this.chosen = List.copyOf(names);
        pattern.ifPresent(each -> {
            int groups = each.matcher("").groupCount();
            if (groups != TWO) {
                throw new IllegalArgumentException("--coordinates " + each + " has " + groups
                        + " groups; expected two, such as 'signal_(?<m1>\\d+)_(?<m2>\\d+)'");
            }
        });
        if (!names.isEmpty() && names.size() != TWO) {
            throw new IllegalArgumentException("--axes names " + names.size() + " axes; expected two, such as m1,m2");
        }
    }

    /** The names of both axes; empty if points have no place. */
    Optional<List<String>> names(List<String> labels) {
        if (pattern.isPresent()) {
            return Optional.of(chosen.isEmpty() ? groups(pattern.get()) : chosen);
        }
        return columns(labels).map(columns -> columns.stream().map(labels::get).toList());
    }

    private static List<String> groups(Pattern pattern) {
        List<String> names = new ArrayList<>();
        Matcher named = GROUP.matcher(pattern.pattern());
        while (named.find()) {
            names.add(named.group(1));
        }
        return names.size() == TWO ? names : List.of("x", "y");
    }

    /** Which of a patch set's values are the coordinates. */
    private Optional<List<Integer>> columns(List<String> labels) {
        if (labels.size() < TWO) {
            return Optional.empty();
        }
        List<String> wanted = chosen.isEmpty() ? labels.subList(0, TWO) : chosen;
        for (String name : wanted) {
            if (!labels.contains(name)) {
                throw new IllegalArgumentException(
                        "--axes names '" + name + "', but the labels of the patch set are " + labels);
            }
        }
        return Optional.of(wanted.stream().map(labels::indexOf).toList());
    }

    /** The place of a point; empty where it has none. */
    Optional<Place> place(String name, List<String> labels, List<Object> values) {
        if (pattern.isEmpty()) {
            return columns(labels).flatMap(columns -> place(values.get(columns.get(0)), values.get(columns.get(1))));
        }
        Matcher found = pattern.get().matcher(name);
        return found.find() ? place(found.group(1), found.group(TWO)) : Optional.empty();
    }

    private static Optional<Place> place(Object x, Object y) {
        Optional<Double> first = number(x);
        Optional<Double> second = number(y);
        return first.isPresent() && second.isPresent()
                ? Optional.of(new Place(first.get(), second.get()))
                : Optional.empty();
    }

    private static Optional<Double> number(Object value) {
        try {
            // A file's name has no dot to spare for decimals, so 0p5 is one half.
            double number = Double.parseDouble(String.valueOf(value).replaceFirst("(?<=\\d)p(?=\\d)", "."));
            return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException text) {
            return Optional.empty();
        }
    }
}
