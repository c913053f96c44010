package dev.limen.autodiff.fused;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What {@link DenseStack} means, in matrix products and functions of elements. */
final class DenseStackExpansion {
    private final DenseStack stack;
    private final List<Expr> inputs;
    private final DenseStackShapes shapes;

    DenseStackExpansion(DenseStack stack, List<Expr> inputs) {
        this.stack = stack;
        this.inputs = inputs;
        this.shapes =
                DenseStackShapes.of(stack, inputs.stream().map(Expr::shape).toList());
    }

    /** All outputs of the role. */
    List<Expr> outputs() {
        List<Expr> core = stack.role() == DenseStack.Role.VALUE ? value() : pullback();
        List<Shape> wanted = shapes.outputs();
        List<Expr> outputs = new ArrayList<>();
        for (int k = 0; k < wanted.size(); k++) {
            // What does not vary along some batch axes is repeated along them; a row axis of length 1 goes.
            Shape behind =
                    wanted.get(k).last(wanted.get(k).rank() - shapes.batch().rank());
            Expr e = core.get(k);
            int rank = stack.rowAxes() == 0 && rowLike(k) ? behind.rank() + 1 : behind.rank();
            Shape lead = e.shape().first(e.shape().rank() - rank);
            outputs.add(e.reshape(lead.then(behind)).broadcastTo(wanted.get(k)));
        }
        return outputs;
    }

    private boolean rowLike(int output) {
        return stack.role() == DenseStack.Role.VALUE || output == 0;
    }

    private List<Expr> value() {
        int layers = stack.layers();
        Expr h = rows(0);
        List<Expr> outputs = new ArrayList<>();
        for (int k = 1; k <= layers; k++) {
            Expr z = h.matmul(weight(k, h));
            Expr b = inputs.get(layers + k);
            Shape lead = Shape.commonLeading(
                    stack.name(), List.of(lead(z), b.shape().first(b.shape().rank() - 1)));
            Shape full = lead.then(z.shape().last(rank()));
            int[] ones = IntStream.generate(() -> 1).limit(rank() - 1).toArray();
            Shape stretched = b.shape()
                    .first(b.shape().rank() - 1)
                    .then(Shape.of(ones))
                    .then(b.shape().last(1));
            h = stack.activations()
                    .get(k - 1)
                    .apply(z.broadcastTo(full).add(b.reshape(stretched).broadcastTo(full)));
            outputs.add(h);
        }
        outputs.add(0, outputs.remove(layers - 1));
        return outputs;
    }

    private List<Expr> pullback() {
        int layers = stack.layers();
        List<Expr> weights = new ArrayList<>();
        List<Expr> biases = new ArrayList<>();
        Expr flow = rows(2 * layers + 1);
        for (int k = layers; k >= 1; k--) {
            Expr h = rows(layers + k);
            Shape lead = Shape.commonLeading(stack.name(), List.of(lead(h), lead(flow)));
            Shape full = lead.then(h.shape().last(rank()));
            Expr d = stack.activations().get(k - 1).pullback(h.broadcastTo(full), flow.broadcastTo(full));
            Expr below = k == 1 ? rows(0) : rows(layers + k - 1);
            Expr byWeight = below.transpose().matmul(d);
            int outer = byWeight.shape().rank() - rank();
            weights.add(
                    0, byWeight.sum(IntStream.range(outer, outer + rank() - 2).toArray()));
            int start = d.shape().rank() - rank();
            biases.add(0, d.sum(IntStream.range(start, start + rank() - 1).toArray()));
            flow = d.matmul(weight(k, d).transpose());
        }
        List<Expr> outputs = new ArrayList<>(List.of(flow));
        outputs.addAll(weights);
        outputs.addAll(biases);
        return outputs;
    }

    /** Axes of a value with rows, without batch axes: one of rows at least. */
    private int rank() {
        return Math.max(2, stack.rowAxes() + 1);
    }

    private Shape lead(Expr e) {
        return e.shape().first(e.shape().rank() - rank());
    }

    /** An input with rows; a single row gets an axis. */
    private Expr rows(int input) {
        Expr e = inputs.get(input);
        if (stack.rowAxes() > 0) {
            return e;
        }
        Shape lead = e.shape().first(e.shape().rank() - 1);
        return e.reshape(lead.then(Shape.of(1)).then(e.shape().last(1)));
    }

    /** The weights of layer k, their batch axes in front of all but the last axis of the rows they meet. */
    private Expr weight(int k, Expr met) {
        Expr w = inputs.get(k);
        if (w.shape().rank() == 2 || rank() == 2) {
            return w;
        }
        Shape lead = w.shape().first(w.shape().rank() - 2);
        Shape outer = met.shape().last(rank()).first(rank() - 2);
        int[] ones = IntStream.generate(() -> 1).limit(outer.rank()).toArray();
        return w.reshape(lead.then(Shape.of(ones)).then(w.shape().last(2)))
                .broadcastTo(lead.then(outer).then(w.shape().last(2)));
    }
}
