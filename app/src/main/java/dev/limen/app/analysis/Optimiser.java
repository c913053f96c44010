package dev.limen.app.analysis;

/**
 * How thresholds move: an algorithm in units of each threshold's range, and how soft things harden on the way.
 *
 * @param algorithm takes the steps
 * @param widths schedule of all cuts' widths
 * @param bandwidths schedule of all regions' bandwidths
 * @param checkEvery steps between two checks with hard cuts
 */
public record Optimiser(Algorithm algorithm, Annealing widths, Annealing bandwidths, int checkEvery) {

    /** Who takes the steps; rates are in units of a threshold's range. */
    public sealed interface Algorithm {

        /** At most how many steps. */
        int steps();

        /** Adam, arXiv:1412.6980. */
        record Adam(int steps, double learningRate) implements Algorithm {}

        /** Plain gradient descent. */
        record GradientDescent(int steps, double learningRate) implements Algorithm {}

        /**
         * Limited-memory BFGS.
         *
         * @param memory pairs of steps and gradients that are kept
         */
        record Lbfgs(int steps, int memory) implements Algorithm {}
    }
}
