package dev.limen.networks;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.fused.Activation;

/** Scalars that a network's output should make small, as weighted means over events. */
public final class Losses {
    private Losses() {}

    /**
     * The binary cross-entropy of logits: {@code sum w (log(1 + e^z) - y z) / sum w}.
     *
     * <p>Finite, with a finite derivative, for any finite logit.
     *
     * @param logits z, the network's output before a sigmoid, {@code [..]}
     * @param labels y, 1 for signal and 0 for background, of the same shape
     * @param weights w, of the same shape; their sum is not 0. Some may be negative: the loss is then unbounded below
     *     for a network that could tell those events apart
     * @throws IllegalArgumentException if shapes differ
     */
    public static Expr binaryCrossEntropy(Expr logits, Expr labels, Expr weights) {
        requireSame("binary cross-entropy", logits, labels, weights);
        return mean(Activation.SOFTPLUS.apply(logits).sub(labels.mul(logits)), weights);
    }

    /**
     * The mean squared deviation: {@code sum w (p - t)^2 / sum w}.
     *
     * @param predictions p, {@code [..]}
     * @param targets     t, of the same shape
     * @param weights     w, of the same shape
     * @throws IllegalArgumentException if shapes differ
     */
    public static Expr meanSquare(Expr predictions, Expr targets, Expr weights) {
        requireSame("mean square", predictions, targets, weights);
        return mean(predictions.sub(targets).square(), weights);
    }

    private static Expr mean(Expr terms, Expr weights) {
        return terms.mul(weights).sum().div(weights.sum());
    }

    private static void requireSame(String loss, Expr a, Expr b, Expr weights) {
        if (!a.shape().equals(b.shape()) || !a.shape().equals(weights.shape())) {
            throw new IllegalArgumentException(loss + ": outputs " + a.shape() + ", targets " + b.shape() + ", weights "
                    + weights.shape() + "; expected one shape. A network's [.., 1] is output.reshape(Shape.events()).");
        }
    }
}
