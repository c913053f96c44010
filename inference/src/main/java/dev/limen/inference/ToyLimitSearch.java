package dev.limen.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A bracket of the limit that shrinks: see {@link ToyLimit}. */
final class ToyLimitSearch {
    /** CLs of one signal strength: log of its ratio to the level's, and the standard error of that. */
    private record Point(double mu, double excess, double error) {}

    private static final double RELATIVE = 1e-3;
    private static final int DOUBLINGS = 40;

    private final ToyTest test;
    private final double alpha;
    private final ToDoubleFunction<ToyCls> cls;
    private final ToDoubleFunction<ToyCls> error;
    private final List<Point> points = new ArrayList<>();
    private int failed;

    private ToyLimitSearch(ToyTest test, double level, ToDoubleFunction<ToyCls> cls, ToDoubleFunction<ToyCls> error) {
        this.test = test;
        this.alpha = Level.alpha(level);
        this.cls = cls;
        this.error = error;
    }

    static ToyLimitSearch observed(ToyTest test, double level) {
        return new ToyLimitSearch(test, level, ToyCls::observed, ToyCls::observedError);
    }

    /** @param place of the wanted limit in the band */
    static ToyLimitSearch expected(ToyTest test, double level, int place) {
        return new ToyLimitSearch(test, level, cls -> cls.expected().values().get(place), cls -> cls.expectedErrors()
                .values()
                .get(place));
    }

    private Point at(double mu) {
        ToyCls toys = test.at(mu);
        failed += toys.failed();
        double value = cls.applyAsDouble(toys);
        double deviation = error.applyAsDouble(toys);
        // No toy beyond: excluded, by a finite amount so that secants can be drawn.
        double floored = Math.max(value, 0.1 * alpha);
        Point point = new Point(mu, Math.log(floored / alpha), deviation / floored);
        points.add(point);
        return point;
    }

    ToyLimit limit() {
        Point low = new Point(0, -Math.log(alpha), 0);
        Point high = at(test.guess());
        for (int i = 0; high.excess() > 0; i++) {
            if (i == DOUBLINGS) {
                throw new IllegalStateException("toys: CLs at POI " + high.mu() + " is still "
                        + alpha * Math.exp(high.excess()) + ", above " + alpha + "; no limit found");
            }
            low = high;
            high = at(2 * high.mu());
        }
        return withError(shrink(low, high));
    }

    private Point shrink(Point first, Point second) {
        Point low = first;
        Point high = second;
        while (high.mu() - low.mu() > RELATIVE * high.mu()) {
            Point middle = at(between(low, high));
            if (Math.abs(middle.excess()) < 0.1 * middle.error()) {
                return middle;
            }
            if (middle.excess() > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** The secant's zero, kept a tenth of the bracket away from its ends. */
    private static double between(Point low, Point high) {
        double share = low.excess() / (low.excess() - high.excess());
        return low.mu() + Math.min(0.9, Math.max(0.1, share)) * (high.mu() - low.mu());
    }

    private ToyLimit withError(Point found) {
        double mu = found.mu();
        double slope = (at(0.9 * mu).excess() - at(1.1 * mu).excess()) / (0.2 * mu);
        return new ToyLimit(mu, found.error() / slope, failed, points.size());
    }
}
