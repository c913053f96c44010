package dev.limen.autodiff.internal.plain;

import dev.limen.autodiff.Reduce;

/** What a reduction starts with, and how it puts two values together. */
public final class Identities {
    private Identities() {}

    /** The value that changes nothing: that of a reduction of no elements. */
    public static double of(Reduce.Op op) {
        return switch (op) {
            case SUM -> 0;
            case PROD -> 1;
            case MAX -> Double.NEGATIVE_INFINITY;
            case MIN -> Double.POSITIVE_INFINITY;
        };
    }

    /** Two values put together; NaN if one is. */
    public static double combine(Reduce.Op op, double a, double b) {
        return switch (op) {
            case SUM -> a + b;
            case PROD -> a * b;
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
        };
    }
}
