package dev.limen.autodiff.fused;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Node;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.PoissonRates.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every role against its expansion, its derivative rule against differences, and both with zero factors and batch axes. */
class PoissonRatesTest {
    private static final int POSITIVE_RATES = 4;

    private static final List<RateCase> CASES = List.of(
            RateCase.mixed(0.4, 0.7, -0.6),
            RateCase.mixed(-1.7, -0.2, 1.4),
            RateCase.mixed(1.2, 1.5, -1.3).with(0, 0.9, 1.2, 1.5, -1.3, 1.1, 0.8, 1.2, 7),
            RateCase.measured(),
            // Rates of 0 with counts of 0 and above: derivatives of the log-probability are conventions.
            RateCase.mixed(0.4, 0.7, -0.6)
                    .with(0, 0, 0.4, 0.7, -0.6, 0, 0.8, 1.2, 7)
                    .withCounts(0, 3, 2),
            RateCase.mixed(0.4, 0.7, -0.6)
                    .with(0.3, 0, 0.4, 0.7, -0.6, 0, 0, 1.2, 7)
                    .withCounts(0, 0, 2));

    /** Where the role can be differentiated. */
    static Stream<Arguments> smoothCasesAndRoles() {
        return casesAndRoles()
                .filter(a -> (int) a.get()[0] < POSITIVE_RATES || ((Role) a.get()[1]).compareTo(Role.VALUE) < 0);
    }

    static Stream<Arguments> casesAndRoles() {
        return CASES.stream()
                .flatMap(c -> Arrays.stream(Role.values()).map(role -> Arguments.of(CASES.indexOf(c), role)));
    }

    private static List<Expr> variables(List<Tensor> values) {
        return values.stream().map(value -> Expr.variable("x", value.shape())).toList();
    }

    private static List<double[]> run(List<Expr> inputs, List<Expr> outputs, List<Tensor> values) {
        Result result = Program.compile(inputs, outputs, Execution.plain()).run(values);
        return IntStream.range(0, outputs.size())
                .mapToObj(k -> result.output(k).toDoubles())
                .toList();
    }

    private static List<Expr> apply(RateCase c, Role role, List<Expr> inputs) {
        return Node.apply(new PoissonRates(c.structure(), role), inputs).outputs();
    }

    /** Differences of sums in another order: rounding of terms of about 1e3. */
    private static void assertClose(List<double[]> expected, List<double[]> actual, double tolerance, String what) {
        double scale = expected.stream()
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        for (int k = 0; k < expected.size(); k++) {
            assertArrayEquals(expected.get(k), actual.get(k), tolerance * (1 + scale), what + ", output " + k);
        }
    }

    @ParameterizedTest
    @MethodSource("casesAndRoles")
    void kernelComputesTheExpansion(int index, Role role) {
        RateCase c = CASES.get(index);
        List<Tensor> values = c.inputs(role);
        List<Expr> inputs = variables(values);
        List<Expr> expanded = new PoissonRates(c.structure(), role).expand(inputs);
        assertClose(
                run(inputs, expanded, values),
                run(inputs, apply(c, role, inputs), values),
                1e-14,
                "case " + index + " " + role);
    }

    @ParameterizedTest
    @MethodSource("casesAndRoles")
    void outputsThatNothingReadsAreLeftOut(int index, Role role) {
        RateCase c = CASES.get(index);
        List<Tensor> values = c.inputs(role);
        List<Expr> inputs = variables(values);
        List<Expr> outputs = apply(c, role, inputs);
        List<double[]> all = run(inputs, outputs, values);
        for (int subset = 1; subset < 1 << outputs.size(); subset++) {
            int wanted = subset;
            List<Integer> some = IntStream.range(0, outputs.size())
                    .filter(k -> (wanted >> k & 1) == 1)
                    .boxed()
                    .toList();
            List<double[]> part = run(inputs, some.stream().map(outputs::get).toList(), values);
            for (int k = 0; k < some.size(); k++) {
                assertArrayEquals(all.get(some.get(k)), part.get(k), some + ", output " + k);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("smoothCasesAndRoles")
    void ruleAgreesWithCentralDifferences(int index, Role role) {
        RateCase c = CASES.get(index);
        List<Tensor> values = c.inputs(role);
        List<Expr> inputs = variables(values);
        List<Expr> outputs = apply(c, role, inputs);
        SplittableRandom random = new SplittableRandom(5);
        List<Expr> cotangents = outputs.stream()
                .map(out -> Expr.constant(RateCase.random(out.shape(), random)))
                .toList();
        Expr total = Expr.zeros(Shape.scalar());
        for (int k = 0; k < outputs.size(); k++) {
            total = total.add(outputs.get(k).mul(cotangents.get(k)).sum());
        }
        Program program = Program.compile(inputs, List.of(total), Execution.plain());
        List<double[]> gradient = run(inputs, Derivatives.vjp(outputs, cotangents, inputs), values);
        List<double[]> differences = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            differences.add(differences(program, values, i));
        }
        assertClose(differences, gradient, 2e-9, "case " + index + " " + role);
    }

    /** Central differences of fourth order. */
    private static double[] differences(Program program, List<Tensor> values, int input) {
        double[] at = values.get(input).toDoubles();
        double[] differences = new double[at.length];
        double h = 2e-4;
        for (int j = 0; j < at.length; j++) {
            double[] sampled = new double[4];
            for (int k = 0; k < 4; k++) {
                double[] moved = at.clone();
                moved[j] += h * new double[] {-2, -1, 1, 2}[k];
                List<Tensor> shifted = new ArrayList<>(values);
                shifted.set(input, Tensor.of(values.get(input).shape(), moved));
                sampled[k] = program.run(shifted).output(0).item();
            }
            differences[j] = (8 * (sampled[2] - sampled[1]) - (sampled[3] - sampled[0])) / (12 * h);
        }
        return differences;
    }

    @ParameterizedTest
    @MethodSource("casesAndRoles")
    void forwardAndReverseDerivativesAgree(int index, Role role) {
        RateCase c = CASES.get(index);
        List<Tensor> values = c.inputs(role);
        List<Expr> inputs = variables(values);
        List<Expr> outputs = apply(c, role, inputs);
        SplittableRandom random = new SplittableRandom(23);
        List<Expr> u = outputs.stream()
                .map(out -> Expr.constant(RateCase.random(out.shape(), random)))
                .toList();
        List<Expr> v = inputs.stream()
                .map(in -> Expr.constant(RateCase.random(in.shape(), random)))
                .toList();
        Expr forward = dot(u, Derivatives.jvp(outputs, inputs, v));
        Expr reverse = dot(Derivatives.vjp(outputs, u, inputs), v);
        List<double[]> both = run(inputs, List.of(forward, reverse), values);
        assertEquals(
                both.get(0)[0], both.get(1)[0], 1e-12 * (1 + Math.abs(both.get(0)[0])), "case " + index + " " + role);
    }

    private static Expr dot(List<Expr> a, List<Expr> b) {
        Expr total = Expr.zeros(Shape.scalar());
        for (int i = 0; i < a.size(); i++) {
            total = total.add(a.get(i).mul(b.get(i)).sum());
        }
        return total;
    }
}
