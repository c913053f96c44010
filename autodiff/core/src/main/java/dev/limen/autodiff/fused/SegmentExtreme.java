package dev.limen.autodiff.fused;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.FusedKernel;
import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.Node;
import dev.limen.autodiff.Reduce;
import dev.limen.autodiff.Segmented;
import dev.limen.autodiff.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What belongs to the object of each event whose key is the largest or smallest: the first of equal ones.
 *
 * <pre>
 *   PICK: out[e] = x[o], o the extreme object of event e, 0 if it has none    inputs key [.., objects, inner], x [.., objects, inner], counts [events]
 *   PUT:  out[o] = x[e] if o is the extreme object of its event e, else 0     inputs key [.., objects, inner], x [.., events, inner], counts [events]
 * </pre>
 *
 * <p>With the key as x, PICK is the extreme itself. A NaN is more extreme than any number, so that it is not overlooked. Each role is the transpose of the
 * other in x; nothing flows to the key, which makes the derivative of an extreme that of its first object (a subgradient at a tie). Key and
 * x may have leading batch axes; counts (INT32) have none.
 *
 * @param role    which way
 * @param op      {@link Reduce.Op#MAX} or {@link Reduce.Op#MIN}
 * @param objects {@code [objects]}: of a collection ({@link Shape#objects}) or of fixed length
 * @param inner   number of axes behind that of the objects
 */
public record SegmentExtreme(Role role, Reduce.Op op, Shape objects, int inner) implements FusedKernel, Segmented {

    /** Which way numbers go. */
    public enum Role {
        /** From objects to events. */
        PICK,
        /** From events to objects. */
        PUT
    }

    public SegmentExtreme {
        if (op != Reduce.Op.MAX && op != Reduce.Op.MIN) {
            throw new IllegalArgumentException("segment extreme: " + op + "; expected MAX or MIN");
        }
    }

    @Override
    public String name() {
        return ("segment_" + op + "_" + role).toLowerCase(Locale.ROOT);
    }

    private SegmentShapes key(List<Shape> inputs) {
        return SegmentShapes.ofObjects(name(), objects, inner, List.of(inputs.get(0), inputs.get(2)));
    }

    private SegmentShapes x(List<Shape> inputs) {
        List<Shape> pair = inputs.subList(1, 3);
        return role == Role.PICK
                ? SegmentShapes.ofObjects(name(), objects, inner, pair)
                : SegmentShapes.ofEvents(name(), objects, inner, pair);
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        SegmentShapes key = key(inputs);
        SegmentShapes x = x(inputs);
        if (!key.inner().equals(x.inner())) {
            throw new IllegalArgumentException(
                    name() + ": key " + inputs.get(0) + " and x " + inputs.get(1) + " differ in their last axes");
        }
        Shape batch = Shape.commonLeading(name(), List.of(key.outer(), x.outer()));
        return List.of(batch.then(role == Role.PICK ? inputs.get(2) : objects).then(key.inner()));
    }

    @Override
    public List<DType> dtypes(List<DType> inputs) {
        SegmentShapes.requireTypes(name(), List.of(inputs.get(0), inputs.get(2)));
        SegmentShapes.requireTypes(name(), inputs.subList(1, 3));
        return List.of(inputs.get(1));
    }

    @Override
    public List<Expr> expand(List<Expr> inputs) {
        Shape batch = Shape.commonLeading(
                name(),
                List.of(
                        key(inputs.stream().map(Expr::shape).toList()).outer(),
                        x(inputs.stream().map(Expr::shape).toList()).outer()));
        Expr key = repeated(inputs.get(0), batch);
        Expr x = repeated(inputs.get(1), batch);
        SegmentExpansion expansion = SegmentExpansion.of(this, inner, List.of(key, inputs.get(2)));
        Expr extreme = expansion.rank(op == Reduce.Op.MAX ? key : key.neg()).eq(0);
        return List.of(
                role == Role.PICK
                        ? expansion.sum(Expr.where(extreme, x, Expr.zerosLike(x)))
                        : only(extreme, expansion.spread(x)));
    }

    private static Expr only(Expr extreme, Expr x) {
        return Expr.where(extreme, x, Expr.zerosLike(x));
    }

    private Expr repeated(Expr x, Shape batch) {
        return x.broadcastTo(batch.then(x.shape().last(1 + inner)));
    }

    @Override
    public int coreRank(int index) {
        return index < 2 ? 1 + inner : 1;
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        Expr key = node.input(0);
        Expr x = node.input(1);
        Expr counts = node.input(2);
        SegmentExtreme transposed = new SegmentExtreme(role == Role.PICK ? Role.PUT : Role.PICK, op, objects, inner);
        Expr moved = transposed.apply(key, cotangents.get(0), counts);
        return List.of(Expr.zerosLike(key), Pools.sumLeading(moved, x), Expr.zerosLike(counts));
    }

    Expr apply(Expr key, Expr x, Expr counts) {
        return x.isZero()
                ? Expr.fill(
                        shapes(List.of(key.shape(), x.shape(), counts.shape())).get(0), x.dtype(), 0)
                : Node.apply(this, List.of(key, x, counts)).output(0);
    }

    @Override
    public Optional<Kernel> plainKernel(List<Shape> inputs) {
        SegmentLoop loop = SegmentLoop.of(inner, List.of(inputs.get(0), inputs.get(2)));
        int xLanes = inputs.get(1).first(inputs.get(1).rank() - 1 - inner).size();
        int lanes = Math.max(loop.outer(), xLanes);
        int[] first = new int[loop.events() + 1];
        double sign = op == Reduce.Op.MAX ? 1 : -1;
        return Optional.of((in, out) -> {
            loop.starts(name(), in[2], first);
            int row = loop.inner();
            int objectsSize = loop.objects() * row;
            int eventsSize = loop.events() * row;
            if (role == Role.PUT) {
                Arrays.fill(out[0], 0, lanes * objectsSize, 0);
            }
            for (int lane = 0; lane < lanes; lane++) {
                // Leading axes of one input are the last of the other's: its lanes come again and again.
                int key = lane % loop.outer() * objectsSize;
                int x = lane % xLanes * (role == Role.PICK ? objectsSize : eventsSize);
                for (int i = 0; i < row; i++) {
                    if (role == Role.PICK) {
                        pick(in, out[0], first, row, key + i, x + i, lane * eventsSize + i, sign);
                    } else {
                        put(in, out[0], first, row, key + i, x + i, lane * objectsSize + i, sign);
                    }
                }
            }
        });
    }

    private static void pick(double[][] in, double[] out, int[] first, int row, int key, int x, int to, double sign) {
        for (int event = 0; event + 1 < first.length; event++) {
            out[to + event * row] = first[event] == first[event + 1]
                    ? 0
                    : in[1][x + extreme(in[0], key, first[event], first[event + 1], row, sign) * row];
        }
    }

    private static void put(double[][] in, double[] out, int[] first, int row, int key, int x, int to, double sign) {
        for (int event = 0; event + 1 < first.length; event++) {
            if (first[event] < first[event + 1]) {
                out[to + extreme(in[0], key, first[event], first[event + 1], row, sign) * row] = in[1][x + event * row];
            }
        }
    }

    private static int extreme(double[] key, int at, int from, int to, int row, double sign) {
        int best = from;
        double largest = sign * key[at + from * row];
        for (int k = from + 1; k < to; k++) {
            double next = sign * key[at + k * row];
            if (!(next <= largest) && !Double.isNaN(largest)) {
                best = k;
                largest = next;
            }
        }
        return best;
    }
}
