package dev.limen.autodiff.contract;

import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.KernelFactor;
import dev.limen.autodiff.fused.KernelFactor.Place;
import dev.limen.autodiff.fused.KernelProduct;
import dev.limen.autodiff.fused.KernelProduct.Role;
import dev.limen.autodiff.fused.KernelShape;
import java.util.ArrayList;
import java.util.List;

/** Five points, three edges along the first axis and two along the second; no kernel ends, or has its centre, near an edge. */
final class KernelProductFixtures {
    private static final Tensor X = Tensor.of(-1.3, -0.4, 0.35, 0.8, 1.7);
    private static final Tensor Y = Tensor.of(0.2, 1.4, -0.9, 0.7, 2.1);
    private static final Tensor W = Tensor.of(0.7, 1.2, -0.3, 0.9, 0.4);
    private static final Tensor X_EDGES = Tensor.of(-1, -0.2, 0.5);
    private static final Tensor Y_EDGES = Tensor.of(0.4, 1.2);
    private static final Tensor H = Tensor.scalar(0.7);
    private static final KernelFactor SLOPE = new KernelFactor(Place.CELL, 1, 0);
    private static final KernelFactor AT_EDGE = new KernelFactor(Place.EDGE, 1, 1);

    private KernelProductFixtures() {}

    static List<Fixture> all() {
        List<Fixture> all = new ArrayList<>();
        for (KernelShape kernel : KernelShape.values()) {
            List<KernelShape> line = List.of(kernel);
            all.add(Fixture.of(
                            new KernelProduct(Role.SUM, line, List.of(List.of(KernelFactor.SHARE), List.of(AT_EDGE))),
                            kernel == KernelShape.GAUSSIAN ? 3 : 1,
                            W,
                            X,
                            X_EDGES,
                            H)
                    .refusing(Shape.of(5), Shape.of(4), Shape.of(3), Shape.scalar()));
            all.add(Fixture.of(
                            new KernelProduct(Role.GATHER, line, List.of(List.of(KernelFactor.SHARE))),
                            2,
                            Tensor.of(0.5, -0.7, 1.1, 0.3),
                            X,
                            X_EDGES,
                            H)
                    .refusing(Shape.of(3), Shape.of(5), Shape.of(3), Shape.scalar()));
        }
        List<KernelShape> plane = List.of(KernelShape.GAUSSIAN, KernelShape.EPANECHNIKOV);
        List<KernelFactor> shares = List.of(KernelFactor.SHARE, KernelFactor.SHARE);
        all.add(Fixture.of(
                        new KernelProduct(Role.SUM, plane, List.of(shares, List.of(AT_EDGE, SLOPE))),
                        1,
                        W,
                        X,
                        X_EDGES,
                        H,
                        Y,
                        Y_EDGES,
                        H)
                .refusing(
                        Shape.of(5),
                        Shape.of(5),
                        Shape.of(3),
                        Shape.scalar(),
                        Shape.of(4),
                        Shape.of(2),
                        Shape.scalar()));
        Tensor c = Tensor.of(Shape.of(4, 3), 0.5, -0.7, 1.1, 0.3, 0.4, 0.9, -0.2, 0.6, 1.3, 0.1, -0.5, 0.8);
        all.add(Fixture.of(
                        new KernelProduct(Role.GATHER, plane, List.of(shares, List.of(SLOPE, KernelFactor.SHARE))),
                        1,
                        c,
                        X,
                        X_EDGES,
                        H,
                        Y,
                        Y_EDGES,
                        H)
                .refusing(
                        Shape.of(3, 2),
                        Shape.of(5),
                        Shape.of(3),
                        Shape.scalar(),
                        Shape.of(5),
                        Shape.of(2),
                        Shape.scalar()));
        List<KernelShape> gaussian = List.of(KernelShape.GAUSSIAN, KernelShape.GAUSSIAN);
        all.add(Fixture.of(new KernelProduct(Role.SUM, gaussian, List.of(shares)), 2, W, X, X_EDGES, H, Y, Y_EDGES, H));
        return all;
    }
}
