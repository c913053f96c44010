package dev.limen.ops;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;

/**
 * The largest and the smallest of several numbers, smoothed: every number has a share in the derivative.
 *
 * <pre>
 *   maximum = T log sum_j exp(x_j / T)       minimum = -T log sum_j exp(-x_j / T)
 * </pre>
 *
 * <p>T is a temperature in the units of x. The maximum lies between the true one and T log n above it; the derivative
 * by {@code x_j} is its {@link Softmax#shares share}, and both become exact as T goes to zero. Values are computed
 * from differences to the extreme, so that large ones do not overflow.
 *
 * <p>For another quantity of the object that is largest (the azimuth of the leading jet) take the mean with these
 * shares: {@code Softmax.shares(pt, axis, T).mul(phi).sum(axis)}.
 */
public final class SoftExtremes {
    private static final String NAME = "soft extremes";

    private SoftExtremes() {}

    /**
     * The soft maximum along an axis, which disappears.
     *
     * @param x           finite; any shape
     * @param axis        which; may be the event axis
     * @param temperature T, a scalar above 0 in the units of x
     * @throws IllegalArgumentException if there is no such axis, or the temperature is no scalar above 0
     */
    public static Expr maximum(Expr x, int axis, Expr temperature) {
        Softmax.requireAxis(NAME, x, axis);
        return maximum(x, Expr.fill(x.shape(), DType.BOOL, 1), axis, temperature, 0);
    }

    /** The soft minimum along an axis, as {@link #maximum(Expr, int, Expr)}. */
    public static Expr minimum(Expr x, int axis, Expr temperature) {
        return maximum(x.neg(), axis, temperature).neg();
    }

    /**
     * The soft maximum, along an axis, of the values that are defined.
     *
     * @param x           any shape; what is not defined may be anything, NaN too, and has derivative 0
     * @param defined     BOOL, of the shape of x
     * @param axis        which; may be the event axis
     * @param temperature T, a scalar above 0 in the units of x
     * @param none        the result where no value is defined
     * @throws IllegalArgumentException if shapes differ, there is no such axis, or the temperature is no scalar above 0
     */
    public static Expr maximum(Expr x, Expr defined, int axis, Expr temperature, double none) {
        Softmax.requireAxis(NAME, x, axis);
        Scale.require(NAME, "temperature", temperature);
        if (!defined.shape().equals(x.shape()) || defined.dtype() != DType.BOOL) {
            throw new IllegalArgumentException(NAME + ": values of shape " + x.shape() + ", mask " + defined.dtype()
                    + defined.shape() + "; expected a BOOL of the same shape");
        }
        Expr lowest = Expr.fill(x.shape(), x.dtype(), Double.NEGATIVE_INFINITY);
        Expr extreme = Expr.where(defined, x, lowest).maximum(axis).detach();
        Expr some = extreme.gt(Double.NEGATIVE_INFINITY);
        Expr largest = Expr.where(some, extreme, Expr.zerosLike(extreme));
        Expr everywhere = Softmax.along(largest, x, axis);
        Expr terms = Expr.where(defined, x, everywhere)
                .sub(everywhere)
                .div(temperature)
                .exp();
        Expr sum = Expr.where(defined, terms, Expr.zerosLike(terms)).sum(axis);
        Expr value =
                Expr.where(some, sum, Expr.onesLike(sum)).log().mul(temperature).add(largest);
        Shape reduced = value.shape();
        return Expr.where(some, value, Expr.fill(reduced, x.dtype(), none));
    }

    /** The soft minimum of the values that are defined, as {@link #maximum(Expr, Expr, int, Expr, double)}. */
    public static Expr minimum(Expr x, Expr defined, int axis, Expr temperature, double none) {
        return maximum(x.neg(), defined, axis, temperature, -none).neg();
    }
}
