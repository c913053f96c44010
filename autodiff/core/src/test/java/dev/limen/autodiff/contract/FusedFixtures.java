package dev.limen.autodiff.contract;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Reduce;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.FactorRule;
import dev.limen.autodiff.fused.Isotonic;
import dev.limen.autodiff.fused.KernelSum;
import dev.limen.autodiff.fused.PoissonRates;
import dev.limen.autodiff.fused.Pools;
import dev.limen.autodiff.fused.RateStructure;
import dev.limen.autodiff.fused.RateStructureBuilder;
import dev.limen.autodiff.fused.Reorder;
import dev.limen.autodiff.fused.SegmentExtreme;
import dev.limen.autodiff.fused.SegmentPool;
import dev.limen.autodiff.fused.SegmentRank;
import dev.limen.autodiff.fused.SegmentSpread;
import dev.limen.autodiff.fused.SegmentSum;
import dev.limen.autodiff.fused.ShiftRule;
import java.util.ArrayList;
import java.util.List;

/** Inputs for fused primitives. */
final class FusedFixtures {
    private FusedFixtures() {}

    static List<Fixture> all() {
        List<Fixture> all = new ArrayList<>();
        Tensor x = Tensor.of(-1.3, -0.4, 0.35, 0.8, 1.7);
        Tensor w = Tensor.of(0.7, 1.2, -0.3, 0.9, 0.4);
        Tensor edges = Tensor.of(-1, -0.2, 0.5, 1.5);
        Tensor c = Tensor.of(0.5, -0.7, 1.1, 0.3);
        Tensor h = Tensor.scalar(0.6);
        for (List<Integer> orders : List.of(List.of(0), List.of(1, 3))) {
            all.add(Fixture.of(new KernelSum(KernelSum.Role.SUM, orders), 3, x, w, edges, h)
                    .refusing(Shape.of(5), Shape.of(4), Shape.of(4), Shape.scalar()));
            all.add(Fixture.of(new KernelSum(KernelSum.Role.GATHER, orders), 3, x, c, edges, h)
                    .refusing(Shape.of(5), Shape.of(5), Shape.of(4), Shape.scalar()));
        }
        for (PoissonRates.Role role : PoissonRates.Role.values()) {
            all.add(rates(new PoissonRates(structure(), role)));
        }
        all.add(rates(new PoissonRates(structure(), PoissonRates.Role.RATE_PULLBACK, List.of(1, 2))));
        all.add(rates(new PoissonRates(structure(), PoissonRates.Role.GRADIENT, List.of(0))));
        all.add(rates(new PoissonRates(structure(), PoissonRates.Role.PRODUCT, List.of(1, 3, 4))));
        all.addAll(KernelProductFixtures.all());
        all.addAll(DenseStackFixtures.all());
        all.addAll(rows());
        all.addAll(segments());
        return all;
    }

    /** Rows that are reordered, pooled, and fitted: of five elements, and of others behind an axis of five. */
    private static List<Fixture> rows() {
        List<Fixture> all = new ArrayList<>();
        Tensor positions = Tensor.ofInts(3, 0, 4, 1, 2);
        Tensor[] pools = {
            Tensor.ofInts(0, 0, 1, 1, 1),
            Tensor.fromDoubles(Shape.of(5, 3), DType.INT32, new double[] {0, 1, 2, 0, 0, 1, 0, 1, 1, 0, 0, 0, 0, 1, 2})
        };
        for (Reorder.Role role : Reorder.Role.values()) {
            Reorder reorder = new Reorder(role);
            all.add(Fixture.of(reorder, 2, Fixtures.numbers(5), positions).refusing(Shape.of(5), Shape.of(4)));
            all.add(Fixture.of(reorder, 2, Fixtures.numbers(2, 5), positions));
            all.add(Fixture.of(reorder, 2, Fixtures.numbers(5, 3), Tensor.ofInts(2, 0, 1)));
        }
        for (Pools.Role role : Pools.Role.values()) {
            for (Tensor pool : pools) {
                Tensor x = Fixtures.numbers(
                        pool.shape().dims().stream().mapToInt(n -> n).toArray());
                all.add(Fixture.of(new Pools(role), 3, x, pool).refusing(Shape.of(5), Shape.of(4)));
            }
        }
        for (Isotonic.Regularisation regularisation : Isotonic.Regularisation.values()) {
            Isotonic isotonic = new Isotonic(regularisation);
            Tensor w = Tensor.of(2.1, 0.4, 0.3, 0.1, -1.2);
            all.add(Fixture.of(isotonic, 0, Tensor.of(1.0, 0.8, 0.6, 0.4, 0.2), w)
                    .refusing(Shape.of(5), Shape.of(4)));
            all.add(Fixture.of(isotonic, 0, Fixtures.numbers(5, 7), Fixtures.numbers(7)));
            all.add(Fixture.of(isotonic, 0, Fixtures.numbers(5, 1), Fixtures.numbers(5, 1)));
        }
        return all;
    }

    /** Four events with two, no, three objects and one: numbers, and pairs of numbers. */
    private static List<Fixture> segments() {
        Tensor counts = Tensor.ofInts(2, 0, 3, 1);
        Tensor x = Tensor.of(0.4, -1.2, 0.7, 1.9, -0.3, 0.6);
        Tensor keys = Tensor.of(0.9, 0.8, -0.7, 1.4, 0.2, -0.1);
        Tensor pairs = Tensor.of(Shape.of(6, 2), 0.4, 0.1, -1.2, 2.1, 0.7, -0.6, 1.9, 0.2, -0.3, 0.9, 0.6, 0.8);
        Tensor events = Tensor.of(0.4, -1.2, 0.7, 1.9);
        Tensor eventPairs = Tensor.of(Shape.of(4, 2), 0.4, 0.1, -1.2, 2.1, 0.7, -0.6, 1.9, 0.2);
        Shape objects = Shape.of(6);
        Shape[] refused = {Shape.of(7), Shape.of(4)};
        return List.of(
                Fixture.of(new SegmentSum(objects, 0), 2, x, counts).refusing(refused),
                Fixture.of(new SegmentSum(objects, 1), 2, pairs, counts),
                Fixture.of(new SegmentSpread(objects, 0), 2, events, counts).refusing(refused),
                Fixture.of(new SegmentSpread(objects, 1), 2, eventPairs, counts),
                Fixture.of(new SegmentExtreme(SegmentExtreme.Role.PICK, Reduce.Op.MAX, objects, 0), 2, x, x, counts),
                Fixture.of(new SegmentExtreme(SegmentExtreme.Role.PICK, Reduce.Op.MIN, objects, 0), 2, x, keys, counts)
                        .refusing(Shape.of(6), Shape.of(7), Shape.of(4)),
                Fixture.of(
                                new SegmentExtreme(SegmentExtreme.Role.PUT, Reduce.Op.MAX, objects, 0),
                                2,
                                keys,
                                events,
                                counts)
                        .refusing(Shape.of(6), Shape.of(7), Shape.of(4)),
                Fixture.of(
                        new SegmentExtreme(SegmentExtreme.Role.PICK, Reduce.Op.MAX, objects, 1),
                        2,
                        pairs,
                        pairs,
                        counts),
                Fixture.of(
                        new SegmentExtreme(SegmentExtreme.Role.PUT, Reduce.Op.MIN, objects, 1),
                        2,
                        pairs,
                        eventPairs,
                        counts),
                Fixture.of(new SegmentRank(objects, 0), 0, x, counts).refusing(refused),
                Fixture.of(new SegmentRank(objects, 1), 0, pairs, counts),
                pool(new SegmentPool(Isotonic.Regularisation.L2, 0, objects)),
                pool(new SegmentPool(Isotonic.Regularisation.L2, 1, objects)),
                pool(new SegmentPool(Isotonic.Regularisation.ENTROPIC, 0, objects)),
                pool(new SegmentPool(Isotonic.Regularisation.ENTROPIC, 2, objects)));
    }

    private static Fixture pool(SegmentPool pool) {
        return Fixture.of(
                        pool,
                        0,
                        Tensor.of(0.4, -1.2, 0.7, 1.9, -0.3, 0.6),
                        Tensor.scalar(1.2),
                        Tensor.ofInts(2, 0, 3, 1))
                .refusing(Shape.of(7), Shape.scalar(), Shape.of(4));
    }

    /** Three bins, four parameters: a normalisation, an interpolated factor, a shift, a factor of one cell. */
    private static RateStructure structure() {
        RateStructureBuilder builder = RateStructure.builder(3, 4);
        int signal = builder.group();
        int background = builder.group();
        for (int bin = 0; bin < 3; bin++) {
            builder.cell(bin, signal);
        }
        for (int bin = 0; bin < 3; bin++) {
            builder.cell(bin, background);
        }
        builder.groupFactor(signal, 0);
        builder.interpolatedFactor(background, 1, FactorRule.EXPONENTIAL_POLYNOMIAL);
        builder.shift(3, 2, ShiftRule.SMOOTH);
        builder.shift(4, 2, ShiftRule.SMOOTH);
        builder.cellFactor(5, 3);
        return builder.build();
    }

    private static Fixture rates(PoissonRates primitive) {
        Tensor[] point = {
            Tensor.of(1.2, 0.3, -0.4, 0.9),
            Tensor.of(1.1, 2.3, 0.8, 5.2, 4.1, 3.3),
            Tensor.of(Shape.of(1, 8), 0.11, 0.007, -0.001, 0.0004, 0.0002, 0.0001, 0.11, -0.09),
            Tensor.of(Shape.of(2, 2), 0.4, 0.3, -0.2, 0.25)
        };
        Tensor[] tangent = {
            Tensor.of(0.4, -0.3, 0.6, 0.2),
            Tensor.of(0.2, -0.5, 0.3, 0.6, -0.4, 0.1),
            Tensor.of(Shape.of(1, 8), 0.3, 0.2, -0.1, 0.4, 0.2, -0.3, 0.11, 0.05),
            Tensor.of(Shape.of(2, 2), 0.1, -0.3, 0.2, 0.25)
        };
        Tensor u = Tensor.of(0.8, -0.6, 1.3);
        Tensor counts = Tensor.of(7, 5.5, 3);
        List<Tensor> inputs = new ArrayList<>(List.of(point));
        int order = 3;
        switch (primitive.role()) {
            case RATES, RATE_JACOBIAN -> {}
            case RATE_PULLBACK, RATE_HESSIAN -> inputs.add(u);
            case RATE_TANGENT -> {
                inputs.addAll(List.of(tangent));
                order = 2;
            }
            case RATE_CURVATURE -> {
                inputs.add(u);
                inputs.addAll(List.of(tangent));
                order = 2;
            }
            case VALUE, GRADIENT, HESSIAN, PACKED_HESSIAN -> inputs.add(counts);
            case PRODUCT -> {
                inputs.add(counts);
                inputs.addAll(List.of(tangent));
                inputs.add(u);
                order = 2;
            }
        }
        List<Shape> refused = new ArrayList<>(inputs.stream().map(Tensor::shape).toList());
        refused.set(1, Shape.of(7));
        return Fixture.of(primitive, order, inputs.toArray(Tensor[]::new)).refusing(refused.toArray(Shape[]::new));
    }
}
