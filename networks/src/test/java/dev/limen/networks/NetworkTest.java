package dev.limen.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Activation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NetworkTest {
    private static final Network SMALL = Network.inputs(2)
            .dense(3, Activation.TANH)
            .dense(1, Activation.SIGMOID)
            .build();

    @Test
    void weightsAreNamedByLayerAndRole() {
        assertEquals(
                List.of(
                        new NamedShape("0.weight", Shape.of(2, 3)),
                        new NamedShape("0.bias", Shape.of(3)),
                        new NamedShape("1.weight", Shape.of(3, 1)),
                        new NamedShape("1.bias", Shape.of(1))),
                SMALL.weights());
        assertEquals(2, SMALL.inputs());
        assertEquals(1, SMALL.outputs());
    }

    @Test
    void outputIsTheFormulaOfItsLayers() {
        Weights weights = SMALL.initial(1).with(new double[] {1, 2, 3, 4, 5, 6, 0.1, 0.2, 0.3, 0.5, -1, 0.25, 0.75});
        double[] x = {0.3, -0.2};
        Expr y = SMALL.apply(Expr.constant(Tensor.of(Shape.of(1, 2), x)), weights.constants());
        double z = 0.75;
        double[] out = {0.5, -1, 0.25};
        for (int j = 0; j < 3; j++) {
            z += out[j] * Math.tanh(x[0] * (1 + j) + x[1] * (4 + j) + 0.1 * (1 + j));
        }
        // A dozen operations of order 1.
        assertEquals(1 / (1 + Math.exp(-z)), Program.evaluate(y).item(), 1e-15);
    }

    @Test
    void eventAxisAndFixedBatchGiveTheSameBits() {
        List<Expr> variables = SMALL.variables("w.");
        Weights weights = SMALL.initial(3);
        double[] x = new double[2 * 5000];
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.sin(i);
        }
        assertArrayEquals(
                run(variables, weights, Shape.of(5000, 2), x), run(variables, weights, Shape.of(Shape.EVENTS, 2), x));
    }

    private static double[] run(List<Expr> variables, Weights weights, Shape shape, double[] x) {
        Expr input = Expr.variable("x", shape);
        List<Expr> inputs = new ArrayList<>(variables);
        inputs.add(input);
        List<Tensor> values = new ArrayList<>(weights.tensors());
        values.add(Tensor.of(Shape.of(5000, 2), x));
        return Program.compile(inputs, List.of(SMALL.apply(input, variables)))
                .run(values)
                .output(0)
                .toDoubles();
    }

    @Test
    void initialWeightsDependOnTheSeedOnly() {
        assertEquals(SMALL.initial(5), SMALL.initial(5));
        assertNotEquals(SMALL.initial(5), SMALL.initial(6));
        // The same tensor in a larger network: numbers are keyed by layer, role and element.
        Network longer = Network.inputs(2)
                .dense(3, Activation.TANH)
                .dense(4, Activation.TANH)
                .build();
        assertEquals(SMALL.initial(5).get("0.weight"), longer.initial(5).get("0.weight"));
    }

    @Test
    void float32NetworkKeepsFloatWeightsAndTakesDoubleColumns() {
        Network network = Network.inputs(2).dense(3, Activation.TANH).float32().build();
        Weights weights = network.initial(1);
        assertEquals(DType.FLOAT32, weights.get("0.weight").dtype());
        Expr x = Expr.constant(Tensor.of(Shape.of(1, 2), 0.1, 0.2));
        Expr y = network.apply(x, weights.constants());
        assertEquals(DType.FLOAT64, y.dtype());
        for (double value : Program.evaluate(y).toDoubles()) {
            assertEquals((float) value, value);
        }
    }

    @Test
    void flatNumbersGoInAndOutUnchanged() {
        Weights weights = SMALL.initial(2);
        assertEquals(weights, weights.with(weights.flat()));
        assertEquals(13, weights.size());
        double[] flat = weights.flat();
        flat[4] = Double.NaN;
        String message = assertThrows(IllegalArgumentException.class, () -> weights.with(flat))
                .getMessage();
        assertTrue(message.contains("element 4 of '0.weight' is NaN"), message);
    }

    @Test
    void whatDoesNotFitIsNamed() {
        List<Expr> weights = SMALL.initial(1).constants();
        refused("inputs of shape [events,3]", Expr.variable("x", Shape.of(Shape.EVENTS, 3)), weights);
        refused("inputs of shape [2]", Expr.variable("x", Shape.of(2)), weights);
        Expr x = Expr.variable("x", Shape.of(Shape.EVENTS, 2));
        refused("3 weights for 4", x, weights.subList(0, 3));
        List<Expr> wrong = new ArrayList<>(weights);
        wrong.set(2, weights.get(0));
        refused("weight '1.weight' got FLOAT64[2,3]; expected FLOAT64[3,1]", x, wrong);
    }

    private static void refused(String expected, Expr x, List<Expr> weights) {
        String message = assertThrows(IllegalArgumentException.class, () -> SMALL.apply(x, weights))
                .getMessage();
        assertTrue(message.contains(expected), message);
    }
}
