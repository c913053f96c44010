package dev.limen.autodiff.optimise;

import dev.limen.autodiff.Certificate;
import java.util.List;

/** One search for a root: the state of {@link RootFinder} while it runs. */
final class RootSearch {
    private static final double OVERSHOOT = 1.5;
    private static final double FIRST_STEP = 0.1;
    private static final double LONGEST_FIRST_STEP = 10;
    private static final double LARGEST = 1e150;
    private static final int ALONE = 8;
    private static final double ROUNDING_STEPS = 1e3;

    private final RootFinder options;
    private final RootFinder.Function function;
    private final double lower;
    private final double upper;
    private final double[] slopeOut = new double[1];
    private int evaluations;
    private Point best = Point.NONE;

    private record Point(double x, double value, double slope) {
        static final Point NONE = new Point(Double.NaN, Double.NaN, Double.NaN);

        double newton() {
            return -value / slope;
        }

        boolean opposite(Point other) {
            return value < 0 != other.value < 0;
        }

        boolean closer(Point other) {
            return Math.abs(value) < Math.abs(other.value);
        }
    }

    RootSearch(RootFinder options, RootFinder.Function function, double lower, double upper) {
        this.options = options;
        this.function = function;
        this.lower = lower;
        this.upper = upper;
    }

    Root run(double start) {
        Point first = evaluate(start);
        if (first.value == 0) {
            return end(true, "");
        }
        if (Double.isNaN(first.value)) {
            return end(false, "the function is NaN at the start, x = " + start);
        }
        return bracket(first);
    }

    /** Grows outwards from the first point, on the preferred side alone for a while, then on both in turn. */
    private Root bracket(Point first) {
        double newton = first.newton();
        Front preferred = new Front(first, newton < 0);
        Front other = new Front(first, !(newton < 0));
        int alone = Double.isFinite(newton) ? ALONE : 0;
        for (int k = 0; evaluations < options.maximumEvaluations(); k++) {
            Front turn = k < alone || k % 2 == 0 ? preferred : other;
            Front front = turn.atLimit() ? turn == preferred ? other : preferred : turn;
            if (front.atLimit()) {
                Front low = preferred.down ? preferred : other;
                Front high = preferred.down ? other : preferred;
                return end(
                        false,
                        "no change of sign between x = %s and %s: the function is %s and %s there"
                                .formatted(low.to.x, high.to.x, low.to.value, high.to.value));
            }
            front.advance();
            if (Double.isNaN(front.to.value)) {
                return end(false, "the function is NaN at x = " + front.to.x);
            }
            if (front.to.value == 0) {
                return end(true, "");
            }
            if (front.to.opposite(front.from)) {
                return narrow(front.to, front.from);
            }
        }
        return end(
                false,
                "no change of sign found by %d evaluations between x = %s and %s"
                        .formatted(
                                evaluations,
                                Math.min(preferred.to.x, other.to.x),
                                Math.max(preferred.to.x, other.to.x)));
    }

    /** How far the search has got on one side. */
    private final class Front {
        private final boolean down;
        private final double limit;
        private Point from;
        private Point to;
        private double step;

        Front(Point first, boolean down) {
            this.down = down;
            limit = down ? lower : upper;
            from = first;
            to = first;
            double size = Math.max(Math.abs(first.x), 1);
            double newton = Math.abs(first.newton());
            step = newton > 0 && Double.isFinite(newton)
                    ? Math.min(OVERSHOOT * newton, LONGEST_FIRST_STEP * size)
                    : FIRST_STEP * size;
        }

        boolean atLimit() {
            return to.x == limit || Math.abs(to.x) > LARGEST;
        }

        void advance() {
            double x = to.x;
            while (x == to.x) {
                x = Box.clip(to.x + (down ? -step : step), lower, upper);
                step *= 2;
            }
            from = to;
            to = evaluate(x);
        }
    }

    private Point evaluate(double x) {
        evaluations++;
        double value = function.evaluate(x, slopeOut);
        Point point = new Point(x, value, slopeOut[0]);
        if (evaluations == 1 || point.closer(best)) {
            best = point;
        }
        return point;
    }

    private Root narrow(Point near, Point far) {
        Point a = near;
        Point b = far;
        double floor = 1e-3 * Math.abs(a.x - b.x);
        Point c = b;
        double last = Math.abs(a.x - b.x);
        double beforeLast = last;
        while (evaluations < options.maximumEvaluations()) {
            // a is the end with the smaller value; b the other end; c was dropped last.
            if (b.closer(a)) {
                Point swap = a;
                a = b;
                b = swap;
            }
            double allowed = options.tolerance() * Math.max(Math.abs(a.x), floor);
            double step = step(a, b, c, beforeLast);
            if (Math.abs(step) <= allowed || Math.abs(b.x - a.x) <= allowed) {
                return finish(a, step);
            }
            Point next = evaluate(a.x + step);
            if (Double.isNaN(next.value)) {
                return end(false, "the function is NaN at x = " + next.x);
            }
            if (next.value == 0) {
                return end(true, "");
            }
            if (!next.closer(a) && step == a.newton() && Math.abs(step) <= ROUNDING_STEPS * allowed) {
                return end(true, "rounding of the function hides changes of x below %.1g".formatted(Math.abs(step)));
            }
            beforeLast = last;
            last = Math.abs(step);
            if (next.opposite(a)) {
                c = b;
                b = a;
            } else {
                c = a;
            }
            a = next;
        }
        return end(false, "the limit of " + evaluations + " evaluations is reached");
    }

    /** The last step is taken if it is one of Newton's: it costs nothing and gains a digit. */
    private Root finish(Point a, double step) {
        double newton = a.newton();
        if (step == newton && step != 0) {
            double size = Math.abs(a.value);
            best = new Point(a.x + step, a.value + step * a.slope, a.slope);
            return end(true, "", size);
        }
        return end(true, "");
    }

    private static double step(Point a, Point b, Point c, double beforeLast) {
        double width = b.x - a.x;
        double newton = a.newton();
        boolean inside = newton / width > 0 && newton / width < 1;
        if (inside && Math.abs(newton) < 0.5 * beforeLast) {
            return newton;
        }
        double t = 0.5;
        if (Double.isNaN(a.slope) && c.x != b.x && Double.isFinite(a.value) && Double.isFinite(b.value)) {
            t = interpolate(a, b, c);
        }
        return t * width;
    }

    // The fraction of the way from a to b, kept off the ends so that both of them move.
    private static double interpolate(Point a, Point b, Point c) {
        double xi = (a.x - b.x) / (c.x - b.x);
        double phi = (a.value - b.value) / (c.value - b.value);
        if (!(phi * phi < xi) || !((1 - phi) * (1 - phi) < 1 - xi)) {
            return 0.5;
        }
        double t = a.value / (b.value - a.value) * c.value / (b.value - c.value)
                + (c.x - a.x) / (b.x - a.x) * a.value / (c.value - a.value) * b.value / (c.value - b.value);
        double edge = 2e-16 * Math.abs(a.x) / Math.abs(b.x - a.x);
        return Box.clip(t, Math.min(0.5, edge), 1 - Math.min(0.5, edge));
    }

    private Root end(boolean converged, String message) {
        return end(converged, message, Math.abs(best.value));
    }

    private Root end(boolean converged, String message, double residual) {
        double slope = Math.abs(best.slope);
        return new Root(
                best.x,
                best.value,
                best.slope,
                new Certificate(
                        Certificate.Kind.ROOT,
                        converged,
                        evaluations,
                        evaluations,
                        residual,
                        0,
                        slope,
                        slope > 0 ? 1 : slope,
                        List.of(),
                        message));
    }
}
