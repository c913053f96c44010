package dev.limen.ops;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.fused.KernelShape;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A requirement on events, as a weight between 0 and 1 for each.
 *
 * <p>A soft cut is a logistic step of a given width, in units of the observable; as the width goes to zero it becomes
 * the hard cut. Steps of other shapes are those of a {@link KernelShape}. Cuts combine as weights: both is a product,
 * not is one less the weight.
 *
 * <p>Hard cuts are strict: above keeps {@code x > threshold}, below keeps {@code x < threshold}, and an event on the
 * threshold, of soft weight 1/2, passes neither. The opposite of a cut keeps it.
 */
public sealed interface Cut {

    /** The weights {@code [events]} of events whose columns {@code column} gives {@code [events]}. */
    Expr weight(Function<String, Expr> column);

    /** The same requirement with steps in the place of logistic functions: weights are 0 or 1. */
    Cut hard();

    /** The same requirement with all widths multiplied by {@code factor}, which is above 0. */
    Cut widened(Expr factor);

    /** The names of the columns it needs. */
    Set<String> columns();

    /**
     * Observable above a threshold: {@code 1/(1 + exp(-(x - threshold)/width))}.
     *
     * @param column    the observable's name
     * @param threshold where the weight is 1/2, a scalar in the observable's units
     * @param width     above 0, in the observable's units; the weight rises from 0.12 to 0.88 within twice the width on
     *                  either side
     */
    static Cut above(String column, Expr threshold, double width) {
        return new Step(column, threshold, Expr.constant(requirePositive(column, width)), true);
    }

    /** As {@link #above(String, Expr, double)} with a fixed threshold. */
    static Cut above(String column, double threshold, double width) {
        return above(column, Expr.constant(threshold), width);
    }

    /** Observable below a threshold: soft, one less the weight of {@link #above}. */
    static Cut below(String column, Expr threshold, double width) {
        return new Step(column, threshold, Expr.constant(requirePositive(column, width)), false);
    }

    /** As {@link #below(String, Expr, double)} with a fixed threshold. */
    static Cut below(String column, double threshold, double width) {
        return below(column, Expr.constant(threshold), width);
    }

    /**
     * Observable above a threshold after smearing by a kernel: {@code K((x - threshold)/width)}.
     *
     * <p>With a compact kernel events farther than {@link KernelShape#support} widths from the threshold have weight 0 or 1
     * exactly.
     *
     * @param column    the observable's name
     * @param threshold where the weight is 1/2, a scalar in the observable's units
     * @param width     the standard deviation of the smearing, above 0, in the observable's units
     * @param kernel    its shape
     */
    static Cut above(String column, Expr threshold, double width, KernelShape kernel) {
        return new SmearedStep(column, threshold, Expr.constant(requirePositive(column, width)), true, kernel);
    }

    /** Observable below a threshold after smearing by a kernel: one less the weight of {@link #above}. */
    static Cut below(String column, Expr threshold, double width, KernelShape kernel) {
        return new SmearedStep(column, threshold, Expr.constant(requirePositive(column, width)), false, kernel);
    }

    /** Observable between two thresholds: above one and below the other. */
    static Cut window(String column, Expr lower, Expr upper, double width) {
        return above(column, lower, width).and(below(column, upper, width));
    }

    /** Both. */
    default Cut and(Cut other) {
        return new Both(this, other);
    }

    /** One of them, or both: {@code 1 - (1 - a)(1 - b)}. */
    default Cut or(Cut other) {
        return not().and(other.not()).not();
    }

    /** The opposite: {@code 1 - a}. */
    default Cut not() {
        return new Opposite(this);
    }

    private static double requirePositive(String column, double width) {
        if (!(width > 0 && width < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("cut on '" + column + "': width " + width
                    + "; expected a finite number above 0, in units of the observable. A hard cut is cut.hard().");
        }
        return width;
    }

    private static void requireScalars(String column, Expr threshold, Expr width) {
        if (threshold.shape().rank() != 0 || width.shape().rank() != 0) {
            throw new IllegalArgumentException("cut on '" + column + "': threshold of shape " + threshold.shape()
                    + " and width of shape " + width.shape() + "; expected scalars");
        }
    }

    /** A logistic step. */
    record Step(String column, Expr threshold, Expr width, boolean rising) implements Cut {
        public Step {
            requireScalars(column, threshold, width);
        }

        @Override
        public Expr weight(Function<String, Expr> columns) {
            Expr distance = columns.apply(column).sub(threshold).div(width);
            return (rising ? distance : distance.neg()).sigmoid();
        }

        @Override
        public Cut hard() {
            return new Jump(column, threshold, rising);
        }

        @Override
        public Cut widened(Expr factor) {
            return new Step(column, threshold, width.mul(factor), rising);
        }

        @Override
        public Set<String> columns() {
            return Set.of(column);
        }
    }

    /** A step smeared by a kernel. */
    record SmearedStep(String column, Expr threshold, Expr width, boolean rising, KernelShape kernel) implements Cut {
        public SmearedStep {
            requireScalars(column, threshold, width);
        }

        @Override
        public Expr weight(Function<String, Expr> columns) {
            Expr distance = columns.apply(column).sub(threshold).div(width);
            return kernel.cumulative(rising ? distance : distance.neg());
        }

        @Override
        public Cut hard() {
            return new Jump(column, threshold, rising);
        }

        @Override
        public Cut widened(Expr factor) {
            return new SmearedStep(column, threshold, width.mul(factor), rising, kernel);
        }

        @Override
        public Set<String> columns() {
            return Set.of(column);
        }
    }

    /** A hard step: strictly above, or strictly below. */
    record Jump(String column, Expr threshold, boolean rising) implements Cut {
        @Override
        public Expr weight(Function<String, Expr> columns) {
            Expr x = columns.apply(column);
            return (rising ? x.gt(threshold) : x.lt(threshold)).cast(DType.FLOAT64);
        }

        @Override
        public Cut hard() {
            return this;
        }

        @Override
        public Cut widened(Expr factor) {
            return this;
        }

        @Override
        public Set<String> columns() {
            return Set.of(column);
        }
    }

    /** Both of two. */
    record Both(Cut first, Cut second) implements Cut {
        @Override
        public Expr weight(Function<String, Expr> columns) {
            return first.weight(columns).mul(second.weight(columns));
        }

        @Override
        public Cut hard() {
            return new Both(first.hard(), second.hard());
        }

        @Override
        public Cut widened(Expr factor) {
            return new Both(first.widened(factor), second.widened(factor));
        }

        @Override
        public Set<String> columns() {
            Set<String> all = new LinkedHashSet<>(first.columns());
            all.addAll(second.columns());
            return all;
        }
    }

    /** The opposite of one. */
    record Opposite(Cut cut) implements Cut {
        @Override
        public Expr weight(Function<String, Expr> columns) {
            return cut.weight(columns).neg().add(1);
        }

        @Override
        public Cut not() {
            return cut;
        }

        @Override
        public Cut hard() {
            return new Opposite(cut.hard());
        }

        @Override
        public Cut widened(Expr factor) {
            return new Opposite(cut.widened(factor));
        }

        @Override
        public Set<String> columns() {
            return cut.columns();
        }
    }

    /** All of several: their product. */
    static Cut allOf(List<Cut> cuts) {
        return cuts.stream()
                .reduce(Cut::and)
                .orElseThrow(() -> new IllegalArgumentException("no cut; expected one at least"));
    }
}
