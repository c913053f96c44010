package dev.limen.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ToyLimitTest {
    private static final Toys TOYS = Toys.of(3000, 5);

    private static CountingModel one(double signal, double background) {
        return CountingModel.without(Expr.constant(new double[] {signal}), Expr.constant(new double[] {background}));
    }

    @ParameterizedTest
    @CsvSource({"0", "0.1", "1", "5"})
    void medianAgreesWithEnumeration(double background) {
        ToyLimit limit = ToyLimit.blind(one(1, background), 0.95, TOYS);
        double exact = new CountingExperiment(background).expectedLimit(0.95).median();
        assertEquals(exact, limit.value(), 3 * limit.error() + 2e-3 * exact);
        assertTrue(limit.error() > 0 && limit.error() < 0.08 * exact, limit.toString());
        assertEquals(0, limit.failed());
    }

    @Test
    void observedAgreesWithEnumeration() {
        CountingModel model = one(1, 3.5);
        ToyLimit limit = ToyLimit.observed(model, model.observed(2), 0.95, TOYS);
        assertEquals(new CountingExperiment(3.5).limit(2, 0.95), limit.value(), 3 * limit.error() + 5e-3);
    }

    @Test
    void signalTwiceAsLargeHalvesTheLimit() {
        ToyLimit limit = ToyLimit.blind(one(1, 2.5), 0.95, TOYS);
        ToyLimit half = ToyLimit.blind(one(2, 2.5), 0.95, TOYS);
        assertEquals(limit.value() / 2, half.value(), 1e-9);
    }

    @Test
    void manyCountsAgreeWithAsymptotics() {
        Expr signal = Expr.constant(20, 30);
        CountingModel model = CountingModel.gaussian(signal, Expr.constant(400, 650), Expr.constant(20, 30));
        Toys toys = Toys.of(1000, 11);
        ToyLimit limit = ToyLimit.expected(model, model.observed(400, 650), 0.95, toys);
        double asymptotic =
                Program.evaluate(Objectives.expectedLimit(model, 0.95)).item();
        assertEquals(asymptotic, limit.value(), 3 * limit.error() + 0.01 * asymptotic);
    }

    @Test
    void messages() {
        assertEquals(
                "confidence level 1.0; expected a number between 0 and 1, say 0.95",
                assertThrows(IllegalArgumentException.class, () -> ToyLimit.blind(one(1, 1), 1, TOYS))
                        .getMessage());
        assertEquals(
                "toys: the signal adds 0.0 expected events; a limit needs a positive number. Fill the signal in some bin.",
                assertThrows(IllegalStateException.class, () -> ToyLimit.blind(one(0, 1), 0.95, TOYS))
                        .getMessage());
    }
}
