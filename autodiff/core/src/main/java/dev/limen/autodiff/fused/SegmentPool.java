package dev.limen.autodiff.fused;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.FusedKernel;
import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.Node;
import dev.limen.autodiff.Segmented;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The objects of each event that soft sorting pools at one place: the active set of {@link #value}.
 *
 * <pre>
 *   inputs x [.., objects], epsilon [..], counts [events] INT32
 *   outputs: an object's share in the pool's mean [.., objects]: 1 / size, or 0 if it is not in the pool;
 *            the place at which the pool begins, and how many places, size, it has [.., events] INT32;
 *            the largest x of the pool, 0 if it has no objects [.., events]
 * </pre>
 *
 * <p>An event's objects x, in descending order, and z = (0, -1, -2, ...) / epsilon are projected as in {@link Isotonic}, each event for itself;
 * the pool is that which holds place {@code place}, 0 being the leading one. An event without an object at the place has a pool of no objects that
 * begins there and has one place. An event with a NaN has one pool. No derivative flows.
 *
 * @param regularisation which projection
 * @param place          0 or more
 * @param objects        {@code [objects]}: of a collection ({@link Shape#objects}) or of fixed length
 */
public record SegmentPool(Isotonic.Regularisation regularisation, int place, Shape objects)
        implements FusedKernel, Segmented {
    /** Above every number that is sorted, so that places without object are never pooled with others. */
    private static final double BEYOND = 1e300;

    public SegmentPool {
        if (place < 0) {
            throw new IllegalArgumentException(
                    "segment pool: place " + place + "; expected 0 (the leading one) or more");
        }
    }

    /**
     * The softly sorted value at a place of each event: with the pool's objects B, at places {@code p},
     *
     * <pre>
     *   L2:       mean_B x + (mean p - place) / epsilon
     *   ENTROPIC: log sum_B exp x - log sum_p exp((place - p) / epsilon), the second sum a geometric series
     * </pre>
     *
     * @param x       {@code [.., objects]}
     * @param epsilon above 0
     * @param empty   the value where an event has no object at this place
     * @return {@code [.., events]}
     */
    public static Expr value(
            Isotonic.Regularisation regularisation, int place, Segments segments, Expr x, Expr epsilon, double empty) {
        SegmentPool pool = new SegmentPool(regularisation, place, segments.objects());
        List<Expr> found =
                Node.apply(pool, List.of(x, epsilon, segments.counts())).outputs();
        Expr share = found.get(0);
        Expr start = found.get(1).cast(x.dtype());
        Expr size = found.get(2).cast(x.dtype());
        Expr inverse =
                Expr.onesLike(epsilon).div(epsilon).reshape(epsilon.shape().then(Shape.of(1)));
        Expr some = segments.counts().gt(place).broadcastTo(start.shape());
        Expr value =
                switch (regularisation) {
                    case L2 -> {
                        Expr offset = size.sub(1).mul(0.5).add(start).sub(place);
                        yield segments.sum(share.mul(x)).add(offset.mul(inverse));
                    }
                    case ENTROPIC -> {
                        // Exactly 1 for a pool of one.
                        Expr series = size.mul(inverse)
                                .neg()
                                .expm1()
                                .div(inverse.neg().expm1());
                        Expr places = series.log().sub(start.sub(place).mul(inverse));
                        Expr top = found.get(3);
                        Expr lowest = Expr.fill(share.shape(), x.dtype(), Double.NEGATIVE_INFINITY);
                        Expr members = Expr.where(share.gt(0), x.broadcastTo(share.shape()), lowest);
                        Expr sum =
                                segments.sum(members.sub(segments.spread(top)).exp());
                        // Differentiated, the logarithm of no terms would divide by zero.
                        Expr terms = Expr.where(some, sum, Expr.onesLike(sum));
                        yield terms.log().add(top).sub(places);
                    }
                };
        return Expr.where(some, value, Expr.fill(value.shape(), value.dtype(), empty));
    }

    @Override
    public String name() {
        return "segment_pool_" + regularisation.name().toLowerCase(Locale.ROOT);
    }

    private SegmentShapes segmentShapes(List<Shape> inputs) {
        return SegmentShapes.ofObjects(name(), objects, 0, List.of(inputs.get(0), inputs.get(2)));
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        SegmentShapes shapes = segmentShapes(inputs);
        Shape batch = Shape.commonLeading(name(), List.of(shapes.outer(), inputs.get(1)));
        Shape events = batch.then(shapes.counts());
        return List.of(batch.then(objects), events, events, events);
    }

    @Override
    public List<DType> dtypes(List<DType> inputs) {
        SegmentShapes.requireTypes(name(), List.of(inputs.get(0), inputs.get(2)));
        if (!inputs.get(0).isFloating() || inputs.get(0) != inputs.get(1)) {
            throw new IllegalArgumentException(name() + ": values are " + inputs.get(0) + ", epsilon is "
                    + inputs.get(1) + "; expected equal floating types; cast first");
        }
        return List.of(inputs.get(0), DType.INT32, DType.INT32, inputs.get(0));
    }

    @Override
    public int coreRank(int index) {
        return index == 1 ? 0 : 1;
    }

    @Override
    public List<Expr> expand(List<Expr> inputs) {
        Expr counts = inputs.get(2);
        int n = objects.size();
        Shape batch = shapes(inputs.stream().map(Expr::shape).toList()).get(0);
        Expr x = inputs.get(0).broadcastTo(batch);
        int axis = batch.rank() - 1;
        SegmentExpansion expansion = SegmentExpansion.of(this, 0, List.of(x, counts));
        Expr rank = expansion.rank(x);
        double[] places = IntStream.range(0, n).asDoubleStream().toArray();
        // By object and place, then by event and place.
        Shape table = batch.then(Shape.of(n));
        Expr here = down(rank.cast(DType.FLOAT64))
                .broadcastTo(table)
                .eq(Expr.constant(Tensor.of(places)).broadcastTo(table));
        Expr column = down(x).broadcastTo(table);
        SegmentExpansion behind = new SegmentExpansion(expansion.belongs(), 1);
        Expr sorted = behind.sum(Expr.where(here, column, Expr.zerosLike(column)));
        Expr filled = behind.sum(here.cast(DType.INT32)).gt(0);
        Expr epsilon = inputs.get(1);
        Expr z = Expr.constant(Tensor.of(places))
                .cast(x.dtype())
                .div(epsilon.reshape(epsilon.shape().then(Shape.of(1, 1))))
                .neg()
                .broadcastTo(sorted.shape());
        Expr w = Expr.where(filled, sorted, Expr.fill(sorted.shape(), x.dtype(), BEYOND));
        Expr pools = new Isotonic(regularisation).expand(List.of(z, w)).get(0).cast(DType.FLOAT64);
        Expr some = counts.gt(place).broadcastTo(batch.first(axis).then(counts.shape()));
        Expr no = Expr.fill(some.shape(), DType.INT32, 0);
        if (place >= n) {
            return List.of(Expr.zerosLike(x), no.add(place), no.add(1), no.cast(x.dtype()));
        }
        Expr wanted = pools.slice(axis + 1, place, place + 1).broadcastTo(pools.shape());
        Expr inPool = pools.eq(wanted).and(filled).and(down(some).broadcastTo(pools.shape()));
        Expr start = Expr.where(some, pools.lt(wanted).cast(DType.INT32).sum(axis + 1), no.add(place));
        Expr size = Expr.where(some, inPool.cast(DType.INT32).sum(axis + 1), no.add(1));
        Expr share = inPool.cast(x.dtype()).div(down(size.cast(x.dtype())).broadcastTo(inPool.shape()));
        Expr byObject = behind.spread(share);
        Expr lowest = Expr.fill(sorted.shape(), x.dtype(), Double.NEGATIVE_INFINITY);
        Expr largest = Expr.where(inPool, sorted, lowest).maximum(axis + 1);
        return List.of(
                Expr.where(here, byObject, Expr.zerosLike(byObject)).sum(axis + 1),
                start,
                size,
                Expr.where(some, largest, no.cast(x.dtype())));
    }

    private static Expr down(Expr x) {
        return x.reshape(x.shape().then(Shape.of(1)));
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        return node.inputs().stream().map(Expr::zerosLike).toList();
    }

    @Override
    public Optional<Kernel> plainKernel(List<Shape> inputs) {
        Shape batch = Shape.commonLeading(
                name(), List.of(inputs.get(0).first(inputs.get(0).rank() - 1), inputs.get(1)));
        SegmentLoop loop = SegmentLoop.of(0, List.of(inputs.get(0), inputs.get(2)));
        return Optional.of(
                new SegmentPoolSearch(this, loop, batch.size(), inputs.get(1).size()));
    }
}
