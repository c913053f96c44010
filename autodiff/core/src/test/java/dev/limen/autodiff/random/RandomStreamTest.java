package dev.limen.autodiff.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomStreamTest {
    private static final int DRAWS = 20_000;

    /** Known answers of the authors' library Random123 (kat_vectors). */
    @Test
    void philoxGivesThePublishedVectors() {
        int[] zeros = {0, 0, 0, 0};
        Philox.encrypt(zeros, 0, 0);
        assertArrayEquals(new int[] {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}, zeros);
        int[] ones = {-1, -1, -1, -1};
        Philox.encrypt(ones, -1, -1);
        assertArrayEquals(new int[] {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}, ones);
        int[] pi = {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344};
        Philox.encrypt(pi, 0xa4093822, 0x299f31d0);
        assertArrayEquals(new int[] {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}, pi);
    }

    @Test
    void numbersDependOnSeedPurposeAndIndexAlone() {
        RandomSource toys = new RandomSource(1, "toys");
        assertEquals(toys.at(5).uniform(), new RandomSource(1, "toys").at(5).uniform());
        Set<Double> seen = new HashSet<>();
        for (long index = 0; index < 1000; index++) {
            RandomStream stream = toys.at(index);
            for (int draw = 0; draw < 10; draw++) {
                assertTrue(seen.add(stream.uniform()), "repeated at " + index);
            }
        }
        assertNotEquals(toys.at(0).bits(), toys.at(1L << 32).bits());
        assertNotEquals(toys.at(0).bits(), new RandomSource(2, "toys").at(0).bits());
        assertNotEquals(toys.at(0).bits(), new RandomSource(1, "starts").at(0).bits());
    }

    @Test
    void normalNumbersAreNormal() {
        double[] sample = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            sample[i] = new RandomSource(3, "normal").at(i).normal();
        }
        double p = new KolmogorovSmirnovTest().kolmogorovSmirnovTest(new NormalDistribution(), sample);
        // The seed is fixed, so this cannot fail by chance; a wrong distribution gives p below 1e-10.
        assertTrue(p > 0.01, "p = " + p);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 3, 9.99, 10, 47.3, 2000})
    void poissonNumbersHaveTheirProbabilities(double mean) {
        RandomStream stream = new RandomSource(4, "poisson").at(Double.doubleToLongBits(mean));
        PoissonDistribution expected = new PoissonDistribution(mean);
        int low = (int) Math.max(0, Math.floor(mean - 3 * Math.sqrt(mean)));
        int high = (int) Math.ceil(mean + 3 * Math.sqrt(mean));
        int width = Math.max(1, (high - low) / 12);
        int bins = (high - low) / width + 2;
        double[] counts = new double[bins];
        for (int i = 0; i < DRAWS; i++) {
            long k = stream.poisson(mean);
            counts[(int) Math.min(bins - 1L, Math.max(0, Math.floorDiv(k - low + width, width)))]++;
        }
        double chi2 = 0;
        int used = 0;
        for (int bin = 0; bin < bins; bin++) {
            int upper = low + bin * width - 1;
            double above = bin == bins - 1 ? 1 : expected.cumulativeProbability(upper);
            double below = bin == 0 ? 0 : expected.cumulativeProbability(upper - width);
            double events = DRAWS * (above - below);
            if (events > 5) {
                chi2 += Math.pow(counts[bin] - events, 2) / events;
                used++;
            }
        }
        double p = 1 - new ChiSquaredDistribution(Math.max(1, used - 1)).cumulativeProbability(chi2);
        assertTrue(p > 0.001, "mean " + mean + ": chi2 " + chi2 + " for " + used + " bins");
    }

    @Test
    void poissonRefusesOtherMeans() {
        RandomStream stream = new RandomSource(5, "x").at(0);
        assertEquals(0, stream.poisson(0));
        assertThrows(IllegalArgumentException.class, () -> stream.poisson(-1));
        assertThrows(IllegalArgumentException.class, () -> stream.poisson(Double.NaN));
    }
}
