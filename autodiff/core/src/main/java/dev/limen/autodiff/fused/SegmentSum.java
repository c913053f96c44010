package dev.limen.autodiff.fused;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.Node;
import dev.limen.autodiff.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Sums over the objects of each event.
 *
 * <pre>
 *   out[e] = sum over the objects o of event e of x[o]      inputs x [.., objects, inner], counts [events] INT32 -&gt; [.., events, inner]
 * </pre>
 *
 * <p>0 for an event without objects. Objects lie in the order of their events; they are added in this order, in runs of 128. Its transpose is
 * {@link SegmentSpread}.
 *
 * @param objects {@code [objects]}: of a collection ({@link Shape#objects}) or of fixed length
 * @param inner   number of axes behind that of the objects
 */
public record SegmentSum(Shape objects, int inner) implements SegmentMap {
    private static final int RUN = 128;

    @Override
    public String name() {
        return "segment_sum";
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        SegmentShapes shapes = SegmentShapes.ofObjects(name(), objects, inner, inputs);
        return List.of(shapes.with(shapes.counts()));
    }

    @Override
    public List<Expr> expand(List<Expr> inputs) {
        return List.of(SegmentExpansion.of(this, inner, inputs).sum(inputs.get(0)));
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        Expr counts = node.input(1);
        Expr pulled = SegmentMap.apply(new SegmentSpread(objects, inner), cotangents.get(0), counts);
        return List.of(pulled, Expr.zerosLike(counts));
    }

    @Override
    public Optional<Kernel> plainKernel(List<Shape> inputs) {
        SegmentLoop loop = SegmentLoop.of(inner, inputs);
        int[] first = new int[loop.events() + 1];
        return Optional.of((in, out) -> {
            loop.starts(name(), in[1], first);
            if (loop.inner() == 1) {
                numbers(loop, first, in[0], out[0]);
            } else {
                rows(loop, first, in[0], out[0]);
            }
        });
    }

    private static void numbers(SegmentLoop loop, int[] first, double[] x, double[] y) {
        for (int o = 0; o < loop.outer(); o++) {
            int from = o * loop.objects();
            int to = o * loop.events();
            for (int event = 0; event < loop.events(); event++) {
                double sum = 0;
                if (first[event + 1] - first[event] <= RUN) {
                    for (int k = from + first[event]; k < from + first[event + 1]; k++) {
                        sum += x[k];
                    }
                    y[to + event] = sum;
                    continue;
                }
                for (int start = first[event]; start < first[event + 1]; start += RUN) {
                    int end = Math.min(start + RUN, first[event + 1]);
                    double run = 0;
                    for (int k = start; k < end; k++) {
                        run += x[from + k];
                    }
                    sum += run;
                }
                y[to + event] = sum;
            }
        }
    }

    private static void rows(SegmentLoop loop, int[] first, double[] x, double[] y) {
        int inner = loop.inner();
        double[] run = new double[inner];
        for (int o = 0; o < loop.outer(); o++) {
            for (int event = 0; event < loop.events(); event++) {
                int to = (o * loop.events() + event) * inner;
                Arrays.fill(y, to, to + inner, 0);
                for (int start = first[event]; start < first[event + 1]; start += RUN) {
                    int end = Math.min(start + RUN, first[event + 1]);
                    Arrays.fill(run, 0);
                    for (int k = start; k < end; k++) {
                        int from = (o * loop.objects() + k) * inner;
                        for (int i = 0; i < inner; i++) {
                            run[i] += x[from + i];
                        }
                    }
                    for (int i = 0; i < inner; i++) {
                        y[to + i] += run[i];
                    }
                }
            }
        }
    }
}
