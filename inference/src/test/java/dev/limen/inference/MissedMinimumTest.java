package dev.limen.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Implicit;
import dev.limen.autodiff.NotConvergedException;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A free fit that ends in a local minimum above what a fit with the POI held finds. */
final class MissedMinimumTest {

    /** -log L = (mu - 1)^2 / 10 + (x^2 - 1)^2 + x (1/2 + 2 (mu - 1)): for large mu the well at x > 0 is gone. */
    private record TwoWells() implements LogLikelihood {
        @Override
        public List<Parameter> parameters() {
            return List.of(
                    new Parameter("mu", 0, 0, 10, false, Parameter.Kind.FREE),
                    new Parameter("x", 1.2, -10, 10, false, Parameter.Kind.FREE));
        }

        @Override
        public OptionalInt poi() {
            return OptionalInt.of(0);
        }

        @Override
        public Expr logLikelihood(Expr theta, Data data) {
            Expr mu = theta.get(0).sub(1);
            Expr x = theta.get(1);
            return mu.square()
                    .mul(0.1)
                    .add(x.square().sub(1).square())
                    .add(x.mul(mu.mul(2).add(0.5)))
                    .neg();
        }

        @Override
        public Data expected(Expr theta) {
            return new Data(Expr.zeros(Shape.of(1)), Expr.zeros(Shape.of(0)));
        }

        @Override
        public List<Scatter> auxiliaryScatter() {
            return List.of();
        }

        @Override
        public Expr auxiliarySigma() {
            return Expr.zeros(Shape.of(0));
        }
    }

    @Test
    void isNoTestStatisticOfZero() {
        TwoWells model = new TwoWells();
        // One start: with more the fit would find the deeper well.
        TestStatistics missed = new TestStatistics(
                new Fitter(model, Implicit.Settings.MINIMUM), model.expected(Expr.zeros(Shape.of(2))));
        Result result = Program.compile(List.of(), List.of(missed.t(Expr.constant(3)), missed.muHat()))
                .run();
        assertEquals(0, result.output(1).item(), 1e-9);
        assertTrue(Double.isNaN(result.output(0).item()));
        String message = assertThrows(NotConvergedException.class, () -> Evaluated.of(List.of(), result))
                .getMessage();
        assertTrue(message.contains("missed the minimum"), message);
    }

    @Test
    void onlyRoundingIsCut() {
        assertEquals(
                0,
                Program.evaluate(TestStatistics.notNegative(Expr.constant(-1e-7)))
                        .item());
        assertEquals(
                2,
                Program.evaluate(TestStatistics.notNegative(Expr.constant(2))).item());
        assertTrue(Double.isNaN(Program.evaluate(TestStatistics.notNegative(Expr.constant(-1e-5)))
                .item()));
    }
}
