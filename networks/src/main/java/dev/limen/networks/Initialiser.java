package dev.limen.networks;

import dev.limen.autodiff.fused.Activation;
import dev.limen.autodiff.math.Normal;
import dev.limen.autodiff.random.RandomSource;

/**
 * How a weight matrix {@code [in, out]} begins: with mean 0 and a variance that keeps the size of signals from layer to
 * layer.
 *
 * <p>Each element's number depends on seed, tensor and element alone.
 */
public enum Initialiser {
    /** Uniform on +- sqrt(6 / (in + out)) (X. Glorot and Y. Bengio, AISTATS 2010, PMLR 9, equation 16). */
    GLOROT_UNIFORM,
    /** Normal of variance 2 / (in + out), equation 12 there. */
    GLOROT_NORMAL,
    /** Uniform on +- sqrt(6 / in), for activations that are 0 on one side (K. He et al., arXiv:1502.01852, equation 10). */
    HE_UNIFORM,
    /** Normal of variance 2 / in; as {@link #HE_UNIFORM}. */
    HE_NORMAL,
    /** Zeros. */
    ZEROS;

    /** He's for activations that vanish, or nearly, below 0; Glorot's for the others. */
    static Initialiser suited(Activation activation) {
        return switch (activation) {
            case RELU, ELU, GELU, SILU -> HE_NORMAL;
            case IDENTITY, TANH, SIGMOID, SOFTPLUS -> GLOROT_UNIFORM;
        };
    }

    /** The elements of a matrix {@code [in, out]}, row-major. */
    double[] draw(RandomSource source, int in, int out) {
        double[] values = new double[Math.multiplyExact(in, out)];
        for (int i = 0; i < values.length; i++) {
            values[i] = element(source.at(i).uniform(), in, out);
        }
        return values;
    }

    private double element(double uniform, int in, int out) {
        return switch (this) {
            case GLOROT_UNIFORM -> (2 * uniform - 1) * Math.sqrt(6.0 / (in + out));
            case GLOROT_NORMAL -> Normal.quantile(uniform) * Math.sqrt(2.0 / (in + out));
            case HE_UNIFORM -> (2 * uniform - 1) * Math.sqrt(6.0 / in);
            case HE_NORMAL -> Normal.quantile(uniform) * Math.sqrt(2.0 / in);
            case ZEROS -> 0;
        };
    }
}
