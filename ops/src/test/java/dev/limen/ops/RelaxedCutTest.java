package dev.limen.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Soft cuts and their gradients against relaxed's, whose slope is one over the width. */
class RelaxedCutTest {

    @Test
    void weightsAndGradients() {
        JsonNode file = Relaxed.read("cut.json");
        double[] data = Relaxed.vector(file.get("data"));
        Expr events = Expr.constant(Tensor.of(Relaxed.vector(file.get("w"))));
        Expr x = Expr.variable("x", Shape.of(data.length));
        Expr threshold = Expr.variable("threshold", Shape.scalar());
        Expr width = Expr.variable("width", Shape.scalar());
        for (JsonNode recorded : file.get("cases")) {
            boolean above = recorded.get("keep").asText().equals("above");
            Expr weight = new Cut.Step("x", threshold, width, above).weight(name -> x);
            Expr loss = weight.mul(events).sum();
            List<Expr> inputs = List.of(x, threshold, width);
            List<Expr> gradients = Derivatives.gradient(loss, inputs);
            double slope = recorded.get("slope").asDouble();
            Result result = Program.compile(
                            inputs, List.of(weight, loss, gradients.get(0), gradients.get(1), gradients.get(2)))
                    .run(Tensor.of(data), Tensor.scalar(recorded.get("cut").asDouble()), Tensor.scalar(1 / slope));
            // Weights near 0 and 1 and their slopes carry the rounding of slope * (x - threshold), up to 2000.
            double rounding = 1e-13 * Math.max(1, slope);
            assertArrayEquals(
                    Relaxed.vector(recorded.get("weights")), result.output(0).toDoubles(), rounding);
            assertEquals(recorded.get("loss").asDouble(), result.output(1).item(), 10 * rounding);
            double[] byData = result.output(2).toDoubles();
            double[] recordedByData = Relaxed.vector(recorded.get("dloss_ddata"));
            for (int i = 0; i < byData.length; i++) {
                agree(recordedByData[i], byData[i], slope * rounding);
            }
            agree(recorded.get("dloss_dcut").asDouble(), result.output(3).item(), 10 * slope * rounding);
            double bySlope = -result.output(4).item() / (slope * slope);
            agree(recorded.get("dloss_dslope").asDouble(), bySlope, 10 * rounding);
        }
        assertEquals(30, file.get("cases").size());
    }

    /** Where exp overflows relaxed's slopes are NaN; here they are finite. */
    private static void agree(double recorded, double actual, double tolerance) {
        if (Double.isNaN(recorded)) {
            assertTrue(Double.isFinite(actual));
        } else {
            assertEquals(recorded, actual, tolerance);
        }
    }
}
