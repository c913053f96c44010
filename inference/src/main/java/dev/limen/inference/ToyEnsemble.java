package dev.limen.inference;

import dev.limen.autodiff.math.GammaFunction;
import dev.limen.autodiff.math.Logarithm;
import dev.limen.autodiff.random.RandomSource;
import dev.limen.autodiff.random.RandomStream;
import dev.limen.inference.LogLikelihood.Scatter;
import java.util.List;

/**
 * Pseudo-experiments at fixed parameters: Poisson counts in the bins, and auxiliary measurements that scatter as the
 * model says.
 *
 * @param parameters where the toys are made, and where their fits begin: data drawn there have a finite likelihood
 * @param main       expected counts
 * @param auxiliary  expected auxiliary measurements
 * @param sigma      standard deviations of the Gaussian ones
 * @param scatter    how the auxiliary measurements scatter
 * @param source     random numbers, toy by toy
 */
record ToyEnsemble(
        double[] parameters,
        double[] main,
        double[] auxiliary,
        double[] sigma,
        List<Scatter> scatter,
        RandomSource source) {

    private static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);

    ToyEnsemble {
        for (int b = 0; b < main.length; b++) {
            requireCount("bin", b, main[b]);
        }
        for (int i = 0; i < auxiliary.length; i++) {
            if (scatter.get(i) == Scatter.POISSON) {
                requireCount("auxiliary measurement", i, auxiliary[i]);
            }
        }
    }

    private static void requireCount(String what, int position, double expected) {
        if (!(expected >= 0)) {
            throw new IllegalArgumentException("toys: " + what + " " + position + " expects " + expected
                    + " events; expected 0 or more. Merge it with a neighbour or drop it.");
        }
    }

    /** The random numbers of toys, to be moved from toy to toy. */
    RandomStream stream() {
        return source.at(0);
    }

    /** Draws the data of toy {@code index}, each from the given place of its array on. */
    void draw(RandomStream stream, long index, double[] counts, int countsAt, double[] measurements, int at) {
        stream.moveTo(index);
        for (int b = 0; b < main.length; b++) {
            counts[countsAt + b] = stream.poisson(main[b]);
        }
        for (int i = 0; i < auxiliary.length; i++) {
            measurements[at + i] = scatter.get(i) == Scatter.POISSON
                    ? stream.poisson(auxiliary[i])
                    : auxiliary[i] + sigma[i] * stream.normal();
        }
    }

    /** The negative log-likelihood of data under parameters that fit each datum: see {@link GoodnessOfFit}. */
    double saturated(double[] counts, int countsAt, double[] measurements, int at) {
        double sum = 0;
        for (int b = 0; b < main.length; b++) {
            sum += atItself(counts[countsAt + b]);
        }
        for (int i = 0; i < auxiliary.length; i++) {
            sum += scatter.get(i) == Scatter.POISSON
                    ? atItself(measurements[at + i])
                    : Logarithm.log(sigma[i]) + HALF_LOG_2_PI;
        }
        return sum;
    }

    /** Minus the logarithm of the Poisson probability of n where n is expected. */
    private static double atItself(double n) {
        return n > 0 ? n - n * Logarithm.log(n) + GammaFunction.logGamma(n + 1) : 0;
    }
}
