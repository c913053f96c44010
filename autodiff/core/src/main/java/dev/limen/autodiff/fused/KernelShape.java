package dev.limen.autodiff.fused;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.math.Normal;
import java.util.ArrayList;
import java.util.List;

/**
 * The probability density by which a point is smeared.
 *
 * <p>Each has mean 0 and standard deviation 1, so that a bandwidth is a standard deviation whichever is chosen. In terms of the
 * half width a of the support and {@code u = t / a}, the distribution functions {@code K(t)} are, for {@code |u| < 1},
 *
 * <pre>
 *   EPANECHNIKOV   a = sqrt(5)    K = 1/2 + (3 u - u^3) / 4
 *   TRIANGULAR     a = sqrt(6)    K = (1 + u)^2 / 2 for u &lt; 0, 1 - (1 - u)^2 / 2 else
 * </pre>
 *
 * <p>and 0 or 1 outside: a point farther than a bandwidths from an edge does not feel it, and has exactly no derivative. The
 * Gaussian is smooth to all orders. The others have one derivative everywhere; where the second jumps, at the ends of the support and at the
 * triangle's centre, none is added for the jump.
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

        @Override
        List<Expr> derivatives(int highest, Expr t) {
            List<Expr> kernels = new ArrayList<>(List.of(t.normalCdf(), t.normalPdf()));
            for (int m = 1; m < highest; m++) {
                kernels.add(t.mul(kernels.get(m)).neg().sub(kernels.get(m - 1).mul(m == 1 ? 0 : m - 1)));
            }
            return kernels;
        }

        @Override
        void fill(double t, int highest, double[] out) {
            double gauss = EdgeLoops.gauss(t);
            out[0] = EdgeLoops.cdf(t, gauss);
            double before = 0;
            double value = Normal.density(0) * gauss;
            for (int m = 1; m <= highest; m++) {
                out[m] = value;
                double next = -t * value - (m - 1) * before;
                before = value;
                value = next;
            }
        }

        @Override
        double reach(int order, int power) {
            double t = 37;
            while (Math.pow(t, power) * Math.abs(order == 0 ? Normal.cdf(-t) : KernelSum.shape(order, t)) < 1e-16) {
                t -= 1.0 / 32;
            }
            return t + 1.0 / 32;
        }
    },
    /** A parabola: the kernel of the smallest mean square error. */
    EPANECHNIKOV(Math.sqrt(5)) {
        @Override
        public Expr cumulative(Expr t) {
            Expr u = clipped(t);
            return u.mul(u.square().neg().add(3)).mul(0.25).add(0.5);
        }

        @Override
        List<Expr> derivatives(int highest, Expr t) {
            Expr u = clipped(t);
            Expr inside = inside(t);
            double a = support();
            List<Expr> kernels = new ArrayList<>(List.of(
                    cumulative(t),
                    u.square().neg().add(1).mul(0.75 / a),
                    u.mul(inside).mul(-1.5 / (a * a)),
                    inside.mul(-1.5 / (a * a * a))));
            while (kernels.size() <= highest) {
                kernels.add(Expr.zerosLike(t));
            }
            return kernels;
        }

        @Override
        void fill(double t, int highest, double[] out) {
            double a = support();
            double u = Math.max(-1, Math.min(1, t / a));
            boolean inside = Math.abs(t / a) < 1;
            out[0] = u * (3 - u * u) * 0.25 + 0.5;
            for (int m = 1; m <= highest; m++) {
                out[m] = switch (m) {
                    case 1 -> (1 - u * u) * (0.75 / a);
                    case 2 -> inside ? u * (-1.5 / (a * a)) : u * 0;
                    case 3 -> inside ? -1.5 / (a * a * a) : 0;
                    default -> 0;
                };
            }
        }
    },
    /** A triangle. */
    TRIANGULAR(Math.sqrt(6)) {
        @Override
        public Expr cumulative(Expr t) {
            Expr u = clipped(t);
            return u.sub(u.mul(u.abs()).mul(0.5)).add(0.5);
        }

        @Override
        List<Expr> derivatives(int highest, Expr t) {
            Expr u = clipped(t);
            double a = support();
            List<Expr> kernels = new ArrayList<>(List.of(
                    cumulative(t),
                    u.abs().neg().add(1).div(a),
                    u.sign().mul(inside(t)).mul(-1 / (a * a))));
            while (kernels.size() <= highest) {
                kernels.add(Expr.zerosLike(t));
            }
            return kernels;
        }

        @Override
        void fill(double t, int highest, double[] out) {
            double a = support();
            double u = Math.max(-1, Math.min(1, t / a));
            boolean inside = Math.abs(t / a) < 1;
            out[0] = u - u * Math.abs(u) * 0.5 + 0.5;
            for (int m = 1; m <= highest; m++) {
                out[m] = switch (m) {
                    case 1 -> (1 - Math.abs(u)) / a;
                    case 2 -> inside ? -Math.signum(u) / (a * a) : u * 0;
                    default -> 0;
                };
            }
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

    /** K and its derivatives of order 1 to {@code highest}, or further. */
    abstract List<Expr> derivatives(int highest, Expr t);

    /** Writes K and its derivatives of order 1 to {@code highest} into {@code out}. */
    abstract void fill(double t, int highest, double[] out);

    /** Where {@code |t^power K_order(t)|}, or what {@code K_0} lacks to 0 or 1, stays below 1e-16. */
    double reach(int order, int power) {
        return support;
    }

    Expr clipped(Expr t) {
        return t.div(support).max(-1).min(1);
    }

    Expr inside(Expr t) {
        return t.abs().lt(support).cast(DType.FLOAT64);
    }
}
