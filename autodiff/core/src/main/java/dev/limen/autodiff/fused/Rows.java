package dev.limen.autodiff.fused;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows along the last axis of several inputs, any of which may lack leading axes that others have.
 *
 * @param leading leading axes of each input
 * @param batch   the common ones
 * @param length  elements of a row; may be open
 */
record Rows(List<Shape> leading, Shape batch, int length) {

    static Rows of(String name, List<Shape> inputs) {
        List<Shape> leading = new ArrayList<>();
        for (Shape shape : inputs) {
            if (shape.rank() == 0
                    || shape.dim(shape.rank() - 1)
                            != inputs.get(0).dim(inputs.get(0).rank() - 1)) {
                throw new IllegalArgumentException(
                        name + ": shapes " + inputs + "; expected rows of one length, each behind batch axes or none");
            }
            leading.add(shape.first(shape.rank() - 1));
        }
        return new Rows(
                leading,
                Shape.commonLeading(name, leading),
                inputs.get(0).dim(inputs.get(0).rank() - 1));
    }

    static Rows ofExpressions(String name, List<Expr> inputs) {
        return of(name, inputs.stream().map(Expr::shape).toList());
    }

    Shape shape() {
        return batch.then(Shape.of(length));
    }

    /** Number of rows. */
    int count() {
        return batch.size();
    }

    /** Where a row of an input begins. */
    int start(int input, int row) {
        return row % leading.get(input).size() * length;
    }

    /** {@code [..., n]} as {@code [..., n, 1]}, repeated to {@code [batch, n, n]}. */
    Expr down(Expr e) {
        return e.reshape(e.shape().then(Shape.of(1))).broadcastTo(square());
    }

    /** {@code [..., n]} as {@code [..., 1, n]}, repeated to {@code [batch, n, n]}. */
    Expr across(Expr e) {
        Shape lead = e.shape().first(e.shape().rank() - 1);
        return e.reshape(lead.then(Shape.of(1, length))).broadcastTo(square());
    }

    Shape square() {
        return batch.then(Shape.of(length, length));
    }

    /** The axis behind the batch axes, counted on from it. */
    int axis(int offset) {
        return batch.rank() + offset;
    }
}
