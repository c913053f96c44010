package dev.limen.autodiff.fused;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Node;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.fused.KernelFactor.Multiple;
import dev.limen.autodiff.fused.KernelFactor.Place;
import dev.limen.autodiff.fused.KernelProduct.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The derivative rule of {@link KernelProduct}, in products of kernels.
 *
 * <p>With weights u by point and A by cell or edge every term is the trilinear form {@code L = sum_i u_i sum_ab A_ab F_a(x_i) G_b(y_i)}: SUM has w
 * for u and the cotangent for A, GATHER the cotangent for u and c for A.
 */
final class KernelProductRule {
    private final KernelProduct product;
    private final List<Expr> inputs;
    private final List<Expr> gradients;

    KernelProductRule(KernelProduct product, Node node) {
        this.product = product;
        this.inputs = node.inputs();
        this.gradients = new ArrayList<>(inputs.stream().map(Expr::zerosLike).toList());
    }

    List<Expr> vjp(List<Expr> cotangents) {
        for (int k = 0; k < cotangents.size(); k++) {
            if (!cotangents.get(k).isZero()) {
                add(product.terms().get(k), cotangents.get(k));
            }
        }
        return gradients;
    }

    private void add(List<KernelFactor> term, Expr cotangent) {
        boolean bySum = product.role() == Role.SUM;
        Expr u = bySum ? inputs.get(0) : cotangent;
        Expr cells = bySum ? cotangent : inputs.get(0);
        Contraction byPoint = new Contraction(term);
        Contraction byCell = new Contraction(term);
        Contraction same = bySum ? byPoint : byCell;
        List<Part> itself = List.of(same.part(1, term));
        List<List<Part>> raised = new ArrayList<>();
        List<List<Part>> atEdges = new ArrayList<>();
        List<List<Part>> stretched = new ArrayList<>();
        for (int d = 0; d < term.size(); d++) {
            KernelFactor factor = term.get(d);
            raised.add(byPoint.parts(d, factor.raised(factor.place())));
            atEdges.add(byCell.parts(d, factor.raised(Place.EDGE)));
            stretched.add(byCell.parts(d, factor.stretched()));
        }
        List<Expr> gathered = byPoint.outputs(Role.GATHER, cells);
        List<Expr> sums = byCell.outputs(Role.SUM, u);
        plus(0, combined(bySum ? gathered : sums, itself));
        for (int d = 0; d < term.size(); d++) {
            Expr h = inputs.get(3 + 3 * d);
            Expr alongLast = h.reshape(h.shape().then(Shape.of(1)));
            plus(
                    1 + 3 * d,
                    u.mul(combined(gathered, raised.get(d))).div(alongLast).neg());
            Expr differences = term.get(d).place() == Place.CELL ? differences(cells, d) : cells;
            Expr byEdge = differences.mul(combined(sums, atEdges.get(d)));
            int rank = byEdge.shape().rank();
            plus(2 + 3 * d, (term.size() == 1 ? byEdge : byEdge.sum(rank - 1 - d)).div(alongLast));
            Expr scaled = cells.mul(combined(sums, stretched.get(d)));
            int[] core = IntStream.range(rank - term.size(), rank).toArray();
            plus(3 + 3 * d, scaled.sum(core).div(h).neg());
        }
    }

    /** {@code A_a - A_(a+1)}: by moving, an edge gives to the cell before what it takes from the one behind. */
    private Expr differences(Expr cells, int d) {
        int axis = cells.shape().rank() - product.axes() + d;
        int count = cells.shape().dim(axis);
        return cells.slice(axis, 0, count - 1).sub(cells.slice(axis, 1, count));
    }

    private static Expr combined(List<Expr> outputs, List<Part> parts) {
        return parts.stream()
                .map(part -> outputs.get(part.output()).mul(part.multiple()))
                .reduce(Expr::add)
                .orElseThrow();
    }

    /** Summed over the leading axes that the input has not. */
    private void plus(int input, Expr gradient) {
        int extra = gradient.shape().rank() - inputs.get(input).shape().rank();
        Expr reduced =
                extra == 0 ? gradient : gradient.sum(IntStream.range(0, extra).toArray());
        gradients.set(input, gradients.get(input).add(reduced));
    }

    /** A multiple of an output. */
    private record Part(double multiple, int output) {}

    /** The terms of one node to be made, each once. */
    private final class Contraction {
        private final List<KernelFactor> term;
        private final List<List<KernelFactor>> terms = new ArrayList<>();

        Contraction(List<KernelFactor> term) {
            this.term = term;
        }

        Part part(double multiple, List<KernelFactor> wanted) {
            if (!terms.contains(wanted)) {
                terms.add(wanted);
            }
            return new Part(multiple, terms.indexOf(wanted));
        }

        /** The term with other factors on an axis. */
        List<Part> parts(int axis, List<Multiple> factors) {
            List<Part> parts = new ArrayList<>();
            for (Multiple factor : factors) {
                List<KernelFactor> changed = new ArrayList<>(term);
                changed.set(axis, factor.factor());
                parts.add(part(factor.multiple(), changed));
            }
            return parts;
        }

        List<Expr> outputs(Role role, Expr weight) {
            List<Expr> arguments = new ArrayList<>(inputs);
            arguments.set(0, weight);
            return Node.apply(new KernelProduct(role, product.kernels(), terms), arguments)
                    .outputs();
        }
    }
}
