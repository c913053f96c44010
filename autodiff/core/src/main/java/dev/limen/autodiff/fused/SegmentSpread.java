package dev.limen.autodiff.fused;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.Node;
import dev.limen.autodiff.Shape;
import java.util.List;
import java.util.Optional;

/**
 * The value of its event for each object.
 *
 * <pre>
 *   out[o] = x[event of o]      inputs x [.., events, inner], counts [events] INT32 -&gt; [.., objects, inner]
 * </pre>
 *
 * <p>The transpose of {@link SegmentSum}.
 *
 * @param objects {@code [objects]}: of a collection ({@link Shape#objects}) or of fixed length
 * @param inner   number of axes behind that of the events
 */
public record SegmentSpread(Shape objects, int inner) implements SegmentMap {

    @Override
    public String name() {
        return "segment_spread";
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        return List.of(SegmentShapes.ofEvents(name(), objects, inner, inputs).with(objects));
    }

    @Override
    public List<Expr> expand(List<Expr> inputs) {
        return List.of(SegmentExpansion.of(this, inner, inputs).spread(inputs.get(0)));
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        Expr counts = node.input(1);
        Expr pulled = SegmentMap.apply(new SegmentSum(objects, inner), cotangents.get(0), counts);
        return List.of(pulled, Expr.zerosLike(counts));
    }

    @Override
    public Optional<Kernel> plainKernel(List<Shape> inputs) {
        Shape x = inputs.get(0);
        int axis = x.rank() - 1 - inner;
        int outer = x.first(axis).size();
        int events = x.dim(axis);
        int row = x.last(inner).size();
        // A program has compared the counts of a collection with its columns.
        SegmentLoop fixed = objects.isOpen() ? null : new SegmentLoop(outer, events, objects.size(), row);
        return Optional.of((in, out) -> {
            if (fixed != null) {
                fixed.starts(name(), in[1], new int[events + 1]);
            }
            int at = 0;
            for (int o = 0; o < outer; o++) {
                for (int event = 0; event < events; event++) {
                    int count = (int) in[1][event];
                    int from = (o * events + event) * row;
                    if (row == 1) {
                        double value = in[0][from];
                        for (int end = at + count; at < end; at++) {
                            out[0][at] = value;
                        }
                    } else {
                        for (int k = 0; k < count; k++, at += row) {
                            System.arraycopy(in[0], from, out[0], at, row);
                        }
                    }
                }
            }
        });
    }
}
