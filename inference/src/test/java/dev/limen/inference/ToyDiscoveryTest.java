package dev.limen.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ToyDiscoveryTest {
    private static final long SEED = 20261121;

    private static CountingModel one(double background) {
        return CountingModel.without(Expr.constant(new double[] {1}), Expr.constant(new double[] {background}));
    }

    @ParameterizedTest
    @CsvSource({"0.1, 1", "1, 3", "5, 6", "9, 5", "3, 0.1"})
    void oneBinAgreesWithEnumeration(double background, double signal) {
        ToyDiscovery toys = ToyDiscovery.blind(one(background), signal, Toys.of(20_000, SEED));
        double exact = new CountingExperiment(background).expectedSignificance(signal);
        assertEquals(exact, toys.significance(), 3 * toys.error());
        assertTrue(toys.error() < 0.3, "error " + toys.error());
        assertEquals(0, toys.failed());
    }

    @Test
    void manyCountsAgreeWithAsymptotics() {
        CountingModel model =
                CountingModel.gaussian(Expr.constant(20, 35), Expr.constant(400, 650), Expr.constant(8, 9));
        ToyDiscovery toys = ToyDiscovery.blind(model, 1, Toys.of(4000, SEED));
        double asymptotic =
                Program.evaluate(Objectives.expectedSignificance(model, 1)).item();
        assertEquals(0, toys.failed());
        // Corrections of order 1/sqrt(b) stay below 0.02 here.
        assertEquals(asymptotic, toys.significance(), 3 * toys.error() + 0.02);
        assertTrue(toys.error() < 0.06, "error " + toys.error());
    }

    @Test
    void sameBitsOnAnyNumberOfThreads() {
        CountingModel model = CountingModel.poisson(Expr.constant(3, 4), Expr.constant(5, 9), Expr.constant(2, 2));
        Toys toys = new Toys(300, SEED, 1);
        ToyDiscovery one = ToyDiscovery.blind(model, 1.5, toys);
        for (int threads : new int[] {2, 7}) {
            ToyDiscovery other = ToyDiscovery.blind(model, 1.5, toys.withThreads(threads));
            assertEquals(one.significance(), other.significance());
            assertEquals(one.error(), other.error());
        }
    }

    @Test
    void noneBeyondIsABound() {
        ToyDiscovery toys = ToyDiscovery.blind(one(0.5), 30, Toys.of(1000, SEED));
        assertEquals(0, toys.beyond());
        assertEquals(1e-3, toys.p0());
        assertTrue(toys.significance() < new CountingExperiment(0.5).expectedSignificance(30));
    }

    @Test
    void boundsAreWidenedBeyondTheSignalStrength() {
        CountingModel narrow = one(5).with(CountingModel.poi(0, 2));
        Toys toys = Toys.of(500, SEED);
        assertEquals(
                ToyDiscovery.blind(one(5), 6, toys).significance(),
                ToyDiscovery.blind(narrow, 6, toys).significance(),
                1e-12);
    }

    @Test
    void messages() {
        assertEquals(
                "toys: signal strength -1.0; expected a positive number",
                assertThrows(IllegalArgumentException.class, () -> ToyDiscovery.blind(one(5), -1, Toys.of(20, SEED)))
                        .getMessage());
    }
}
