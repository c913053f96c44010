package dev.limen.autodiff.optimise;

import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * Finds a root of a continuous function of one variable.
 *
 * <p>From the start a bracket grows by doubled steps, first to the side that Newton's step points to, then on both sides in turn.
 * Inside it Newton's steps are taken while they stay inside and shrink; where there is no slope, or they do not, inverse
 * quadratic interpolation (Chandrupatla, Adv. Eng. Softw. 28 (1997) 145) or bisection. Values may be infinite; only
 * their sign counts then.
 *
 * @param tolerance converged where the next step is not larger than this times |x|, or times a thousandth of the first
 *     bracket if x is smaller than that
 * @param maximumEvaluations after which the search fails
 */
public record RootFinder(double tolerance, int maximumEvaluations) {

    /** A function that may know its derivative. */
    @FunctionalInterface
    public interface Function {
        /** The value at x; writes the derivative there to {@code slope[0]}, or NaN. */
        double evaluate(double x, double[] slope);
    }

    public RootFinder {
        if (!(tolerance > 0)) {
            throw new IllegalArgumentException("The tolerance must be positive; got " + tolerance + ".");
        }
        if (maximumEvaluations < 1) {
            throw new IllegalArgumentException(
                    "There must be at least one evaluation; got " + maximumEvaluations + ".");
        }
    }

    /** Relative tolerance 1e-13, at most 200 evaluations. */
    public static RootFinder standard() {
        return new RootFinder(1e-13, 200);
    }

    /** As {@link #find(Function, double, double, double)}, without a derivative. */
    public Root find(DoubleUnaryOperator function, double start, double lower, double upper) {
        Objects.requireNonNull(function, "function");
        return find(
                (x, slope) -> {
                    slope[0] = Double.NaN;
                    return function.applyAsDouble(x);
                },
                start,
                lower,
                upper);
    }

    /**
     * Finds a root.
     *
     * @param start where to begin, within the limits
     * @param lower the search does not go below; may be -infinity, is evaluated only if the search gets there
     * @param upper the search does not go above; may be infinity
     * @return where the search ended; failure is in the certificate
     * @throws IllegalArgumentException if the limits are crossed or the start is not between them
     */
    public Root find(Function function, double start, double lower, double upper) {
        Objects.requireNonNull(function, "function");
        if (!Double.isFinite(start) || !(lower <= start) || !(start <= upper)) {
            throw new IllegalArgumentException(
                    "The start of a root search must be finite and between its limits; got %s for [%s, %s]."
                            .formatted(start, lower, upper));
        }
        return new RootSearch(this, function, lower, upper).run(start);
    }
}
