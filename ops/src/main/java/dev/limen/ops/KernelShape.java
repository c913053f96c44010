package dev.limen.ops;

import dev.limen.autodiff.Expr;

/**
 * The probability density by which an event, or a threshold, is smeared.
 *
 * <p>Each has mean 0 and standard deviation 1, so that a bandwidth is a standard deviation whichever is chosen. In terms of the
 * half width a of the support and {@code u = t / a}, the distribution functions {@code K(t)} are, for {@code |u| < 1},
 *
 * <pre>
 *   EPANECHNIKOV   a = sqrt(5)    K = 1/2 + (3 u - u^3) / 4
 *   TRIANGULAR     a = sqrt(6)    K = (1 + u)^2 / 2 for u < 0, 1 - (1 - u)^2 / 2 else
 * </pre>
 *
 * <p>and 0 or 1 outside: an event farther than a bandwidths from an edge does not feel it, and has exactly no derivative. The
 * Gaussian is smooth to all orders, the others once; second derivatives jump at the ends of the support.
 *
 * <p>Source: B. W. Silverman, Density Estimation for Statistics and Data Analysis (1986), table 3.1.
 */
public enum KernelShape {
    /** The standard normal distribution. */
    GAUSSIAN(Double.POSITIVE_INFINITY) {
        @Override
        public Expr cumulative(Expr t) {
            return t.normalCdf();
        }
    },
    /** A parabola: the kernel of the smallest mean square error. */
    EPANECHNIKOV(Math.sqrt(5)) {
        @Override
        public Expr cumulative(Expr t) {
            Expr u = t.div(support()).max(-1).min(1);
            return u.mul(u.square().neg().add(3)).mul(0.25).add(0.5);
        }
    },
    /** A triangle. */
    TRIANGULAR(Math.sqrt(6)) {
        @Override
        public Expr cumulative(Expr t) {
            Expr u = t.div(support()).max(-1).min(1);
            return u.sub(u.mul(u.abs()).mul(0.5)).add(0.5);
        }
    };

    private final double support;

    KernelShape(double support) {
        this.support = support;
    }

    /** Half the width of the support in standard deviations: the density is 0 beyond; infinite for the Gaussian. */
    public double support() {
        return support;
    }

    /**
     * The distribution function.
     *
     * @param t distances in standard deviations, any shape
     * @return the probability {@code K(t)} below them, from 0 to 1
     */
    public abstract Expr cumulative(Expr t);
}
