package dev.limen.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.GradientCheck;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Activation;
import dev.limen.autodiff.fused.Segments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class DeepSetTest {
    private static final DeepSet SET = new DeepSet(
            Network.inputs(2)
                    .dense(4, Activation.TANH)
                    .dense(3, Activation.SILU)
                    .build(),
            Network.inputs(4)
                    .dense(5, Activation.TANH)
                    .dense(1, Activation.SIGMOID)
                    .build());
    private static final Tensor COUNTS = Tensor.ofInts(3, 0, 2);
    private static final Tensor OBJECTS = Tensor.of(Shape.of(5, 2), 1, 2, -1, 0.5, 0.3, -2, 0.7, 0.1, -0.4, 1.1);
    private static final Tensor W = Tensor.of(1, 0.5, 1, 0.2, 1);
    private static final Tensor EVENTS = Tensor.of(Shape.of(3, 1), 0.3, -1, 2);

    private static double[] value(Tensor counts, Tensor objects, Tensor w) {
        return Program.evaluate(SET.apply(
                        Segments.of(counts),
                        Expr.constant(objects),
                        Expr.constant(w),
                        Expr.constant(EVENTS),
                        SET.initial(1).constants()))
                .toDoubles();
    }

    @Test
    void theOrderOfObjectsAndThoseOfWeightZeroDoNotMatter() {
        double[] y = value(COUNTS, OBJECTS, W);
        Tensor swapped = Tensor.of(Shape.of(5, 2), 0.3, -2, -1, 0.5, 1, 2, -0.4, 1.1, 0.7, 0.1);
        assertArrayEquals(y, value(COUNTS, swapped, Tensor.of(1, 0.5, 1, 1, 0.2)), 1e-15);
        Tensor more = Tensor.of(Shape.of(6, 2), 1, 2, -1, 0.5, 0.3, -2, 9, 9, 0.7, 0.1, -0.4, 1.1);
        assertArrayEquals(y, value(Tensor.ofInts(3, 1, 2), more, Tensor.of(1, 0.5, 1, 0, 0.2, 1)), 1e-15);
    }

    @Test
    void anEventWithoutObjectsHasTheSumZero() {
        List<Expr> weights = SET.initial(1).constants();
        Expr alone = SET.rho()
                .apply(Expr.constant(Tensor.of(Shape.of(1, 4), 0, 0, 0, -1)), weights.subList(4, weights.size()));
        assertEquals(Program.evaluate(alone).at(0), value(COUNTS, OBJECTS, W)[1], 1e-15);
    }

    private static List<double[]> derivatives(Segments segments, Shape events) {
        Expr objects = Expr.variable("objects", segments.objects().then(Shape.of(2)));
        Expr w = Expr.variable("w", segments.objects());
        Expr columns = Expr.variable("columns", events.then(Shape.of(1)));
        List<Expr> weights = SET.variables("");
        Map<Expr, Tensor> point = new LinkedHashMap<>(Map.of(objects, OBJECTS, w, W, columns, EVENTS));
        Weights numbers = SET.initial(1);
        for (int k = 0; k < weights.size(); k++) {
            point.put(weights.get(k), numbers.tensors().get(k));
        }
        Expr value = SET.apply(segments, objects, w, columns, weights).square().sum();
        List<Expr> by = new ArrayList<>(List.of(objects, w, columns));
        by.addAll(weights);
        if (!segments.objects().isOpen()) {
            GradientCheck.of(value, by, point, 0.005, Execution.plain()).require(1e-8, 1e-8);
        } else {
            point.put(segments.counts(), COUNTS);
        }
        List<Expr> inputs = List.copyOf(point.keySet());
        return Program.compile(inputs, Derivatives.gradient(value, by))
                .run(inputs.stream().map(point::get).toList())
                .outputs()
                .stream()
                .map(Tensor::toDoubles)
                .toList();
    }

    @Test
    void derivativesAgreeWithDifferencesAndOnTheEventAxis() {
        List<double[]> fixed = derivatives(Segments.of(COUNTS), Shape.of(3));
        List<double[]> events = derivatives(Segments.of("jets"), Shape.events());
        for (int k = 0; k < fixed.size(); k++) {
            assertArrayEquals(fixed.get(k), events.get(k), 1e-14);
        }
    }

    @Test
    void weightsAreNamedByTheirPart() {
        assertEquals("phi.0.weight", SET.initial(0).names().get(0));
        assertEquals("rho.1.bias", SET.initial(0).names().get(7));
        assertEquals(1, SET.eventInputs());
    }

    @Test
    void aSetWithoutEventColumnsIn32Bits() {
        DeepSet set = new DeepSet(
                Network.inputs(2).dense(3, Activation.RELU).float32().build(),
                Network.inputs(3).dense(2, Activation.TANH).float32().build());
        Expr y = set.apply(
                Segments.of(COUNTS),
                Expr.constant(OBJECTS),
                Expr.fill(Shape.of(5), DType.FLOAT64, 1),
                set.initial(3).constants());
        assertEquals(Shape.of(3, 2), y.shape());
        for (double value : Program.evaluate(y).toDoubles()) {
            assertEquals((float) value, value);
        }
    }

    @Test
    void whatDoesNotFitIsNamed() {
        Network phi = Network.inputs(2).dense(3, Activation.TANH).build();
        refused(
                "rho takes 2",
                () -> new DeepSet(
                        phi, Network.inputs(2).dense(1, Activation.TANH).build()));
        refused(
                "batch normalisation",
                () -> new DeepSet(phi, Network.inputs(3).batchNorm().build()));
        refused(
                "0 event columns; expected 1",
                () -> SET.apply(
                        Segments.of(COUNTS),
                        Expr.constant(OBJECTS),
                        Expr.constant(W),
                        SET.initial(0).constants()));
        refused(
                "object weights of shape [2]",
                () -> SET.apply(
                        Segments.of(COUNTS),
                        Expr.constant(OBJECTS),
                        Expr.constant(1, 1),
                        Expr.constant(EVENTS),
                        SET.initial(0).constants()));
    }

    private static void refused(String expected, Executable what) {
        String message = assertThrows(IllegalArgumentException.class, what).getMessage();
        assertTrue(message.contains(expected), message);
    }
}
