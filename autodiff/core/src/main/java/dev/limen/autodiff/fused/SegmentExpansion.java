package dev.limen.autodiff.fused;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Segmented;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Segment primitives of fixed lengths in simpler ones, by a table that says which object belongs to which event: their definition.
 *
 * @param belongs [events, objects], BOOL
 * @param inner number of axes behind that of the objects or events
 */
record SegmentExpansion(Expr belongs, int inner) {

    static SegmentExpansion of(Segmented primitive, int inner, List<Expr> inputs) {
        if (primitive.objects().isOpen()) {
            throw new IllegalStateException(primitive.name()
                    + ": no expansion for the objects of a named collection; every back end has a kernel");
        }
        int objects = primitive.objects().size();
        Expr counts = inputs.get(1).cast(DType.FLOAT64);
        int events = counts.shape().dim(0);
        Expr end = counts.cumulativeSum(0);
        double[] middles = new double[objects];
        for (int o = 0; o < objects; o++) {
            middles[o] = o + 0.5;
        }
        Expr middle = Expr.constant(Tensor.wrap(Shape.of(1, objects), middles));
        Expr after = middle.gt(end.sub(counts).reshape(events, 1));
        return new SegmentExpansion(after.and(middle.lt(end.reshape(events, 1))), inner);
    }

    private int events() {
        return belongs.shape().dim(0);
    }

    private int objects() {
        return belongs.shape().dim(1);
    }

    Expr sum(Expr x) {
        return each(x, objects(), belongs);
    }

    Expr spread(Expr x) {
        return each(x, events(), belongs.transpose());
    }

    Expr rank(Expr x) {
        Expr member = belongs.cast(DType.FLOAT64);
        Expr same = member.transpose().matmul(member).gt(0.5);
        int axis = axis(x);
        Shape full = x.shape()
                .first(axis)
                .then(Shape.of(objects(), objects()))
                .then(x.shape().last(inner));
        Expr own = repeat(x, full, axis + 1);
        Expr other = repeat(x, full, axis);
        Expr nan = own.eq(own).not();
        Expr otherNan = other.eq(other).not();
        Expr above = other.gt(own).or(otherNan.and(nan.not()));
        Expr equal = other.eq(own).or(otherNan.and(nan));
        double[] before = new double[objects() * objects()];
        for (int k = 0; k < objects(); k++) {
            for (int p = 0; p < k; p++) {
                before[k * objects() + p] = 1;
            }
        }
        Expr earlier = Expr.constant(Tensor.wrap(Shape.of(objects(), objects()), before))
                .gt(0.5);
        Expr counted = above.or(equal.and(spreadTable(earlier, full, axis))).and(spreadTable(same, full, axis));
        return counted.cast(DType.INT32).sum(axis + 1);
    }

    private int axis(Expr x) {
        return x.shape().rank() - 1 - inner;
    }

    /** {@code [outer, n, inner]} summed where a table {@code [m, n]} is true: {@code [outer, m, inner]}. */
    private Expr each(Expr x, int length, Expr table) {
        int axis = axis(x);
        Shape full = x.shape()
                .first(axis)
                .then(Shape.of(table.shape().dim(0), length))
                .then(x.shape().last(inner));
        Expr repeated = repeat(x, full, axis);
        return Expr.where(spreadTable(table, full, axis), repeated, Expr.zerosLike(repeated))
                .sum(axis + 1);
    }

    private Expr spreadTable(Expr table, Shape full, int axis) {
        return table.reshape(table.shape().then(ones(full.rank() - 2 - axis))).broadcastTo(full);
    }

    private static Shape ones(int count) {
        return new Shape(IntStream.range(0, count).mapToObj(i -> 1).toList());
    }

    /** Repeated along a new axis of a shape. */
    private static Expr repeat(Expr x, Shape full, int axis) {
        List<Integer> dims = new ArrayList<>(x.shape().dims());
        dims.add(axis, 1);
        return x.reshape(new Shape(dims)).broadcastTo(full);
    }
}
