package dev.limen.histfactory.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a misspelt name was probably meant to be. */
public final class Suggestion {
    private Suggestion() {}

    /**
     * " Did you mean 'x'?" where a known name is near, else the list of known names.
     *
     * <p>Near is an edit distance (insertions, deletions, substitutions, swaps of neighbours; upper and lower case
     * alike) of at most a third of the name's length, and at least one.
     */
    public static String among(String name, Collection<String> known) {
        int reach = Math.max(1, name.length() / 3);
        return known.stream()
                        .filter(candidate -> distance(name, candidate) <= reach)
                        .min(Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                                .thenComparing(Comparator.naturalOrder()))
                        .map(candidate -> " Did you mean '" + candidate + "'?")
                        .orElse("")
                + " Known: "
                + listed(known)
                + ".";
    }

    /** Names in quotes, separated by commas; the first 12 of a long list. */
    public static String listed(Collection<String> names) {
        if (names.isEmpty()) {
            return "none";
        }
        String shown = names.stream().limit(12).map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        return names.size() > 12 ? shown + " and " + (names.size() - 12) + " more" : shown;
    }

    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(last[j] + 1, row[j - 1] + 1), last[j - 1] + change);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            before = last;
            last = row;
        }
        return last[b.length()];
    }
}
