package dev.limen.autodiff.optimise;

import dev.limen.autodiff.Expr;
import java.util.Objects;

/**
 * A number that an optimiser may choose.
 *
 * @param name what results call it
 * @param variable the scalar that stands for it in expressions
 * @param start where the search begins
 * @param lower lowest value, may be -infinity
 * @param upper highest value, may be infinity
 */
public record Parameter(String name, Expr variable, double start, double lower, double upper) {
    public Parameter {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(variable, "variable");
        if (!(lower < upper)) {
            throw new IllegalArgumentException(
                    "Parameter '%s' has the bounds [%s, %s]; the lower must be below the upper."
                            .formatted(name, lower, upper));
        }
        if (!Double.isFinite(start) || start < lower || start > upper) {
            throw new IllegalArgumentException(
                    "Parameter '%s' starts at %s; it must be finite and within its bounds [%s, %s]."
                            .formatted(name, start, lower, upper));
        }
    }

    /** What an optimiser counts as 1: upper - lower, or max(1, |start|) where a bound is infinite. */
    public double unit() {
        double width = upper - lower;
        return Double.isInfinite(width) ? Math.max(1, Math.abs(start)) : width;
    }
}
