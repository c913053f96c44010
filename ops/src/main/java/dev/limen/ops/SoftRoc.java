package dev.limen.ops;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.fused.KernelSum;

/**
 * How well scores separate a signal from a background, with derivatives by scores, weights and bandwidth: efficiencies, the area
 * under the curve of one over the other, and the rejection of background at a signal efficiency.
 *
 * <p>Each score is smeared by a normal distribution. {@link RocCurve} is the hard counterpart, which all become as the bandwidth
 * goes to zero. Signal and background may be two columns, or, since a program has one event axis, one column of scores with
 * two of weights, each 0 for the other kind's events.
 *
 * <p>Weights may be negative; their sums must be above 0, or results mean nothing.
 *
 * @param signal           s, the scores of the signal {@code [events]}, finite
 * @param signalWeight     w {@code [events]}
 * @param background       b, the scores of the background {@code [events]}, finite
 * @param backgroundWeight v {@code [events]}
 * @param bandwidth        h, a scalar above 0 in the scores' units
 */
public record SoftRoc(Expr signal, Expr signalWeight, Expr background, Expr backgroundWeight, Expr bandwidth) {
    private static final String NAME = "soft ROC";
    private static final int FEWEST_POINTS = 64;
    /** Normal densities beyond are below 1e-18. */
    private static final double REACH = 9;
    /** Steps a bandwidth at which the trapezoidal rule has no error left: exp(-9 pi^2 / 2) = 5e-20. */
    private static final double STEPS = 3;
    /** Points, and how often they are laid between two neighbours of those before: 255^4 = 4e9. */
    private static final int POINTS = 256;

    private static final int LEVELS = 4;

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if scores and weights are no vectors of one length, or the bandwidth is no scalar above 0
     */
    public SoftRoc {
        require("signal", signal, signalWeight);
        require("background", background, backgroundWeight);
        Scale.require(NAME, "bandwidth", bandwidth);
    }

    private static void require(String kind, Expr score, Expr weight) {
        if (score.shape().rank() != 1 || !score.shape().equals(weight.shape())) {
            throw new IllegalArgumentException(NAME + ": " + kind + " scores of shape " + score.shape()
                    + ", weights of " + weight.shape() + "; expected two vectors of one length");
        }
    }

    /** The share of signal above thresholds, {@code sum_i w_i Phi((s_i - t)/h) / sum_i w_i}, of their shape {@code [k]}. */
    public Expr signalEfficiency(Expr thresholds) {
        return efficiency(signal, signalWeight, thresholds);
    }

    /** The share of background above thresholds, as {@link #signalEfficiency}. */
    public Expr backgroundEfficiency(Expr thresholds) {
        return efficiency(background, backgroundWeight, thresholds);
    }

    private Expr efficiency(Expr score, Expr weight, Expr thresholds) {
        return KernelSum.sum(0, score.neg(), weight, thresholds.neg(), bandwidth)
                .div(weight.sum());
    }

    /** The {@link #auc(int)} of 256 points: bandwidths above 1.4 per cent of the background scores' range. */
    public Expr auc() {
        return auc(POINTS);
    }

    /**
     * The probability that a signal event has the larger score of a pair, which is the area under the curve:
     *
     * <pre>
     *   A = sum_ij w_i v_j Phi((s_i - b_j) / h) / (sum_i w_i sum_j v_j)
     * </pre>
     *
     * <p>It is computed without pairs, as the integral over thresholds of the signal above them times the density of background
     * there, each smeared by {@code h / sqrt(2)}. The trapezoidal rule over points that cover the background's scores agrees with
     * the sum over pairs to rounding while three of its steps fit into the bandwidth. A smaller bandwidth is replaced by the
     * smallest that does so, about {@code 3 / (points - 40)} of the range of the background's scores. Scores far from all others
     * waste points; those of a sigmoid have none such.
     *
     * <p>Source: J. A. Hanley and B. J. McNeil, Radiology 143 (1982) 29 (the area as a probability of pairs).
     *
     * @param points 64 at least
     * @return a scalar from 0 to 1 for positive weights
     * @throws IllegalArgumentException if there are fewer points
     */
    public Expr auc(int points) {
        if (points < FEWEST_POINTS) {
            throw new IllegalArgumentException(
                    NAME + ": " + points + " points; expected " + FEWEST_POINTS + " at least");
        }
        // The sum does not depend on where its points lie, so no derivative goes that way.
        Expr lowest = background.minimum().detach();
        Expr range = background.maximum().detach().sub(lowest);
        double margin = REACH * Math.sqrt(2) * STEPS;
        Expr h = bandwidth.max(range.mul(STEPS / (points - 1 - margin)));
        Expr smearing = h.mul(Math.sqrt(0.5));
        Expr beyond = smearing.detach().mul(REACH);
        Expr step = range.add(beyond.mul(2)).div(points - 1);
        Expr at = Histograms.numbers(points - 1).mul(step).add(lowest.sub(beyond));
        Expr below = KernelSum.sum(0, signal, signalWeight, at, smearing);
        Expr density =
                KernelSum.sum(1, background, backgroundWeight, at, smearing).div(smearing);
        Expr total = signalWeight.sum();
        return total.sub(below).dot(density).mul(step).div(total.mul(backgroundWeight.sum()));
    }

    /**
     * The threshold above which there is a given share of the signal: the root t of {@link #signalEfficiency}.
     *
     * <p>It is looked up among points between all signal scores, four times in ever finer ones, each a pass over the events, and
     * finished by two steps of Newton's method. The place found before has no derivative and the steps have, which makes
     * derivatives up to the third exact. Bandwidths below 1e-8 of the scores' range are out of reach.
     *
     * @param efficiency between 0 and 1
     * @return a scalar
     * @throws IllegalArgumentException if the efficiency is not between 0 and 1
     */
    public Expr threshold(double efficiency) {
        requireEfficiency(NAME, efficiency);
        Expr beyond = bandwidth.detach().mul(REACH);
        Expr from = signal.minimum().detach().sub(beyond);
        Expr step = signal.maximum().detach().add(beyond).sub(from).div(POINTS - 1);
        Expr total = signalWeight.sum();
        for (int level = 0; level < LEVELS; level++) {
            Expr at = Histograms.numbers(POINTS - 1).mul(step).add(from);
            Expr above = total.sub(KernelSum.sum(0, signal, signalWeight, at, bandwidth));
            Expr reached = above.ge(total.mul(efficiency)).cast(DType.FLOAT64).sum();
            from = from.add(reached.sub(1).max(0).min(POINTS - 2).mul(step));
            step = step.div(POINTS - 1);
        }
        return newton(newton(from.detach(), efficiency), efficiency);
    }

    private Expr newton(Expr threshold, double efficiency) {
        Expr at = threshold.reshape(1).neg();
        Expr above = KernelSum.sum(0, signal.neg(), signalWeight, at, bandwidth).sum();
        Expr density = KernelSum.sum(1, signal.neg(), signalWeight, at, bandwidth)
                .sum()
                .div(bandwidth);
        return threshold.add(above.sub(signalWeight.sum().mul(efficiency)).div(density));
    }

    /**
     * The inverse of the background's efficiency at a given one of the signal. It is infinite where no background is left within
     * reach of the threshold; its logarithm suits an optimiser better.
     *
     * @param efficiency of the signal, between 0 and 1
     * @return a scalar
     * @throws IllegalArgumentException if the efficiency is not between 0 and 1
     */
    public Expr rejection(double efficiency) {
        Expr passed = backgroundEfficiency(threshold(efficiency).reshape(1)).sum();
        return Expr.onesLike(passed).div(passed);
    }

    static void requireEfficiency(String operator, double efficiency) {
        if (!(efficiency > 0 && efficiency < 1)) {
            throw new IllegalArgumentException(
                    operator + ": efficiency " + efficiency + "; expected a number between 0 and 1");
        }
    }
}
