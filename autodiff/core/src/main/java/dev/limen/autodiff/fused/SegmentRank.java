package dev.limen.autodiff.fused;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.FusedKernel;
import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.Node;
import dev.limen.autodiff.Segmented;
import dev.limen.autodiff.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The place of each object among those of its event by descending value: 0 for the leading one, 1 for the next, ...
 *
 * <pre>
 *   out[o] = number of objects p of o's event with x[p] &gt; x[o], or x[p] = x[o] and p before o
 *   inputs x [.., objects, inner], counts [events] INT32 -&gt; INT32 [.., objects, inner]
 * </pre>
 *
 * <p>Equal objects keep their order, so that the ranks of equal numbers are the places in the event. NaN counts as larger than any
 * number, and is so not overlooked. No derivative flows.
 *
 * @param objects {@code [objects]}: of a collection ({@link Shape#objects}) or of fixed length
 * @param inner   number of axes behind that of the objects
 */
public record SegmentRank(Shape objects, int inner) implements FusedKernel, Segmented {
    /** Up to so many objects are compared each with each. */
    private static final int FEW = 32;

    @Override
    public String name() {
        return "segment_rank";
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        return List.of(SegmentShapes.ofObjects(name(), objects, inner, inputs).with(objects));
    }

    @Override
    public List<DType> dtypes(List<DType> inputs) {
        SegmentShapes.requireTypes(name(), inputs);
        return List.of(DType.INT32);
    }

    @Override
    public List<Expr> expand(List<Expr> inputs) {
        return List.of(SegmentExpansion.of(this, inner, inputs).rank(inputs.get(0)));
    }

    @Override
    public int coreRank(int index) {
        return index == 0 ? 1 + inner : 1;
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        return node.inputs().stream().map(Expr::zerosLike).toList();
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
                        int at = (o * loop.objects() + first[event]) * row + i;
                        rank(in[0], out[0], at, first[event + 1] - first[event], row);
                    }
                }
            }
        });
    }

    private static void rank(double[] x, double[] ranks, int at, int count, int stride) {
        if (count > FEW) {
            rankMany(x, ranks, at, count, stride);
            return;
        }
        for (int k = 0; k < count; k++) {
            double value = x[at + k * stride];
            int rank = 0;
            for (int p = 0; p < k; p++) {
                if (isAbove(value, x[at + p * stride])) {
                    ranks[at + p * stride]++;
                } else {
                    rank++;
                }
            }
            ranks[at + k * stride] = rank;
        }
    }

    private static void rankMany(double[] x, double[] ranks, int at, int count, int stride) {
        Integer[] order = new Integer[count];
        Arrays.setAll(order, k -> k);
        Arrays.sort(order, (k, p) -> {
            double a = x[at + k * stride];
            double b = x[at + p * stride];
            return isAbove(a, b) ? -1 : isAbove(b, a) ? 1 : 0;
        });
        for (int k = 0; k < count; k++) {
            ranks[at + order[k] * stride] = k;
        }
    }

    private static boolean isAbove(double a, double b) {
        return a > b || Double.isNaN(a) && !Double.isNaN(b);
    }
}
