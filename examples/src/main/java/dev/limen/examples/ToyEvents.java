package dev.limen.examples;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.random.RandomSource;
import dev.limen.autodiff.random.RandomStream;
import java.util.Map;

/**
 * Simulated events of one process, in memory.
 *
 * @param columns missing transverse momentum {@code met} and transverse mass {@code mt}, in GeV {@code [events]}
 * @param weight  expected events {@code [events]}
 */
record ToyEvents(Map<String, Expr> columns, Expr weight) {
    private static final int EVENTS = 20_000;

    /** Both columns fall exponentially: with the means given, around {@code yield} events expected in all. */
    static ToyEvents falling(String process, double met, double mt, double yield) {
        RandomSource random = new RandomSource(7, process);
        double[] mets = new double[EVENTS];
        double[] mts = new double[EVENTS];
        for (int i = 0; i < EVENTS; i++) {
            RandomStream event = random.at(i);
            mets[i] = -met * Math.log(1 - event.uniform());
            mts[i] = -mt * Math.log(1 - event.uniform());
        }
        Expr weight = Expr.constant(yield / EVENTS).broadcastTo(Shape.of(EVENTS));
        return new ToyEvents(
                Map.of("met", Expr.constant(Tensor.of(mets)), "mt", Expr.constant(Tensor.of(mts))), weight);
    }

    /** The column of this name {@code [events]}. */
    Expr column(String name) {
        return columns.get(name);
    }
}
