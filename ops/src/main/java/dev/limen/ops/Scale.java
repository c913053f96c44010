package dev.limen.ops;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Leaf;

/** Checks widths, bandwidths and temperatures: scalars above 0. */
final class Scale {
    private Scale() {}

    /**
     * The scale itself.
     *
     * @param operator how messages name the operator
     * @param name     how messages name the scale
     * @throws IllegalArgumentException if it is no scalar, or a constant that is not a finite number above 0
     */
    static Expr require(String operator, String name, Expr scale) {
        if (scale.shape().rank() != 0) {
            throw new IllegalArgumentException(
                    operator + ": " + name + " of shape " + scale.shape() + "; expected a scalar");
        }
        if (scale.node().primitive() instanceof Leaf.Fill fill) {
            requirePositive(operator, name, fill.value());
        } else if (scale.node().primitive() instanceof Leaf.Constant constant) {
            requirePositive(operator, name, constant.value().item());
        }
        return scale;
    }

    private static void requirePositive(String operator, String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(operator + ": " + name + " " + value
                    + "; expected a finite number above 0. The limit of 0 is the hard operator.");
        }
    }
}
