package dev.limen.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names that a misspelt one may have meant. */
final class NearNames {
    private static final int SHOWN = 3;

    private NearNames() {}

    /** "; did you mean a, b?" or nothing, then every name there is. */
    static String hint(String wrong, Collection<String> names) {
        List<String> near = names.stream()
                .filter(name -> distance(wrong, name) <= Math.max(2, wrong.length() / 3))
                .sorted(Comparator.comparingInt((String name) -> distance(wrong, name))
                        .thenComparing(name -> name))
                .limit(SHOWN)
                .collect(Collectors.toList());
        String question = near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
        return question + "; there is: " + (names.isEmpty() ? "nothing" : String.join(", ", names));
    }

    /** Levenshtein's edit distance, letters of either case alike. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
