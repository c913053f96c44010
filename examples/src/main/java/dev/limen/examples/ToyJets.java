package dev.limen.examples;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Segments;
import dev.limen.autodiff.random.RandomSource;
import dev.limen.autodiff.random.RandomStream;
import dev.limen.ops.Jagged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Simulated events of one process, in memory: one jet of the collision, and jets of pile-up beside it.
 *
 * @param jets   columns {@code pt} in GeV and {@code quality} between 0 and 1, low for pile-up {@code [jets]}
 * @param weight expected events {@code [events]}
 */
record ToyJets(Jagged jets, Expr weight) {
    private static final int EVENTS = 20_000;
    private static final double PILE_UP_PT = 50;
    private static final double LEAST_PT = 20;

    /** The collision's jets fall exponentially with the mean given above 20 GeV; {@code yield} events are expected. */
    static ToyJets falling(String process, double pt, double yield) {
        RandomSource random = new RandomSource(11, process);
        int[] counts = new int[EVENTS];
        List<Double> pts = new ArrayList<>();
        List<Double> qualities = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            RandomStream event = random.at(i);
            pts.add(LEAST_PT - pt * Math.log(1 - event.uniform()));
            qualities.add(1 - Math.pow(event.uniform(), 2));
            counts[i] = 1;
            while (event.uniform() < 0.6) {
                pts.add(LEAST_PT - PILE_UP_PT * Math.log(1 - event.uniform()));
                qualities.add(Math.pow(event.uniform(), 2));
                counts[i]++;
            }
        }
        Map<String, Expr> columns = Map.of("pt", column(pts), "quality", column(qualities));
        Segments segments = Segments.of(Tensor.wrap(Shape.of(EVENTS), counts));
        Expr weight = Expr.constant(yield / EVENTS).broadcastTo(Shape.of(EVENTS));
        return new ToyJets(Jagged.of(segments, columns::get), weight);
    }

    private static Expr column(List<Double> values) {
        return Expr.constant(
                Tensor.of(values.stream().mapToDouble(Double::doubleValue).toArray()));
    }
}
