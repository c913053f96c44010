package dev.limen.autodiff.fused;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Node;
import dev.limen.autodiff.Shape;
import java.util.List;
import java.util.stream.IntStream;

/** The derivative rule of {@link KernelSum}, in kernel sums. */
final class KernelSumRule {
    private final KernelSum sum;
    private final Expr x;
    private final Expr weight;
    private final Expr edges;
    private final Expr h;
    private final KernelSumShapes shapes;
    private final Node node;

    KernelSumRule(KernelSum sum, Node node) {
        this.sum = sum;
        this.node = node;
        this.x = node.input(0);
        this.weight = node.input(1);
        this.edges = node.input(2);
        this.h = node.input(3);
        this.shapes =
                KernelSumShapes.of(sum, node.inputs().stream().map(Expr::shape).toList());
    }

    /**
     * By edge for SUM and by point for GATHER the output has the cotangent {@code ct_m}; the other role's sums with {@code ct_m} as
     * weights, and this role's sums of higher order with the same weights, make up all derivatives.
     */
    List<Expr> vjp(List<Expr> cotangents) {
        List<Integer> orders = sum.orders();
        KernelSum raised = sum.raised();
        List<Expr> higher = Node.apply(raised, node.inputs()).outputs();
        Expr byWeight = Expr.zerosLike(weight);
        Expr bySummed = null; // derivative by x for SUM, by e for GATHER, less its sign and the weight over h
        Expr byKept = null; // derivative by e for SUM, by x for GATHER, less its sign and 1 / h
        Expr byBandwidth = null;
        for (int j = 0; j < orders.size(); j++) {
            Expr ct = cotangents.get(j);
            if (ct.isZero()) {
                continue;
            }
            int m = orders.get(j);
            List<Expr> turned = turned(m, ct);
            byWeight = byWeight.add(reduce(turned.get(0), weight));
            bySummed = plus(bySummed, turned.get(1));
            byKept = plus(byKept, ct.mul(higher.get(raised.orders().indexOf(m + 1))));
            Expr stretched = higher.get(raised.orders().indexOf(m + 2))
                    .add(node.output(j).mul(m));
            byBandwidth = plus(byBandwidth, ct.mul(stretched));
        }
        if (bySummed == null) {
            return node.inputs().stream().map(Expr::zerosLike).toList();
        }
        Expr summed = weight.broadcastTo(bySummed.shape()).mul(bySummed).div(along(bySummed.shape()));
        Expr kept = byKept.div(along(byKept.shape()));
        boolean bySum = sum.role() == KernelSum.Role.SUM;
        Expr bandwidth = byBandwidth.sum(shapes.batch().rank()).div(h.broadcastTo(shapes.batch()));
        return List.of(
                reduce((bySum ? summed : kept).neg(), x),
                byWeight,
                reduce(bySum ? kept : summed, edges),
                reduce(bandwidth, h));
    }

    /** The other role's sums of order m and m + 1 with the cotangent for weights. */
    private List<Expr> turned(int m, Expr ct) {
        KernelSum.Role other = sum.role() == KernelSum.Role.SUM ? KernelSum.Role.GATHER : KernelSum.Role.SUM;
        return Node.apply(new KernelSum(other, List.of(m, m + 1)), List.of(x, ct, edges, h))
                .outputs();
    }

    /** The bandwidth, repeated along the last axis of {@code shape}. */
    private Expr along(Shape shape) {
        return h.reshape(h.shape().then(Shape.of(1))).broadcastTo(shape);
    }

    private static Expr plus(Expr sum, Expr term) {
        return sum == null ? term : sum.add(term);
    }

    /** Summed over the leading axes that {@code like} has not. */
    private static Expr reduce(Expr e, Expr like) {
        int extra = e.shape().rank() - like.shape().rank();
        return extra == 0 ? e : e.sum(IntStream.range(0, extra).toArray());
    }
}
