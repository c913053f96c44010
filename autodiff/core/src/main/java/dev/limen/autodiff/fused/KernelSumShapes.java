package dev.limen.autodiff.fused;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The shapes of one application of {@link KernelSum}: leading axes of each input, number of points, number of edges.
 *
 * @param role    which sum
 * @param leading leading batch axes of x, weights, edges and bandwidth
 * @param batch   the common ones
 * @param points  length of the axis of points; may be open
 * @param edges   number of edges
 */
record KernelSumShapes(KernelSum.Role role, List<Shape> leading, Shape batch, int points, int edges) {

    static KernelSumShapes of(KernelSum sum, List<Shape> inputs) {
        boolean bySum = sum.role() == KernelSum.Role.SUM;
        String expected = bySum ? "x [n], w [n], e [edges], h []" : "x [n], c [edges], e [edges], h []";
        String found =
                sum.name() + ": shapes " + inputs + "; expected " + expected + ", each behind batch axes or none";
        if (inputs.size() != 4 || inputs.subList(0, 3).stream().anyMatch(s -> s.rank() == 0)) {
            throw new IllegalArgumentException(found);
        }
        int points = last(inputs.get(0));
        int edges = last(inputs.get(2));
        if (last(inputs.get(1)) != (bySum ? points : edges) || edges < 1) {
            throw new IllegalArgumentException(found);
        }
        List<Shape> leading = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            leading.add(inputs.get(i).first(inputs.get(i).rank() - 1));
        }
        leading.add(inputs.get(3));
        Shape batch = Shape.commonLeading(sum.name(), leading);
        if (batch.isOpen()) {
            throw new IllegalArgumentException(found + "; the axis of events or objects can be x's last only");
        }
        return new KernelSumShapes(sum.role(), leading, batch, points, edges);
    }

    private static int last(Shape shape) {
        return shape.dim(shape.rank() - 1);
    }

    Shape output() {
        return batch.then(Shape.of(role == KernelSum.Role.SUM ? edges : points));
    }

    /** {@code [..., n]} as {@code [..., n, 1]}, repeated to {@code [batch, n, edges]}. */
    Expr byPoint(Expr e) {
        return e.reshape(e.shape().then(Shape.of(1))).broadcastTo(full());
    }

    /** {@code [..., edges]} as {@code [..., 1, edges]}, repeated to {@code [batch, n, edges]}. */
    Expr byEdge(Expr e) {
        Shape lead = e.shape().first(e.shape().rank() - 1);
        return e.reshape(lead.then(Shape.of(1, edges))).broadcastTo(full());
    }

    /** {@code [...]} as {@code [..., 1, 1]}, repeated to {@code [batch, n, edges]}. */
    Expr bandwidth(Expr h) {
        return h.reshape(h.shape().then(Shape.of(1, 1))).broadcastTo(full());
    }

    private Shape full() {
        return batch.then(Shape.of(points, edges));
    }
}
