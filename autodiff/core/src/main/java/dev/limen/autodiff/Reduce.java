package dev.limen.autodiff;

import java.util.List;
import java.util.Locale;

/**
 * The sum, product, largest or smallest element along some axes, which disappear.
 *
 * @param op   which
 * @param axes the axes, ascending
 */
public record Reduce(Op op, List<Integer> axes) implements Primitive {

    /** How elements are put together. Sums are taken in a fixed order that does not depend on the number of threads. */
    public enum Op {
        /** Sum; 0 for no elements. */
        SUM,
        /** Product; 1 for no elements. */
        PROD,
        /** Largest; at a tie the derivative is shared equally. */
        MAX,
        /** Smallest; at a tie the derivative is shared equally. */
        MIN
    }

    public Reduce {
        axes = axes.stream().sorted().distinct().toList();
    }

    @Override
    public String name() {
        return "reduce_" + op.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        axes.forEach(axis -> Elementwise.requireAxis(name(), axis, inputs.get(0)));
        return List.of(inputs.get(0).without(axes));
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        Expr x = node.input(0);
        Expr ct = spread(cotangents.get(0), x);
        return List.of(
                switch (op) {
                    case SUM -> ct;
                    case PROD -> ct.mul(productOfOthers(x));
                    case MAX, MIN -> {
                        Expr winner = x.eq(spread(node.output(0), x)).cast(x.dtype());
                        yield ct.mul(winner.div(spread(winner.sum(axes), x)));
                    }
                });
    }

    private Expr spread(Expr reduced, Expr like) {
        List<Integer> kept = new java.util.ArrayList<>();
        for (int axis = 0; axis < like.shape().rank(); axis++) {
            if (!axes.contains(axis)) {
                kept.add(axis);
            }
        }
        return reduced.broadcast(like.shape(), kept);
    }

    /** For one axis at a time: the product of all elements but each one, without a division (elements may be 0). */
    private Expr productOfOthers(Expr x) {
        if (axes.contains(x.shape().openAxis())) {
            throw new IllegalArgumentException(name() + ": no derivative along the event axis of " + x.shape()
                    + "; write the product as exp of a sum of logarithms");
        }
        Expr others = null;
        Expr inner = x;
        // From the last axis inwards: a product over several axes is a product of products.
        for (int k = axes.size() - 1; k >= 0; k--) {
            int axis = axes.get(k);
            Expr here = along(inner, axis);
            List<Integer> kept = new java.util.ArrayList<>();
            for (int a = 0; a < x.shape().rank(); a++) {
                if (!axes.subList(k + 1, axes.size()).contains(a)) {
                    kept.add(a);
                }
            }
            Expr full = here.broadcast(x.shape(), kept);
            others = others == null ? full : others.mul(full);
            inner = Node.apply(new Reduce(Op.PROD, List.of(axis)), List.of(inner))
                    .output(0);
        }
        return others == null ? Expr.onesLike(x) : others;
    }

    private static Expr along(Expr x, int axis) {
        int length = x.shape().dim(axis);
        List<Expr> slices = new java.util.ArrayList<>();
        for (int i = 0; i < length; i++) {
            slices.add(x.slice(axis, i, i + 1));
        }
        List<Expr> before = new java.util.ArrayList<>();
        Expr product = null;
        for (int i = 0; i < length; i++) {
            before.add(product == null ? Expr.onesLike(slices.get(i)) : product);
            product = product == null ? slices.get(i) : product.mul(slices.get(i));
        }
        List<Expr> others = new java.util.ArrayList<>(before);
        Expr after = null;
        for (int i = length - 1; i >= 0; i--) {
            others.set(i, after == null ? before.get(i) : before.get(i).mul(after));
            after = after == null ? slices.get(i) : after.mul(slices.get(i));
        }
        return others.isEmpty() ? Expr.onesLike(x) : Expr.concat(axis, others);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.reduce(this);
    }
}
