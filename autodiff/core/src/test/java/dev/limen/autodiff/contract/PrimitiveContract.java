package dev.limen.autodiff.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Fused;
import dev.limen.autodiff.GradientCheck;
import dev.limen.autodiff.Graph;
import dev.limen.autodiff.Implicit;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What every primitive promises, tried for each {@link Fixtures fixture} on a back end. A back end's tests extend this
 * class and say which.
 */
public abstract class PrimitiveContract {

    /** Functions of order one: a few units in the last place, or the reference's own accuracy. */
    private static final double VALUE = 1e-13;
    /** Extrapolated differences are good to about 1e-11; minima are found to 1e-10 in place. */
    private static final double DIFFERENCE = 2e-9;

    /** The execution under test. */
    protected abstract Execution execution();

    /** Runs after which the back end's code is compiled. */
    protected int runsToCompile() {
        return Checksums.COMPILED;
    }

    /** Up to which order derivatives are checked, where fixtures have more. */
    protected int highestOrder() {
        return Integer.MAX_VALUE;
    }

    /** Checks first derivatives: by every element, unless a run is so slow that directions must do. */
    protected GradientCheck first(Expr scalar, List<Expr> by, Map<Expr, Tensor> point) {
        return GradientCheck.of(scalar, by, point, GradientCheck.STEP, execution());
    }

    /** Checks derivatives along directions, in which every element counts. */
    protected final GradientCheck alongDirections(Expr scalar, List<Expr> by, Map<Expr, Tensor> point) {
        return Directions.check(scalar, by, point, execution());
    }

    private Stream<DynamicTest> each(
            java.util.function.Predicate<Fixture> suits, java.util.function.Consumer<Fixture> test) {
        return Fixtures.all().stream().filter(suits).map(f -> named(f, () -> test.accept(f)));
    }

    /** A test whose failure names the fixture: reports count dynamic tests only. */
    private static DynamicTest named(Object fixture, Runnable test) {
        return dynamicTest(fixture.toString(), () -> {
            try {
                test.run();
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError(fixture + ": " + failure.getMessage(), failure);
            }
        });
    }

    @ConcurrentTests
    Stream<DynamicTest> valuesAreThoseOfTheDefinition() {
        return each(PrimitiveContract::hasReference, fixture -> {
            List<Expr> variables = fixture.variables();
            List<Expr> outputs = fixture.apply(variables);
            Result got = Program.compile(variables, outputs, execution()).run(fixture.inputs());
            Numbers.assertClose(reference(variables, outputs, fixture.inputs()), got, VALUE);
        });
    }

    @ConcurrentTests
    Stream<DynamicTest> aNaNGoesWhereTheDefinitionSendsIt() {
        return each(
                f -> hasReference(f)
                        && f.inputs().stream().anyMatch(t -> t.dtype().isFloating() && t.size() > 0),
                fixture -> {
                    List<Expr> variables = fixture.variables();
                    List<Expr> outputs = fixture.apply(variables);
                    Program program = Program.compile(variables, outputs, execution());
                    for (int k = 0; k < variables.size(); k++) {
                        if (!variables.get(k).dtype().isFloating()) {
                            continue;
                        }
                        double[] spoilt = fixture.inputs().get(k).toDoubles();
                        spoilt[0] = Double.NaN;
                        List<Tensor> inputs = new ArrayList<>(fixture.inputs());
                        inputs.set(k, Tensor.wrap(variables.get(k).shape(), spoilt));
                        if (fixture.primitive() instanceof Implicit) {
                            assertTrue(Double.isNaN(
                                    program.run(inputs).unchecked(0).at(0)));
                        } else if (fixture.primitive() instanceof Fused) {
                            // Kernels leave out products with zeros, expansions terms that vanish: elements may differ,
                            // but none is lost.
                            List<double[]> expected = reference(variables, outputs, inputs);
                            for (int n = 0; n < expected.size(); n++) {
                                assertTrue(Numbers.hasNaN(
                                                program.run(inputs).output(n).toDoubles())
                                        || !Numbers.hasNaN(expected.get(n)));
                            }
                        } else {
                            Numbers.assertClose(reference(variables, outputs, inputs), program.run(inputs), VALUE);
                        }
                    }
                });
    }

    @ConcurrentTests
    Stream<DynamicTest> derivativesAreThoseOfDifferences() {
        return each(f -> f.order() > 0, fixture -> {
            List<Expr> variables = fixture.variables();
            List<Expr> by = Numbers.differentiable(fixture, variables);
            Expr scalar = Numbers.project(Fixture.floating(fixture.apply(variables)), 0.3);
            for (int order = 1; order <= Math.min(fixture.order(), highestOrder()); order++) {
                Map<Expr, Tensor> point = fixture.point(variables);
                // By every element first; higher orders along directions, in which every element counts.
                GradientCheck check = order == 1 ? first(scalar, by, point) : alongDirections(scalar, by, point);
                check.require(DIFFERENCE, DIFFERENCE);
                scalar = Numbers.project(Derivatives.gradient(scalar, by), 0.7 * order);
            }
        });
    }

    @ConcurrentTests
    Stream<DynamicTest> forwardAndReverseAreTransposed() {
        return each(f -> f.order() > 0, fixture -> {
            List<Expr> variables = fixture.variables();
            List<Expr> by = Numbers.differentiable(fixture, variables);
            List<Expr> outputs = Fixture.floating(fixture.apply(variables));
            List<Expr> u = outputs.stream()
                    .map(out -> Numbers.weights(out.shape(), 0.4))
                    .toList();
            List<Expr> v =
                    by.stream().map(in -> Numbers.weights(in.shape(), 0.9)).toList();
            Expr forward = Numbers.dot(u, Derivatives.jvp(outputs, by, v));
            Expr reverse = Numbers.dot(Derivatives.vjp(outputs, u, by), v);
            Result result = Program.compile(variables, List.of(forward, reverse), execution())
                    .run(fixture.inputs());
            double expected = result.output(1).item();
            assertEquals(expected, result.output(0).item(), 1e-12 * Math.max(1, Math.abs(expected)));
        });
    }

    @ConcurrentTests
    Stream<DynamicTest> aBatchIsALoop() {
        return each(f -> !f.inputs().isEmpty(), fixture -> {
            List<Expr> variables = fixture.variables();
            List<Expr> outputs = fixture.apply(variables);
            Program one = Program.compile(variables, outputs, execution());
            List<Integer> floating = IntStream.range(0, variables.size())
                    .filter(i -> variables.get(i).dtype().isFloating())
                    .boxed()
                    .toList();
            tryBatch(fixture, one, variables, outputs, floating);
            for (int i : floating) {
                tryBatch(fixture, one, variables, outputs, List.of(i));
            }
        });
    }

    private void tryBatch(
            Fixture fixture, Program one, List<Expr> variables, List<Expr> outputs, List<Integer> stacked) {
        Shape batch = Shape.of(2, 3);
        List<Expr> arguments = new ArrayList<>();
        List<Tensor> values = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            Expr variable = variables.get(i);
            Shape shape = stacked.contains(i) ? batch.then(variable.shape()) : variable.shape();
            arguments.add(Expr.variable("batch", shape, variable.dtype()));
            int input = i;
            values.add(
                    stacked.contains(i)
                            ? Numbers.stack(
                                    shape,
                                    IntStream.range(0, 6)
                                            .mapToObj(
                                                    lane -> fixture.moved(lane).get(input))
                                            .toList())
                            : fixture.inputs().get(i));
        }
        List<Expr> batched = new Graph(variables, outputs).batch(arguments);
        Result all = Program.compile(arguments, batched, execution()).run(values);
        for (int lane = 0; lane < 6; lane++) {
            List<Tensor> inputs = new ArrayList<>(fixture.inputs());
            for (int i : stacked) {
                inputs.set(i, fixture.moved(lane).get(i));
            }
            Result single = one.run(inputs);
            for (int k = 0; k < outputs.size(); k++) {
                double[] expected = single.output(k).toDoubles();
                double[] got = all.output(k).toDoubles();
                // An output that depends on none of the stacked inputs is not repeated.
                int from = got.length == expected.length ? 0 : lane * expected.length;
                Numbers.assertClose(expected, java.util.Arrays.copyOfRange(got, from, from + expected.length), VALUE);
            }
        }
    }

    @ConcurrentTests
    Stream<DynamicTest> singlePrecisionIsRounded() {
        return each(
                f -> !(f.primitive() instanceof Implicit)
                        && !(f.primitive() instanceof Fused)
                        && !f.inputs().isEmpty(),
                fixture -> {
                    List<Expr> variables = new ArrayList<>();
                    List<Tensor> inputs = new ArrayList<>();
                    for (Tensor input : fixture.inputs()) {
                        DType type = input.dtype() == DType.FLOAT64 ? DType.FLOAT32 : input.dtype();
                        variables.add(Expr.variable("input", input.shape(), type));
                        inputs.add(Tensor.fromDoubles(input.shape(), type, input.toDoubles()));
                    }
                    List<Expr> outputs = fixture.apply(variables);
                    Result got =
                            Program.compile(variables, outputs, execution()).run(inputs);
                    List<double[]> expected = reference(variables, outputs, inputs);
                    for (int k = 0; k < outputs.size(); k++) {
                        assertEquals(outputs.get(k).dtype(), got.output(k).dtype());
                        for (int i = 0; i < expected.get(k).length; i++) {
                            double x = expected.get(k)[i];
                            // The rounding may go the other way where the reference is next to a tie.
                            double tolerance =
                                    outputs.get(k).dtype() == DType.FLOAT32 ? Math.ulp((float) x) * 0.51 + 1e-13 : 0;
                            assertEquals(x, got.output(k).at(i), tolerance);
                        }
                    }
                });
    }

    @ConcurrentTests
    Stream<DynamicTest> wrongShapesAreRefusedByName() {
        return each(f -> !f.refused().isEmpty(), fixture -> {
            String message = assertThrows(IllegalArgumentException.class, () -> fixture.primitive()
                            .shapes(fixture.refused()))
                    .getMessage();
            assertTrue(message.contains(fixture.primitive().name()), message);
            // Leading axes may be named alone.
            assertTrue(
                    fixture.refused().stream()
                            .anyMatch(shape -> message.contains(shape.toString())
                                    || shape.rank() > 1
                                            && message.contains(shape.first(1).toString())),
                    message);
        });
    }

    @ConcurrentTests
    Stream<DynamicTest> eventsAndObjectsInBlocksGiveWhatAFixedAxisGives() {
        return Fixtures.all().stream()
                .flatMap(OpenAxisFixture::of)
                .map(open -> named(open, () -> open.check(execution())));
    }

    @Test
    void objectsOfEventsInBlocksGiveWhatFixedLengthsGive() {
        for (int events : new int[] {1, 8, 150, 301}) {
            ObjectAnalysis.check(execution(), events, 8);
        }
    }

    /** An interpreter that never compiles and code that has run often enough to be compiled give the same bits. */
    @Test
    @org.junit.jupiter.api.parallel.Execution(ExecutionMode.CONCURRENT)
    void interpretedAndCompiledAgree() throws IOException, InterruptedException {
        Process interpreted = Checksums.interpreted(execution().backend().name());
        String compiled = Checksums.of(execution(), runsToCompile());
        assertEquals(Checksums.output(interpreted), compiled);
    }

    private static boolean hasReference(Fixture fixture) {
        return !(fixture.primitive() instanceof Implicit implicit) || implicit.problem() instanceof Implicit.Solve;
    }

    private static List<double[]> reference(List<Expr> variables, List<Expr> outputs, List<Tensor> inputs) {
        Map<Expr, double[]> values = new IdentityHashMap<>();
        for (int i = 0; i < variables.size(); i++) {
            values.put(variables.get(i), inputs.get(i).toDoubles());
        }
        return Reference.evaluate(outputs, values);
    }
}
