package dev.limen.autodiff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Exact derivatives, graph to graph: what comes out can be differentiated again, to any order.
 *
 * <p>Reverse mode only: a forward derivative is the reverse one transposed again.
 */
public final class Derivatives {
    private Derivatives() {}

    /**
     * The gradient of a scalar.
     *
     * @return of the shape of {@code by}
     * @throws IllegalArgumentException if {@code of} is no scalar, or {@code by} not of a floating type
     */
    public static Expr gradient(Expr of, Expr by) {
        return gradient(of, List.of(by)).get(0);
    }

    /** The gradients of a scalar by several expressions. */
    public static List<Expr> gradient(Expr of, List<Expr> by) {
        if (of.shape().rank() != 0) {
            throw new IllegalArgumentException("gradient needs a scalar; got shape " + of.shape()
                    + ". Use vjp with a cotangent of that shape, or sum() first.");
        }
        return vjp(List.of(of), List.of(Expr.onesLike(of)), by);
    }

    /** The product of a cotangent and the Jacobian: of the shape of {@code by}. */
    public static Expr vjp(Expr of, Expr cotangent, Expr by) {
        return vjp(List.of(of), List.of(cotangent), List.of(by)).get(0);
    }

    /**
     * Sum over k of cotangent_k times the Jacobian of output k, for each expression of {@code by}.
     *
     * <p>The expressions of {@code by} may be inner ones: derivatives stop there.
     *
     * @throws IllegalArgumentException if a cotangent's shape is not that of its output
     */
    public static List<Expr> vjp(List<Expr> of, List<Expr> cotangents, List<Expr> by) {
        if (of.size() != cotangents.size()) {
            throw new IllegalArgumentException(
                    "vjp: " + cotangents.size() + " cotangents for " + of.size() + " outputs");
        }
        for (Expr expr : by) {
            if (!expr.dtype().isFloating()) {
                throw new IllegalArgumentException("vjp: no derivative by " + expr + " of type " + expr.dtype()
                        + "; cast to FLOAT64 before its use");
            }
            Primitive primitive = expr.node().primitive();
            if (primitive instanceof Leaf.Fill || primitive instanceof Leaf.Eye) {
                // Such patterns are folded away while graphs are built: a derivative would silently miss uses.
                throw new IllegalArgumentException("vjp: no derivative by the pattern " + expr
                        + "; use a variable, or a constant made from a Tensor");
            }
        }
        Map<Expr, Expr> known = new HashMap<>();
        for (int k = 0; k < of.size(); k++) {
            if (!of.get(k).shape().equals(cotangents.get(k).shape())) {
                throw new IllegalArgumentException(
                        "vjp: cotangent of shape " + cotangents.get(k).shape() + " for output " + of.get(k)
                                + " of shape " + of.get(k).shape());
            }
            known.merge(of.get(k), cotangents.get(k), Expr::add);
        }
        List<Node> order = Traversal.topological(of);
        Set<Node> dependent = Traversal.dependents(order, by);
        Map<Node, Boolean> reached = new IdentityHashMap<>();
        of.forEach(expr -> reached.put(expr.node(), true));
        for (int i = order.size() - 1; i >= 0; i--) {
            Node node = order.get(i);
            if (!dependent.contains(node) || !reached.containsKey(node)) {
                continue;
            }
            List<Expr> incoming = new ArrayList<>();
            boolean any = false;
            for (Expr output : node.outputs()) {
                Expr ct = by.contains(output)
                        ? Expr.zerosLike(output)
                        : known.getOrDefault(output, Expr.zerosLike(output));
                any |= !ct.isZero();
                incoming.add(ct);
            }
            if (!any) {
                continue;
            }
            List<Expr> outgoing = node.primitive().vjp(node, incoming);
            for (int k = 0; k < outgoing.size(); k++) {
                Expr input = node.input(k);
                Expr ct = outgoing.get(k);
                if (!ct.isZero() && input.dtype().isFloating()) {
                    known.merge(input, ct, Expr::add);
                    reached.put(input.node(), true);
                }
            }
        }
        return by.stream()
                .map(expr -> known.getOrDefault(expr, Expr.zerosLike(expr)))
                .toList();
    }

    /** The product of the Jacobian and a tangent: of the shape of {@code of}. */
    public static Expr jvp(Expr of, Expr by, Expr tangent) {
        return jvp(List.of(of), List.of(by), List.of(tangent)).get(0);
    }

    /** Sum over k of the Jacobian by expression k times tangent k, for each output. */
    public static List<Expr> jvp(List<Expr> of, List<Expr> by, List<Expr> tangents) {
        List<Expr> dual = of.stream()
                .map(expr -> Expr.variable("cotangent", expr.shape(), expr.dtype()))
                .toList();
        List<Expr> transposed = vjp(of, dual, by);
        // Linear in the dual variables, so their derivative does not depend on them; a fused node may still name them.
        List<Expr> zeros = dual.stream().map(Expr::zerosLike).toList();
        return new Graph(dual, vjp(transposed, tangents, dual)).call(zeros);
    }

    /** The Hessian of a scalar times a vector of the shape of {@code by}. */
    public static Expr hvp(Expr of, Expr by, Expr vector) {
        return vjp(gradient(of, by), vector, by);
    }

    /**
     * The Jacobian, of shape {@code [of..., by...]}.
     *
     * @throws IllegalArgumentException if one of them has an event axis
     */
    public static Expr jacobian(Expr of, Expr by) {
        int size = of.shape().size();
        Expr cotangent = Expr.variable("cotangent", of.shape(), of.dtype());
        Expr row = vjp(of, cotangent, by);
        Shape full = of.shape().then(by.shape());
        if (row.isZero()) {
            return Expr.fill(full, by.dtype(), 0);
        }
        Expr basis = Expr.eye(size).cast(of.dtype()).reshape(Shape.of(size).then(of.shape()));
        Expr rows = new Graph(List.of(cotangent), List.of(row))
                .batch(List.of(basis))
                .get(0);
        Shape stacked = Shape.of(size).then(by.shape());
        // A row that does not depend on the cotangent is the same for every basis vector.
        return rows.broadcastTo(stacked).reshape(full);
    }

    /** The Hessian of a scalar by a vector, of shape {@code [by..., by...]}. */
    public static Expr hessian(Expr of, Expr by) {
        return jacobian(gradient(of, by), by);
    }
}
