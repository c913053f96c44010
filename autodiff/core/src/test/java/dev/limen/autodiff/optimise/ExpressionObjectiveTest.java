package dev.limen.autodiff.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Implicit;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpressionObjectiveTest {

    @Test
    void anExpressionIsMaximisedByItsParameters() {
        Parameters cuts = new Parameters();
        Expr met = cuts.scalar("met", 150, 50, 500);
        Expr mt = cuts.scalar("mt", 90, 0, 300);
        Expr height = met.sub(260)
                .div(100)
                .square()
                .add(mt.sub(met.mul(0.5)).div(50).square())
                .neg()
                .exp();
        for (Optimiser optimiser :
                new Optimiser[] {Adam.steps(300).learningRate(0.05).schedule(Schedule.cosine(1e-3)), LBFGS.steps(60)}) {
            Optimum best = optimiser.maximise(height, cuts);
            assertEquals(260, best.value("met"), 0.05);
            assertEquals(130, best.value("mt"), 0.05);
            assertEquals(1, best.objective(), 1e-6);
            Optimum low = optimiser.minimise(height.neg(), cuts);
            assertEquals(best.value("met"), low.value("met"));
        }
    }

    @Test
    void aColumnOfEventsIsBoundBesideTheParameters() {
        Parameters parameters = new Parameters();
        Expr centre = parameters.scalar("centre", 0.1, 0, 10);
        Expr column = Expr.variable("column", Shape.events());
        Expr spread = column.sub(centre).square().sum();
        GradientObjective objective =
                new ExpressionObjective(spread, parameters, Map.of(column, Tensor.of(1, 2, 3, 10)));
        Optimum best = LBFGS.steps(30).minimise(objective, parameters, StepListener.NONE);
        assertTrue(best.certificate().converged(), best.certificate()::toString);
        assertEquals(4, best.value("centre"), 1e-9);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new ExpressionObjective(spread, parameters, Map.of()))
                .getMessage();
        assertTrue(message.contains("column"), message);
    }

    @Test
    void aStepToWhereAFitFailsIsHalvedAndNamed() {
        Parameters parameters = new Parameters();
        Expr t = parameters.scalar("t", 0.5, -4, 4);
        Expr one = Expr.constant(new double[] {0});
        Expr far = Expr.constant(new double[] {1e300});
        // min_x exp(x) - t x exists for t > 0 only.
        Expr fit = Implicit.argmin(
                        one, far.neg(), far, x -> x.exp().sum().sub(x.sum().mul(t)))
                .minimum();
        Optimum stopped = GradientDescent.steps(50).learningRate(0.1).maximise(fit.sub(t.mul(3)), parameters);
        assertFalse(stopped.certificate().converged());
        assertTrue(stopped.certificate().message().contains("MINIMUM not found"), stopped::toString);
        assertTrue(stopped.value("t") > 0);
    }
}
