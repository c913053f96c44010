package dev.limen.app.analysis;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The known word nearest to one that is not known, by the number of letters added, dropped, replaced or swapped. */
final class Suggestion {

    private Suggestion() {}

    /** A sentence such as {@code Did you mean 'range'?}, or the known words if none is near. */
    static String among(Collection<String> known, String word) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .filter(best -> distance(word, best) <= Math.max(1, Math.max(word.length(), best.length()) / 3))
                .map(best -> "Did you mean '" + best + "'?")
                .orElseGet(() -> known.isEmpty() ? "There are none." : "Known: " + String.join(", ", known) + ".");
    }

    /** The optimal string alignment distance of two words, upper and lower case alike. */
    static int distance(String first, String second) {
        String a = first.toLowerCase(Locale.ROOT);
        String b = second.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                int best = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    best = Math.min(best, cost[i - 2][j - 2] + 1);
                }
                cost[i][j] = best;
            }
        }
        return cost[a.length()][b.length()];
    }
}
