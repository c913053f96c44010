package dev.limen.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ToyClsTest {
    private static final long SEED = 20261121;

    private static Expr bins(double... values) {
        return Expr.constant(values);
    }

    private static CountingModel one(double background) {
        return CountingModel.without(bins(1), bins(background));
    }

    @ParameterizedTest
    @CsvSource({"0.1, 0, 3", "1, 1, 4", "1, 0, 2", "5, 4, 6", "9, 12, 14"})
    void oneBinAgreesWithEnumeration(double background, int observed, double signal) {
        CountingModel model = one(background);
        ToyCls toys = ToyCls.of(model, model.observed(observed), signal, Toys.of(10_000, SEED));
        double exact = new CountingExperiment(background).cls(observed, signal);
        assertEquals(exact, toys.observed(), 3 * toys.observedError());
        assertTrue(toys.observedError() < 0.11 * exact, "error " + toys.observedError() + " of " + exact);
        assertEquals(CountingExperiment.cumulative(observed, background + signal), toys.clsb(), 0.015);
        assertEquals(CountingExperiment.cumulative(observed, background), toys.clb(), 0.015);
        assertEquals(0, toys.failed());
    }

    @Test
    void expectedBandsAreThoseOfTheCountsQuantiles() {
        CountingExperiment exact = new CountingExperiment(5);
        Band band = ToyCls.blind(one(5), 6.33, Toys.of(20_000, SEED)).expected();
        // Counts at Phi(-2), Phi(-1), 1/2, Phi(1), Phi(2) of a Poisson distribution of mean 5.
        int[] counts = {1, 3, 5, 7, 10};
        for (int i = 0; i < counts.length; i++) {
            double expected = exact.cls(counts[i], 6.33);
            assertEquals(expected, band.values().get(i), 0.06 * expected + 0.005, "quantile " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NONE", "GAUSSIAN", "POISSON"})
    void manyCountsAgreeWithAsymptotics(String nuisances) {
        Expr signal = bins(20, 35);
        Expr background = bins(400, 650);
        Expr uncertainty = bins(20, 30);
        CountingModel model =
                switch (nuisances) {
                    case "GAUSSIAN" -> CountingModel.gaussian(signal, background, uncertainty);
                    case "POISSON" -> CountingModel.poisson(signal, background, uncertainty);
                    default -> CountingModel.without(signal, background);
                };
        Data data = model.observed(405, 655);
        Cls asymptotic = Cls.of(model, data, 1, TestStatistic.QTILDE);
        ToyCls toys = ToyCls.of(model, data, 1, Toys.of(4000, SEED));
        assertEquals(0, toys.failed());
        // Corrections of order 1/sqrt(b) to the asymptotic formulae stay below 0.01 here.
        assertEquals(1, toys.expected().values().get(4));
        assertEquals(asymptotic.observed(), toys.observed(), 3 * toys.observedError() + 0.01);
        assertEquals(asymptotic.expected().median(), toys.expected().median(), 3 * toys.expectedError() + 0.01);
        // Where the background fluctuates up by two, toys find more signal than 1: q is 0, which the formula ignores.
        for (int i = 0; i < 4; i++) {
            assertEquals(
                    asymptotic.expected().values().get(i),
                    toys.expected().values().get(i),
                    0.05,
                    "band " + i);
        }
    }

    @Test
    void sameBitsOnAnyNumberOfThreads() {
        CountingModel model = CountingModel.poisson(bins(3, 4), bins(5, 9), bins(2, 2));
        Toys toys = new Toys(300, SEED, 1);
        ToyCls one = ToyCls.of(model, model.observed(6, 7), 1.5, toys);
        for (int threads : new int[] {2, 7}) {
            ToyCls other = ToyCls.of(model, model.observed(6, 7), 1.5, toys.withThreads(threads));
            assertArrayEquals(one.background().sorted(), other.background().sorted());
            assertArrayEquals(one.signal().sorted(), other.signal().sorted());
            assertEquals(one.observed(), other.observed());
            assertEquals(one.expected(), other.expected());
        }
        ToyCls another = ToyCls.of(model, model.observed(6, 7), 1.5, new Toys(300, SEED + 1, 2));
        assertNotEquals(one.expected(), another.expected());
    }

    @Test
    void fittedSignalsAboveTheTestedOneExcludeNothing() {
        CountingModel model = one(5);
        ToyCls toys = ToyCls.of(model, model.observed(20), 2, Toys.of(200, SEED));
        assertEquals(0, toys.q());
        assertEquals(1, toys.clsb());
        assertEquals(1, toys.clb());
        assertEquals(1, toys.observed());
    }

    @Test
    void boundsAreWidenedBeyondTheTestedStrength() {
        CountingModel narrow = one(5).with(CountingModel.poi(0, 2));
        Toys toys = Toys.of(500, SEED);
        assertEquals(
                ToyCls.blind(one(5), 6, toys).expected().median(),
                ToyCls.blind(narrow, 6, toys).expected().median(),
                1e-12);
    }

    @Test
    void messages() {
        CountingModel model = one(5);
        Toys toys = Toys.of(20, SEED);
        ToyCls blind = ToyCls.blind(model, 1, toys);
        assertEquals(
                "these toys are blind: they have expected results only. Make them with observed data to get observed ones.",
                assertThrows(IllegalStateException.class, blind::observed).getMessage());
        assertEquals(
                "toys: signal strength 0.0; expected a positive number",
                assertThrows(IllegalArgumentException.class, () -> ToyCls.blind(model, 0, toys))
                        .getMessage());
        assertEquals(
                "toys: count 0, threads 2; expected 1 or more of each",
                assertThrows(IllegalArgumentException.class, () -> new Toys(0, 1, 2))
                        .getMessage());
        CountingModel negative = CountingModel.without(bins(1, 0), bins(5, -2));
        assertEquals(
                "toys: bin 1 expects -2.0 events; expected 0 or more. Merge it with a neighbour or drop it.",
                assertThrows(IllegalArgumentException.class, () -> ToyCls.blind(negative, 1, toys))
                        .getMessage());
        CountingModel none = CountingModel.without(bins(1), bins(50));
        ToyCls beyond = ToyCls.of(none, none.observed(0), 1, toys);
        assertTrue(assertThrows(IllegalStateException.class, beyond::observed)
                .getMessage()
                .endsWith("lies beyond all 20 background toys, so CLs is 0/0. Make more toys."));
        assertEquals(
                "toys: none of the 2 fits of the background ensemble converged; look at the model's fit to the"
                        + " observed data first",
                assertThrows(
                                IllegalStateException.class,
                                () -> ToyDistribution.of("background", new double[] {Double.NaN, Double.NaN}))
                        .getMessage());
    }

    @Test
    void failedFitsAreLeftOutAndCounted() {
        ToyDistribution distribution = ToyDistribution.of("background", new double[] {3, Double.NaN, 1, 2});
        assertEquals(3, distribution.size());
        assertEquals(1, distribution.failed());
        assertEquals(2, distribution.atOrAbove(2));
        // A tie that rounding has split still counts.
        assertEquals(2, distribution.atOrAbove(2 + 1e-9));
        assertEquals(1, distribution.atOrAbove(2 + 1e-7));
        assertEquals(0, distribution.atOrAbove(4));
        assertEquals(3, distribution.atOrAbove(0));
    }

    @Test
    void anErrorOfNoneSeenIsThatOfOne() {
        assertEquals(Math.sqrt(0.99 / 0.01 / 100), ToyDistribution.relativeError(1, 100), 1e-15);
        assertEquals(ToyDistribution.relativeError(1, 100), ToyDistribution.relativeError(0, 100));
        assertEquals(0, ToyDistribution.relativeError(100, 100));
    }
}
