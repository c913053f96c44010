package dev.limen.autodiff.fused;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Graph;
import dev.limen.autodiff.Node;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.PoissonRates.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Batch axes: a batch is a loop, and where one vector only varies, a matrix product. */
class PoissonRatesBatchTest {
    private static final RateCase CASE = RateCase.mixed(0.4, 0.7, -0.6);
    private static final int LANES = 6;
    private static final Shape BATCH = Shape.of(2, 3);

    /** Kernel and expansion, with batch axes on every other input, the last of them on one. */
    @ParameterizedTest
    @EnumSource(Role.class)
    void kernelWithBatchAxesIsALoop(Role role) {
        PoissonRates primitive = new PoissonRates(CASE.structure(), role);
        for (int phase = 0; phase < 3; phase++) {
            List<Tensor> values = new ArrayList<>();
            List<Expr> inputs = new ArrayList<>();
            List<Tensor> single = CASE.inputs(role);
            for (int i = 0; i < single.size(); i++) {
                Shape lead =
                        phase == 2 ? BATCH : (i + phase) % 3 == 0 ? BATCH : i % 3 == 1 ? BATCH.last(1) : Shape.scalar();
                values.add(moved(single.get(i), lead, i));
                inputs.add(Expr.variable("x", values.get(i).shape()));
            }
            List<Expr> kernel = Node.apply(primitive, inputs).outputs();
            Result all = Program.compile(inputs, kernel, Execution.plain()).run(values);
            Result expanded = Program.compile(inputs, primitive.expand(inputs), Execution.plain())
                    .run(values);
            for (int k = 0; k < kernel.size(); k++) {
                double[] got = all.output(k).toDoubles();
                assertArrayEquals(
                        expanded.output(k).toDoubles(),
                        got,
                        1e-12 * (1 + largest(got)),
                        role + " expanded, output " + k);
            }
            for (int lane = 0; lane < LANES; lane++) {
                sameBits(primitive, single, values, all, lane);
            }
        }
    }

    private static void sameBits(
            PoissonRates primitive, List<Tensor> single, List<Tensor> values, Result all, int lane) {
        List<Expr> inputs = new ArrayList<>();
        List<Tensor> one = new ArrayList<>();
        for (int i = 0; i < single.size(); i++) {
            one.add(laneOf(values.get(i), single.get(i).shape(), lane));
            inputs.add(Expr.variable("x", single.get(i).shape()));
        }
        List<Expr> outputs = Node.apply(primitive, inputs).outputs();
        Result result = Program.compile(inputs, outputs, Execution.plain()).run(one);
        for (int k = 0; k < outputs.size(); k++) {
            assertEquals(
                    result.output(k),
                    laneOf(all.output(k), outputs.get(k).shape(), lane),
                    primitive.role() + ", lane " + lane);
        }
    }

    private static Tensor laneOf(Tensor batch, Shape core, int lane) {
        double[] values = batch.toDoubles();
        double[] one = new double[core.size()];
        System.arraycopy(values, lane * one.length % values.length, one, 0, one.length);
        return Tensor.of(core, one);
    }

    private static Tensor moved(Tensor value, Shape lead, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Shape shape = lead.then(value.shape());
        double[] values = new double[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.at(i % value.size()) * random.nextDouble(0.98, 1.02);
        }
        return Tensor.of(shape, values);
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private record LogProbability(List<Expr> inputs, Expr value) {
        static LogProbability of(RateCase c) {
            List<Expr> inputs = PoissonRatesExpansion.variables(PoissonRates.inputs(c.structure(), Role.VALUE));
            Expr value = PoissonRates.logProbability(
                    c.structure(), inputs.get(0), inputs.get(1), inputs.get(2), inputs.get(3), inputs.get(4));
            return new LogProbability(inputs, value);
        }
    }

    /** Also where the likelihood is scaled: -2 log L costs no matrix product. */
    @Test
    void hessianOfALikelihoodIsOneMatrix() {
        LogProbability log = LogProbability.of(CASE);
        Expr theta = log.inputs().get(0);
        Expr hessian = Derivatives.hessian(log.value().mul(-2), theta);
        String listing = Program.compile(log.inputs(), List.of(hessian), Execution.plain())
                .listing();
        assertTrue(listing.contains("poisson_rates_hessian"), listing);
        assertFalse(listing.contains("matmul"), listing);
        assertFalse(listing.contains("poisson_rates_product"), listing);
        Expr direct = Node.apply(new PoissonRates(CASE.structure(), Role.HESSIAN), log.inputs())
                .output(0);
        Result both = Program.compile(log.inputs(), List.of(hessian, direct), Execution.plain())
                .run(CASE.inputs(Role.VALUE));
        double[] expected = both.output(1).toDoubles();
        for (int i = 0; i < expected.length; i++) {
            assertEquals(-2 * expected[i], both.output(0).at(i), 1e-12 * Math.abs(expected[i]));
        }
    }

    @Test
    void jacobianOfTheRatesIsOneMatrix() {
        List<Expr> inputs = PoissonRatesExpansion.variables(PoissonRates.inputs(CASE.structure(), Role.RATES));
        Expr rates = PoissonRates.rates(CASE.structure(), inputs.get(0), inputs.get(1), inputs.get(2), inputs.get(3));
        String listing = Program.compile(inputs, List.of(Derivatives.jacobian(rates, inputs.get(0))), Execution.plain())
                .listing();
        assertTrue(listing.contains("poisson_rates_rate_jacobian"), listing);
        assertFalse(listing.contains("poisson_rates_rate_pullback"), listing);
    }

    /** Hessians of several parameter points at once: axes of the points before those of the vectors. */
    @Test
    void hessiansInABatch() {
        LogProbability log = LogProbability.of(CASE);
        Expr theta = log.inputs().get(0);
        Expr hessian = Derivatives.hessian(log.value(), theta);
        Expr points = Expr.variable("points", Shape.of(9, 9));
        Expr rows = new Graph(List.of(theta), List.of(hessian))
                .batch(List.of(points))
                .get(0);
        List<Expr> inputs = new ArrayList<>(log.inputs());
        inputs.set(0, points);
        List<Tensor> values = new ArrayList<>(CASE.inputs(Role.VALUE));
        Tensor stacked = moved(values.get(0), Shape.of(9), 3);
        List<Tensor> batch = new ArrayList<>(values);
        batch.set(0, stacked);
        Tensor all = Program.compile(inputs, List.of(rows), Execution.plain())
                .run(batch)
                .output(0);
        Program one = Program.compile(log.inputs(), List.of(hessian), Execution.plain());
        for (int lane = 0; lane < 9; lane++) {
            values.set(0, laneOf(stacked, theta.shape(), lane));
            // Points side by side multiply and add in another order.
            double[] expected = one.run(values).output(0).toDoubles();
            assertArrayEquals(expected, laneOf(all, hessian.shape(), lane).toDoubles(), 1e-14 * largest(expected));
        }
    }

    /** The derivative of a Hessian by everything, in a batch of directions as long as the one inside. */
    @Test
    void jacobianOfAHessianVectorProductByItsVector() {
        LogProbability log = LogProbability.of(CASE);
        Expr theta = log.inputs().get(0);
        Expr hessian = Derivatives.hessian(log.value(), theta);
        Expr third = Derivatives.jacobian(hessian.sum(1), theta);
        Program program = Program.compile(log.inputs(), List.of(third, hessian.sum(1)), Execution.plain());
        List<Tensor> values = new ArrayList<>(CASE.inputs(Role.VALUE));
        double[] got = program.run(values).output(0).toDoubles();
        double h = 1e-4;
        for (int j = 0; j < 9; j++) {
            double[][] at = new double[2][];
            for (int side = 0; side < 2; side++) {
                double[] moved = CASE.theta().clone();
                moved[j] += side == 0 ? -h : h;
                values.set(0, Tensor.of(moved));
                at[side] = program.run(values).output(1).toDoubles();
            }
            for (int i = 0; i < 9; i++) {
                // Second-order differences of numbers of about 1e3 with fifth derivatives of about 1e6.
                assertEquals((at[1][i] - at[0][i]) / (2 * h), got[i * 9 + j], 1e-5 * largest(got));
            }
        }
    }
}
