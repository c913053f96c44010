package dev.limen.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kernel-density histograms and their gradients against relaxed's. Left out: its densities, which this library does not
 * have, and its gradients by the bandwidth of reflected histograms, which are NaN.
 */
class RelaxedHistogramTest {

    // Both sides round sums of n terms of order 1 (contents), or 1/h (slopes).
    private static final double ROUNDING = 1e-13;

    @ParameterizedTest
    @ValueSource(strings = {"hist_50.json", "hist_1000.json", "hist_10000.json"})
    void valuesAndGradients(String name) {
        JsonNode file = Relaxed.read(name);
        double[] data = Relaxed.vector(file.get("data"));
        int compared = 0;
        for (JsonNode recorded : file.get("cases")) {
            if (!recorded.get("density").asBoolean()) {
                double[] edges =
                        Relaxed.vector(file.at("/bins/" + recorded.get("bins").asText()));
                double[] weights =
                        Relaxed.vector(file.at("/w/" + recorded.get("bins").asText()));
                compare(recorded, data, edges, weights);
                compared++;
            }
        }
        assertEquals(16, compared);
    }

    private static void compare(JsonNode recorded, double[] data, double[] edges, double[] weights) {
        boolean reflected = recorded.get("reflect_infinities").asBoolean();
        double h = recorded.get("bandwidth").asDouble();
        Expr x = Expr.variable("x", Shape.of(Shape.EVENTS));
        Expr e = Expr.variable("edges", Shape.of(edges.length));
        Expr bandwidth = Expr.variable("bandwidth", Shape.scalar());
        Histogram histogram = Histograms.kde(
                x, Expr.onesLike(x), Expr.onesLike(x), e, bandwidth, reflected ? Overflow.REFLECT : Overflow.DROP);
        Expr loss = histogram.sumw().mul(Expr.constant(Tensor.of(weights))).sum();
        List<Expr> inputs = List.of(x, e, bandwidth);
        List<Expr> gradients = Derivatives.gradient(loss, inputs);
        Result result = Program.compile(
                        inputs, List.of(histogram.sumw(), loss, gradients.get(0), gradients.get(1), gradients.get(2)))
                .run(Tensor.of(data), Tensor.of(edges), Tensor.scalar(h));
        double contents = ROUNDING * data.length;
        double slopes = contents / h;
        assertArrayEquals(Relaxed.vector(recorded.get("hist")), result.output(0).toDoubles(), contents, "contents");
        assertEquals(recorded.get("loss").asDouble(), result.output(1).item(), contents * weights.length, "loss");
        double[] byData = result.output(2).toDoubles();
        double[] recordedByData = Relaxed.vector(recorded.get("grad_data"));
        double sum = 0;
        for (int i = 0; i < byData.length; i++) {
            sum += byData[i];
            if (i < recordedByData.length) {
                assertEquals(recordedByData[i], byData[i], 100 * ROUNDING / h, "by event " + i);
            }
        }
        assertEquals(recorded.get("grad_data_sum").asDouble(), sum, slopes, "sum over events");
        assertArrayEquals(
                Relaxed.vector(recorded.get("grad_bins")), result.output(3).toDoubles(), slopes, "by edges");
        if (!reflected) {
            assertEquals(
                    recorded.get("grad_bandwidth").asDouble(), result.output(4).item(), slopes, "by bandwidth");
        }
    }
}
