package dev.limen.ops;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;

/** Values of events as columns of a table. */
final class Columns {
    private Columns() {}

    /** x {@code [..]} as {@code [.., 1]}. */
    static Expr column(Expr x) {
        return x.reshape(x.shape().then(Shape.of(1)));
    }

    /** x {@code [..]} as {@code [.., count]}, the same in each column. */
    static Expr repeated(Expr x, int count) {
        return column(x).broadcastTo(x.shape().then(Shape.of(count)));
    }
}
