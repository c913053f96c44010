package dev.limen.autodiff.fused;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The shapes of one application of {@link KernelProduct}: leading axes of each input, number of points, numbers of edges.
 *
 * @param product which
 * @param leading leading batch axes of each input
 * @param batch   the common ones
 * @param points  length of the axis of points; may be open
 * @param edges   number of edges of each axis
 */
record KernelProductShapes(KernelProduct product, List<Shape> leading, Shape batch, int points, List<Integer> edges) {

    static KernelProductShapes of(KernelProduct product, List<Shape> inputs) {
        boolean bySum = product.role() == KernelProduct.Role.SUM;
        String found = product.name() + ": shapes " + inputs + "; expected "
                + (bySum ? "w [n]" : "c, as its factors are long,")
                + ", then x [n], e [edges], h [] for each axis, each behind batch axes or none";
        int axes = product.axes();
        if (inputs.size() != 1 + 3 * axes) {
            throw new IllegalArgumentException(found);
        }
        List<Shape> leading = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            int core = product.coreRank(i);
            if (inputs.get(i).rank() < core) {
                throw new IllegalArgumentException(found);
            }
            leading.add(inputs.get(i).first(inputs.get(i).rank() - core));
        }
        int points = last(inputs.get(1));
        List<Integer> edges = new ArrayList<>();
        List<Integer> lengths = new ArrayList<>();
        for (int d = 0; d < axes; d++) {
            int count = last(inputs.get(2 + 3 * d));
            if (last(inputs.get(1 + 3 * d)) != points || count < 1) {
                throw new IllegalArgumentException(found);
            }
            edges.add(count);
            lengths.add(product.terms().get(0).get(d).length(count));
        }
        Shape weight = inputs.get(0).last(product.coreRank(0));
        if (!weight.equals(bySum ? Shape.of(points) : new Shape(lengths))) {
            throw new IllegalArgumentException(found);
        }
        Shape batch = Shape.commonLeading(product.name(), leading);
        if (batch.isOpen()) {
            throw new IllegalArgumentException(found + "; the axis of events or objects can be x's last only");
        }
        return new KernelProductShapes(product, leading, batch, points, edges);
    }

    private static int last(Shape shape) {
        return shape.dim(shape.rank() - 1);
    }

    Shape output(List<KernelFactor> term) {
        return batch.then(product.role() == KernelProduct.Role.SUM ? core(term) : Shape.of(points));
    }

    /** The lengths of a term's factors. */
    Shape core(List<KernelFactor> term) {
        List<Integer> lengths = new ArrayList<>();
        for (int d = 0; d < term.size(); d++) {
            lengths.add(term.get(d).length(edges.get(d)));
        }
        return new Shape(lengths);
    }

    /** {@code (e - x) / h} as {@code [batch, n, edges]}. */
    Expr distance(Expr x, Expr e, Expr h) {
        Shape full = batch.then(Shape.of(points, last(e.shape())));
        Expr byPoint = x.reshape(x.shape().then(Shape.of(1))).broadcastTo(full);
        Shape lead = e.shape().first(e.shape().rank() - 1);
        Expr byEdge = e.reshape(lead.then(Shape.of(1, last(e.shape())))).broadcastTo(full);
        return byEdge.sub(byPoint).div(h.reshape(h.shape().then(Shape.of(1, 1))).broadcastTo(full));
    }

    /** The sum of weight times factors {@code [batch, n, ..]} that the role wants. */
    Expr contract(Expr weight, List<Expr> factors) {
        int rank = batch.rank();
        List<Integer> lengths =
                factors.stream().map(factor -> last(factor.shape())).toList();
        Shape full = batch.then(Shape.of(points)).then(new Shape(lengths));
        Expr product = null;
        for (int d = 0; d < factors.size(); d++) {
            List<Integer> dims = new ArrayList<>(factors.get(d).shape().dims().subList(0, rank + 1));
            for (int other = 0; other < factors.size(); other++) {
                dims.add(other == d ? lengths.get(d) : 1);
            }
            Expr factor = factors.get(d).reshape(new Shape(dims)).broadcastTo(full);
            product = product == null ? factor : product.mul(factor);
        }
        if (product == null) {
            throw new IllegalStateException(this.product.name() + ": no axis");
        }
        Shape lead = leading.get(0);
        Shape ones = new Shape(lengths.stream().map(length -> 1).toList());
        if (this.product.role() == KernelProduct.Role.SUM) {
            Expr byPoint = weight.reshape(lead.then(Shape.of(points)).then(ones));
            return product.mul(byPoint.broadcastTo(full)).sum(rank);
        }
        Expr byCell = weight.reshape(lead.then(Shape.of(1)).then(new Shape(lengths)));
        int[] summed = new int[lengths.size()];
        for (int d = 0; d < summed.length; d++) {
            summed[d] = rank + 1 + d;
        }
        return product.mul(byCell.broadcastTo(full)).sum(summed);
    }
}
