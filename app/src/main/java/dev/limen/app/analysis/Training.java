package dev.limen.app.analysis;

import java.util.List;
import java.util.Optional;

/**
 * How networks and thresholds move together, and what they are compared with.
 *
 * @param method takes the steps
 * @param batch training events of a step, all samples together; empty for all of them
 * @param patience checks without a better hard objective on validation events before it stops; empty to do all steps
 * @param checkEvery steps between two checks with hard cuts, which are checkpoints, too
 * @param widths schedule of all cuts' widths
 * @param bandwidths schedule of all regions' bandwidths
 * @param start the weights that it begins from
 * @param comparisons what is trained in the same run and compared on test events
 */
public record Training(
        Method method,
        Optional<Integer> batch,
        Optional<Integer> patience,
        int checkEvery,
        Annealing widths,
        Annealing bandwidths,
        Start start,
        List<Comparison> comparisons) {

    /** Copies the list. */
    public Training {
        comparisons = List.copyOf(comparisons);
    }

    /** Who takes the steps. */
    public sealed interface Method {

        /** At most how many steps. */
        int steps();

        /**
         * A rule that takes small steps along gradients.
         *
         * @param rule which
         * @param learningRate of weights
         * @param thresholdRate of thresholds, in units of their ranges
         * @param schedule of both rates
         * @param weightDecay of {@link Rule#ADAMW}: the part of a weight that a step of rate 1 takes away
         * @param momentum of {@link Rule#SGD}, from 0 to below 1
         * @param clip the longest gradient of weights; infinite for none
         */
        record Stochastic(
                Rule rule,
                int steps,
                double learningRate,
                double thresholdRate,
                Schedule schedule,
                double weightDecay,
                double momentum,
                double clip)
                implements Method {}

        /**
         * Limited-memory BFGS.
         *
         * @param memory pairs of steps and gradients that are kept
         */
        record Lbfgs(int steps, int memory) implements Method {}
    }

    /** The rules of small steps. */
    public enum Rule {
        /** Adam, arXiv:1412.6980. */
        ADAM,
        /** Adam with decoupled weight decay, arXiv:1711.05101. */
        ADAMW,
        /** Stochastic gradient descent, with momentum. */
        SGD
    }

    /** How rates change from the first step to the last. */
    public enum Schedule {
        /** Not at all. */
        CONSTANT,
        /** To a hundredth along half a cosine. */
        COSINE,
        /** To a hundredth by the same factor at every step. */
        GEOMETRIC
    }

    /** The weights that training on the objective begins from. */
    public enum Start {
        /** Those of the cross-entropy classifier, trained in the same run. */
        CROSS_ENTROPY,
        /** Random ones. */
        RANDOM
    }

    /** What a network trained on the objective is compared with. */
    public enum Comparison {
        /** The same network trained to tell signal from background by binary cross-entropy. */
        CROSS_ENTROPY,
        /** The same network trained on the expected uncertainty of the signal strength, arXiv:1806.04743. */
        INFERNO,
        /** Optimised cuts, the regions binned in what they bin without a network. */
        CUTS
    }
}
