package dev.limen.autodiff;

import java.util.ArrayList;
import java.util.List;

/**
 * Repetition along new axes: axis {@code i} of the input becomes axis {@code axes[i]} of the target.
 *
 * @param target shape of the output
 * @param axes   where the input's axes go, ascending, of equal length there
 */
public record Broadcast(Shape target, List<Integer> axes) implements Primitive {
    public Broadcast {
        axes = List.copyOf(axes);
    }

    @Override
    public String name() {
        return "broadcast";
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        Shape from = inputs.get(0);
        boolean fits = from.rank() == axes.size();
        for (int i = 0; fits && i < axes.size(); i++) {
            int axis = axes.get(i);
            fits = axis >= 0
                    && axis < target.rank()
                    && (i == 0 || axes.get(i - 1) < axis)
                    && target.dim(axis) == from.dim(i);
        }
        if (!fits) {
            throw new IllegalArgumentException("broadcast: shape " + from + " does not fit axes " + axes + " of "
                    + target + "; expected one ascending axis of equal length for each of its own");
        }
        return List.of(target);
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        List<Integer> added = new ArrayList<>();
        for (int axis = 0; axis < target.rank(); axis++) {
            if (!axes.contains(axis)) {
                added.add(axis);
            }
        }
        return List.of(cotangents.get(0).sum(added));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.broadcast(this);
    }
}
