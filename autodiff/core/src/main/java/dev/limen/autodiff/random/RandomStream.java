package dev.limen.autodiff.random;

import dev.limen.autodiff.math.Exponential;
import dev.limen.autodiff.math.GammaFunction;
import dev.limen.autodiff.math.Logarithm;
import dev.limen.autodiff.math.Normal;

/** The random numbers of one index of a {@link RandomSource}, one after the other; used by one thread. */
public final class RandomStream {
    private static final double UNIT = 0x1p-52;
    private static final double SMALL_MEAN = 10;

    private final long key;
    private long index;
    private final int[] words = new int[4];
    private int block;
    private boolean second;

    RandomStream(long key, long index) {
        this.key = key;
        this.index = index;
    }

    /** Goes to the beginning of another index of the same source. */
    public void moveTo(long other) {
        index = other;
        block = 0;
        second = false;
    }

    /** 64 random bits. */
    public long bits() {
        if (!second) {
            words[0] = (int) index;
            words[1] = (int) (index >>> 32);
            words[2] = block++;
            words[3] = 0;
            Philox.encrypt(words, (int) key, (int) (key >>> 32));
        }
        int at = second ? 2 : 0;
        second = !second;
        return (long) words[at] << 32 | words[at + 1] & 0xFFFFFFFFL;
    }

    /** Uniform on (0, 1), both ends excluded: (k + 1/2) / 2^52 for whole k. */
    public double uniform() {
        // With 53 bits k + 1/2 would round to a whole number, 1 included.
        return ((bits() >>> 12) + 0.5) * UNIT;
    }

    /** Standard normal: the quantile of a uniform number. */
    public double normal() {
        return Normal.quantile(uniform());
    }

    /**
     * Poisson distributed: by inversion for means below 10, else by transformed rejection (W. Hoermann, Insurance:
     * Mathematics and Economics 12 (1993) 39, algorithm PTRS).
     *
     * @param mean 0 to 1e15
     * @throws IllegalArgumentException if the mean is outside
     */
    public long poisson(double mean) {
        if (!(mean >= 0 && mean <= 1e15)) {
            throw new IllegalArgumentException("poisson: mean " + mean + "; expected 0 to 1e15");
        }
        return mean < SMALL_MEAN ? inverted(mean) : rejected(mean);
    }

    private long inverted(double mean) {
        double u = uniform();
        double probability = Exponential.exp(-mean);
        double sum = probability;
        long k = 0;
        // At 200 the tail is below 1e-150: what rounding left of u ends there.
        while (u > sum && k < 200) {
            k++;
            probability *= mean / k;
            sum += probability;
        }
        return k;
    }

    private long rejected(double mean) {
        double b = 0.931 + 2.53 * Math.sqrt(mean);
        double a = -0.059 + 0.02483 * b;
        double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        double vr = 0.9277 - 3.6224 / (b - 2);
        double logMean = Logarithm.log(mean);
        while (true) {
            double u = uniform() - 0.5;
            double v = uniform();
            double us = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= vr) {
                return (long) k;
            }
            if (k < 0 || us < 0.013 && v > us) {
                continue;
            }
            double accepted = Logarithm.log(v * inverseAlpha / (a / (us * us) + b));
            if (accepted <= k * logMean - mean - GammaFunction.logGamma(k + 1)) {
                return (long) k;
            }
        }
    }
}
