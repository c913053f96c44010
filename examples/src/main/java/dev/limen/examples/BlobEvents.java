package dev.limen.examples;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.random.RandomSource;
import dev.limen.autodiff.random.RandomStream;
import java.util.List;

/**
 * Simulated events of neos's three blobs (N. Simpson and L. Heinrich, arXiv:2203.05570): points of the plane,
 * normal of unit width around a centre. The background's centre is uncertain: one nuisance parameter moves it.
 *
 * @param signal     around (-1, 1) {@code [events, 2]}
 * @param background around (1, -1) {@code [events, 2]}
 */
record BlobEvents(Tensor signal, Tensor background) {
    /** From the nominal background to that of one standard deviation up, around (2.5, 2). */
    static final Expr UP = Expr.constant(1.5, 3);
    /** To that of one standard deviation down, around (-2.5, -1.5). */
    static final Expr DOWN = Expr.constant(-3.5, -0.5);

    /** As many events of each kind; others for another {@code part} (training, test). */
    static BlobEvents generate(long seed, String part, int events) {
        return new BlobEvents(
                blob(new RandomSource(seed, part + " signal"), events, -1, 1),
                blob(new RandomSource(seed, part + " background"), events, 1, -1));
    }

    private static Tensor blob(RandomSource random, int events, double x, double y) {
        double[] points = new double[2 * events];
        for (int i = 0; i < events; i++) {
            RandomStream event = random.at(i);
            points[2 * i] = x + event.normal();
            points[2 * i + 1] = y + event.normal();
        }
        return Tensor.wrap(Shape.of(events, 2), points);
    }

    /** The first of {@code size} events, the next and so on, around and around; signal and background. */
    List<Tensor> batch(int step, int size) {
        int events = signal.shape().dim(0);
        int from = step % (events / size) * size;
        return List.of(rows(signal, from, size), rows(background, from, size));
    }

    private static Tensor rows(Tensor points, int from, int count) {
        double[] rows = new double[2 * count];
        points.copyTo(2 * from, rows, 0, rows.length);
        return Tensor.wrap(Shape.of(count, 2), rows);
    }
}
