package dev.limen.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The upper limit on the POI by pseudo-experiments: where CLs by toys is 1 - level.
 *
 * <p>All signal strengths use the same random numbers, so CLs falls with mu almost without noise of its own. The search
 * ends where log CLs is within a tenth of its standard error of the level's, or where the bracket is 1e-3 of the limit.
 *
 * @param value  the limit
 * @param error  its standard error from the number of toys: that of log CLs over its slope
 * @param failed toys left out because a fit failed, in all points
 * @param points signal strengths tried
 */
public record ToyLimit(double value, double error, int failed, int points) {

    /**
     * The observed limit.
     *
     * @param level confidence level in (0, 1), say 0.95
     * @throws dev.limen.autodiff.NotConvergedException if a fit to the data did not converge
     * @throws IllegalStateException if the signal adds no events, or no signal strength is excluded
     */
    public static ToyLimit observed(LogLikelihood model, Data data, double level, Toys toys) {
        Search search = new Search(ToyTest.of(model, data, toys), level, ToyCls::observed, ToyCls::observedError);
        return search.limit();
    }

    /** The median limit without signal, of toys made at the fit to the data with the POI held at 0; as {@link #observed}. */
    public static ToyLimit expected(LogLikelihood model, Data data, double level, Toys toys) {
        return median(ToyTest.of(model, data, toys), level);
    }

    /** The median limit without signal, of toys made at nominal parameters; as {@link #observed}. */
    public static ToyLimit blind(LogLikelihood model, double level, Toys toys) {
        return median(ToyTest.blind(model, toys), level);
    }

    private static ToyLimit median(ToyTest test, double level) {
        return new Search(test, level, cls -> cls.expected().median(), ToyCls::expectedError).limit();
    }

    /** CLs of one signal strength: log of its ratio to the level's, and the standard error of that. */
    private record Point(double mu, double excess, double error) {}

    /** A bracket of the limit that shrinks. */
    private static final class Search {
        private static final double RELATIVE = 1e-3;
        private static final int DOUBLINGS = 40;

        private final ToyTest test;
        private final double alpha;
        private final ToDoubleFunction<ToyCls> cls;
        private final ToDoubleFunction<ToyCls> error;
        private final List<Point> points = new ArrayList<>();
        private int failed;

        Search(ToyTest test, double level, ToDoubleFunction<ToyCls> cls, ToDoubleFunction<ToyCls> error) {
            this.test = test;
            this.alpha = Level.alpha(level);
            this.cls = cls;
            this.error = error;
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
}
