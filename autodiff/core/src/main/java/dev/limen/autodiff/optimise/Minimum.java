package dev.limen.autodiff.optimise;

import dev.limen.autodiff.Certificate;
import java.util.Objects;

/**
 * Where a minimiser ended: the point, what it found there, and whether that is a minimum.
 *
 * @param x the point [n]; within the bounds, on them exactly where they are active
 * @param value the objective
 * @param gradient the gradient [n] of the objective
 * @param certificate whether to believe it
 */
public record Minimum(double[] x, double value, double[] gradient, Certificate certificate) {
    public Minimum {
        x = x.clone();
        gradient = gradient.clone();
        Objects.requireNonNull(certificate, "certificate");
    }

    @Override
    public double[] x() {
        return x.clone();
    }

    @Override
    public double[] gradient() {
        return gradient.clone();
    }
}
