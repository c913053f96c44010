package dev.limen.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.GradientCheck;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.KernelShape;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.integration.IterativeLegendreGaussIntegrator;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TriangularDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelShapeTest {
    private static final double[] T = {-40, -2.6, -2.3, -1.7, -0.4, 0, 0.3, 1, 2.2, 2.44, 2.5, 40};

    private static double[] values(Expr expr) {
        return Program.evaluate(expr).toDoubles();
    }

    /** The density as the derivative of the distribution function. */
    private static UnivariateFunction density(KernelShape kernel) {
        Expr t = Expr.variable("t", Shape.scalar());
        Expr density = Derivatives.gradient(kernel.cumulative(t), t);
        return at -> Program.evaluate(density, Map.of(t, Tensor.scalar(at))).item();
    }

    /** Over the support, or 12 standard deviations; split at 0, where the triangle has its kink. */
    private static double integral(KernelShape kernel, UnivariateFunction of) {
        double end = Math.min(kernel.support(), 12);
        IterativeLegendreGaussIntegrator rule = new IterativeLegendreGaussIntegrator(16, 1e-13, 1e-13);
        return rule.integrate(4000, of, -end, 0) + rule.integrate(4000, of, 0, end);
    }

    @ParameterizedTest
    @EnumSource(KernelShape.class)
    void everyKernelHasMeanZeroAndStandardDeviationOne(KernelShape kernel) {
        UnivariateFunction density = density(kernel);
        assertEquals(1, integral(kernel, density), 1e-12);
        assertEquals(0, integral(kernel, t -> t * density.value(t)), 1e-12);
        assertEquals(1, integral(kernel, t -> t * t * density.value(t)), 1e-12);
    }

    @Test
    void distributionFunctionsAreThoseOfOtherPeople() {
        double[] gaussian = values(KernelShape.GAUSSIAN.cumulative(Expr.constant(T)));
        double[] triangular = values(KernelShape.TRIANGULAR.cumulative(Expr.constant(T)));
        double[] parabolic = values(KernelShape.EPANECHNIKOV.cumulative(Expr.constant(T)));
        double a = Math.sqrt(6);
        for (int i = 0; i < T.length; i++) {
            assertEquals(new NormalDistribution().cumulativeProbability(T[i]), gaussian[i], 1e-15);
            assertEquals(new TriangularDistribution(-a, 0, a).cumulativeProbability(T[i]), triangular[i], 1e-15);
            double end = Math.max(-Math.sqrt(5), Math.min(Math.sqrt(5), T[i]));
            double integral = end == -Math.sqrt(5)
                    ? 0
                    : new IterativeLegendreGaussIntegrator(16, 1e-13, 1e-13)
                            .integrate(1000, t -> 3 * (1 - t * t / 5) / (4 * Math.sqrt(5)), -Math.sqrt(5), end);
            assertEquals(integral, parabolic[i], 2e-15);
        }
        assertEquals(0, triangular[0]);
        assertEquals(1, parabolic[T.length - 1]);
    }

    @ParameterizedTest
    @EnumSource(KernelShape.class)
    void derivativesAgreeWithDifferences(KernelShape kernel) {
        // Off the kinks at 0 and the ends of the support by more than the step.
        double[] at = {-2, -1.1, -0.3, 0.2, 0.9, 1.9, 3};
        Expr t = Expr.variable("t", Shape.of(at.length));
        Expr value = kernel.cumulative(t).square().sum();
        GradientCheck.of(value, List.of(t), Map.of(t, Tensor.of(at))).require(1e-9, 1e-9);
        Expr slope = Derivatives.gradient(value, t).square().sum();
        GradientCheck.of(slope, List.of(t), Map.of(t, Tensor.of(at))).require(1e-8, 1e-8);
    }

    @ParameterizedTest
    @EnumSource(KernelShape.class)
    void aSmearedCutIsTheProbabilityToPass(KernelShape kernel) {
        Expr met = Expr.constant(60, 95, 100, 104, 180);
        Cut cut = Cut.above("met", Expr.constant(99), 5, kernel);
        double[] weights = values(cut.weight(name -> met));
        double[] opposite =
                values(Cut.below("met", Expr.constant(99), 5, kernel).weight(name -> met));
        assertArrayEquals(values(kernel.cumulative(met.sub(99).div(5))), weights, 1e-16);
        for (int i = 0; i < weights.length; i++) {
            assertEquals(1, weights[i] + opposite[i], 1e-15);
            assertTrue(kernel == KernelShape.GAUSSIAN || i % 4 != 0 || weights[i] == (i == 4 ? 1 : 0));
        }
        assertArrayEquals(new double[] {0, 0, 1, 1, 1}, values(cut.hard().weight(name -> met)));
        assertArrayEquals(
                new double[] {0, 0, 1, 1, 1},
                values(cut.widened(Expr.constant(0.01)).weight(name -> met)),
                1e-15);
    }
}
