package dev.limen.examples;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.ops.Histogram;
import dev.limen.ops.Histograms;
import dev.limen.ops.Overflow;
import java.util.List;

/** One operator alone: a kernel-density histogram of weighted events, and its derivatives by bandwidth and edges. */
public final class OneOperator {
    private OneOperator() {}

    /** Prints contents, and how the first bin's content moves. */
    public static void main(String[] arguments) {
        Expr mass = Expr.constant(Tensor.of(78, 85, 91, 92, 96, 110, 125, 126)); // GeV
        Expr weight = Expr.constant(Tensor.of(1, 1, 1, 1, 1, -0.5, 2, 2)); // expected events, some negative
        Expr edges = Expr.variable("edges", Shape.of(4));
        Expr bandwidth = Expr.variable("bandwidth", Shape.scalar());

        Histogram h = Histograms.kde(mass, weight, Expr.onesLike(mass), edges, bandwidth, Overflow.DROP);
        List<Expr> inputs = List.of(edges, bandwidth);
        List<Expr> slopes = Derivatives.gradient(h.sumw().get(0), inputs);
        Result result = Program.compile(inputs, List.of(h.sumw(), h.sumw2(), slopes.get(0), slopes.get(1)))
                .run(Tensor.of(70, 95, 120, 130), Tensor.scalar(3));
        for (int bin = 0; bin < h.bins(); bin++) {
            double error = Math.sqrt(result.output(1).at(bin));
            System.out.printf(
                    "bin %d: %.4f +- %.4f events%n", bin, result.output(0).at(bin), error);
        }
        System.out.printf(
                "bin 0 by its upper edge: %.4f events/GeV%n", result.output(2).at(1));
        System.out.printf(
                "bin 0 by the bandwidth: %.4f events/GeV%n", result.output(3).item());
    }
}
