package dev.limen.autodiff.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.limen.autodiff.Cast;
import dev.limen.autodiff.Compare;
import dev.limen.autodiff.DType;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Implicit;
import dev.limen.autodiff.Primitive;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Sort;
import dev.limen.autodiff.Take;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.PoissonRates;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** That a back end gives plain Java's numbers: every primitive's value, first and second derivatives. */
public abstract class BackendAgreement {
    /** Of the sum of the absolute terms: some thousand roundings. */
    private static final double DOUBLE = 1e-12;
    /** The same for some hundred roundings of FLOAT32. */
    private static final double FLOAT = 1e-5;

    protected abstract Execution execution();

    @ConcurrentTests
    Stream<DynamicTest> valuesAndDerivativesAreThePlainOnes() {
        return Fixtures.all().stream()
                .map(fixture -> dynamicTest(fixture.toString(), () -> compare(fixture, fixture.inputs(), DOUBLE)));
    }

    @ConcurrentTests
    Stream<DynamicTest> inSinglePrecisionToo() {
        return Fixtures.all().stream()
                .filter(fixture -> !fixture.inputs().isEmpty())
                // They compute in FLOAT64 alone.
                .filter(fixture -> !(fixture.primitive() instanceof Implicit))
                .filter(fixture -> !(fixture.primitive() instanceof PoissonRates))
                .map(fixture -> dynamicTest(fixture.toString(), () -> compare(fixture, single(fixture), FLOAT)));
    }

    private static List<Tensor> single(Fixture fixture) {
        return fixture.inputs().stream()
                .map(input -> input.dtype() == DType.FLOAT64
                        ? Tensor.fromDoubles(input.shape(), DType.FLOAT32, input.toDoubles())
                        : input)
                .toList();
    }

    private void compare(Fixture fixture, List<Tensor> inputs, double tolerance) {
        List<Expr> variables = inputs.stream()
                .map(input -> Expr.variable("input", input.shape(), input.dtype()))
                .toList();
        List<Expr> outputs = new ArrayList<>(fixture.apply(variables));
        int values = outputs.size();
        boolean solved = fixture.primitive() instanceof Implicit;
        List<Expr> by = solved
                ? Numbers.differentiable(fixture, variables)
                : variables.stream().filter(v -> v.dtype().isFloating()).toList();
        Expr scalar = projected(fixture.apply(variables));
        for (int order = 1; order <= Math.min(fixture.order(), 2); order++) {
            List<Expr> gradient = Derivatives.gradient(scalar, by);
            outputs.addAll(gradient);
            scalar = projected(gradient);
        }
        Result expected = Program.compile(variables, outputs, Execution.plain()).run(inputs);
        Result got = Program.compile(variables, outputs, execution()).run(inputs);
        for (int k = 0; k < outputs.size(); k++) {
            if (k < values && isExact(fixture.primitive())) {
                assertEquals(expected.output(k), got.output(k));
            } else {
                Numbers.assertClose(
                        expected.output(k).toDoubles(), got.output(k).toDoubles(), tolerance);
            }
        }
    }

    /** Every floating element, squared as well, so that second derivatives do not vanish. */
    private static Expr projected(List<Expr> outputs) {
        return Fixture.floating(outputs).stream()
                .map(out -> out.cast(DType.FLOAT64))
                .map(out -> out.square()
                        .mul(0.3)
                        .add(out)
                        .mul(Numbers.weights(out.shape(), 0.4))
                        .sum())
                .reduce(Expr::add)
                .orElse(Expr.constant(0));
    }

    private static boolean isExact(Primitive primitive) {
        return primitive instanceof Sort
                || primitive instanceof Cast
                || primitive instanceof Take
                || primitive instanceof Compare;
    }
}
