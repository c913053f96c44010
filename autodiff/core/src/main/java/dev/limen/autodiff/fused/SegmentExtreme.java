package dev.limen.autodiff.fused;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.FusedKernel;
import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.Node;
import dev.limen.autodiff.Reduce;
import dev.limen.autodiff.Segmented;
import dev.limen.autodiff.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The largest or smallest value among the objects of each event.
 *
 * <pre>
 *   out[e] = max over the objects o of event e of x[o]      inputs x [.., objects, inner], counts [events] INT32 -&gt; [.., events, inner]
 * </pre>
 *
 * <p>{@code empty} for an event without objects; NaN if one of its objects is. The derivative is that of the first of equal extreme
 * objects ({@link SegmentRank}): a subgradient at a tie.
 *
 * @param op      {@link Reduce.Op#MAX} or {@link Reduce.Op#MIN}
 * @param empty   the value of an event without objects
 * @param objects {@code [objects]}: of a collection ({@link Shape#objects}) or of fixed length
 * @param inner   number of axes behind that of the objects
 */
public record SegmentExtreme(Reduce.Op op, double empty, Shape objects, int inner) implements FusedKernel, Segmented {

    public SegmentExtreme {
        if (op != Reduce.Op.MAX && op != Reduce.Op.MIN) {
            throw new IllegalArgumentException("segment extreme: " + op + "; expected MAX or MIN");
        }
    }

    @Override
    public String name() {
        return "segment_" + op.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        SegmentShapes shapes = SegmentShapes.ofObjects(name(), objects, inner, inputs);
        return List.of(shapes.with(shapes.counts()));
    }

    @Override
    public List<DType> dtypes(List<DType> inputs) {
        SegmentShapes.requireTypes(name(), inputs);
        return List.of(inputs.get(0));
    }

    @Override
    public List<Expr> expand(List<Expr> inputs) {
        SegmentExpansion expansion = SegmentExpansion.of(this, inner, inputs);
        Expr x = inputs.get(0);
        return List.of(
                op == Reduce.Op.MAX
                        ? expansion.maximum(x, empty)
                        : expansion.maximum(x.neg(), -empty).neg());
    }

    @Override
    public int coreRank(int index) {
        return index == 0 ? 1 + inner : 1;
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        Expr x = node.input(0);
        Expr counts = node.input(1);
        Expr rank = new SegmentRank(objects, inner).apply(op == Reduce.Op.MAX ? x : x.neg(), counts);
        Expr spread = new SegmentSpread(objects, inner).apply(cotangents.get(0), counts);
        return List.of(Expr.where(rank.eq(0), spread, Expr.zerosLike(x)), Expr.zerosLike(counts));
    }

    Expr apply(Expr x, Expr counts) {
        return Node.apply(this, List.of(x, counts)).output(0);
    }

    @Override
    public Optional<Kernel> plainKernel(List<Shape> inputs) {
        SegmentLoop loop = SegmentLoop.of(inner, inputs);
        int[] first = new int[loop.events() + 1];
        return Optional.of((in, out) -> {
            loop.starts(name(), in[1], first);
            int row = loop.inner();
            for (int o = 0; o < loop.outer(); o++) {
                for (int event = 0; event < loop.events(); event++) {
                    for (int i = 0; i < row; i++) {
                        out[0][(o * loop.events() + event) * row + i] =
                                extreme(in[0], o * loop.objects() * row + i, first[event], first[event + 1], row);
                    }
                }
            }
        });
    }

    private double extreme(double[] x, int at, int from, int to, int stride) {
        if (from == to) {
            return empty;
        }
        double best = x[at + from * stride];
        for (int k = from + 1; k < to; k++) {
            double next = x[at + k * stride];
            best = op == Reduce.Op.MAX ? Math.max(best, next) : Math.min(best, next);
        }
        return best;
    }
}
