package dev.limen.bench;

import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.random.RandomSource;

/** Random inputs; the script beside draws from the same distributions. */
final class Toys {
    static final int EVENTS = 1_000_000;

    private Toys() {}

    static Tensor uniform(String purpose, int count) {
        RandomSource random = new RandomSource(1, purpose);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.at(i).uniform();
        }
        return Tensor.of(values);
    }

    static Tensor normal(String purpose, int count) {
        RandomSource random = new RandomSource(1, purpose);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.at(i).normal();
        }
        return Tensor.of(values);
    }

    /** Equidistant edges from 0 to 1. */
    static double[] edges(int bins) {
        double[] edges = new double[bins + 1];
        for (int k = 0; k <= bins; k++) {
            edges[k] = k / (double) bins;
        }
        return edges;
    }
}
