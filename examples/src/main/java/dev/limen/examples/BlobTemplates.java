package dev.limen.examples;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import dev.limen.histfactory.Model;
import dev.limen.ops.Histogram;
import dev.limen.ops.Histograms;
import dev.limen.ops.Overflow;
import java.util.function.UnaryOperator;

/**
 * The four histograms of a score of the three blobs, and their model: 20 signal events times mu, and 100 background events
 * whose shape moves with one nuisance parameter.
 *
 * @param signal     the template of 20 events {@code [bins]}
 * @param background that of 100 events {@code [bins]}
 * @param down       the same one standard deviation down
 * @param up         and up
 */
record BlobTemplates(Expr signal, Expr background, Expr down, Expr up) {
    /** The events' variables: points of the plane {@code [events, 2]}. */
    static final Expr SIGNAL = Expr.variable("signal", Shape.of(Shape.EVENTS, 2));

    static final Expr BACKGROUND = Expr.variable("background", Shape.of(Shape.EVENTS, 2));

    /** Four bins of equal width. */
    static final Expr EDGES = Expr.constant(0, 0.25, 0.5, 0.75, 1);

    /** In every bin of every template, as in the original: no template is empty. */
    private static final double LEAST = 1e-3;

    /** Templates of a score between 0 and 1 {@code [events, 1]}, smoothed by a kernel. */
    static BlobTemplates soft(UnaryOperator<Expr> score, Expr edges, Expr bandwidth) {
        return of(score, (x, one) -> Histograms.kde(x, one, one, edges, bandwidth, Overflow.REFLECT));
    }

    /** Ordinary histograms. */
    static BlobTemplates hard(UnaryOperator<Expr> score, Expr edges) {
        return of(score, (x, one) -> Histograms.hard(x, one, one, edges, Overflow.REFLECT));
    }

    private interface Counting {
        Histogram of(Expr x, Expr weight);
    }

    private static BlobTemplates of(UnaryOperator<Expr> score, Counting counting) {
        return new BlobTemplates(
                template(20, score.apply(SIGNAL), counting),
                template(100, score.apply(BACKGROUND), counting),
                template(100, score.apply(BACKGROUND.add(BlobEvents.DOWN)), counting),
                template(100, score.apply(BACKGROUND.add(BlobEvents.UP)), counting));
    }

    private static Expr template(double yield, Expr score, Counting counting) {
        Expr x = score.sum(1);
        Expr one = Expr.onesLike(x);
        return counting.of(x, one).sumw().mul(yield).div(one.sum()).add(LEAST);
    }

    /** The model with the nuisance parameter, interpolated by code 4p. */
    Model model() {
        return Model.build(m -> m.poi("mu").channel("SR", c -> c.sample("signal", signal, x -> x.normfactor("mu"))
                .sample("background", background, x -> x.histosys("centre", down, up))));
    }
}
