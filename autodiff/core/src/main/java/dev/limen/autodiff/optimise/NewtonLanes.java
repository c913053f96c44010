package dev.limen.autodiff.optimise;

import java.util.Arrays;

/**
 * Minimises many twice differentiable functions of equally many parameters on boxes, side by side: one evaluation serves
 * all lanes, and a lane whose problem is solved takes the next one.
 *
 * <p>Damped Newton steps on the parameters that no bound holds; where a step meets bounds it is solved again with these
 * parameters on them. A lane gives up, where {@link BoundedNewton} would go on, at saddles and flat directions: its
 * caller solves such a problem by itself. What a lane finds depends on its own problem only.
 *
 * <p>A workspace: used by one thread; no call allocates.
 */
public final class NewtonLanes {
    private static final double ARMIJO = 1e-4;
    private static final double ROUNDING = 1e-14;
    private static final double SHORTER = 0.3;

    private final int lanes;
    private final int n;
    private final int evaluations;
    private final LaneStep step;
    private final boolean[] busy;
    private final boolean[] fresh;
    private final int[] spent;
    private final double[] lower;
    private final double[] upper;
    /** The best point of each lane, the one that its step leads to, and the one that is tried. */
    private final double[] here;

    private final double[] target;
    private final double[] tried;
    private final double[] best;
    private final double[] slope;
    private final double[] length;
    private final double[] value;
    private final double[] gradient;
    private final double[] hessian;
    private final double[] start;
    private final double[] from;
    private final double[] to;

    /** The functions of all lanes. */
    public interface Objective {
        /**
         * Evaluates the function of each lane; where it is undefined its value is +infinity or NaN.
         *
         * @param x        {@code [lanes, n]}, row-major as all; lanes without a problem hold any numbers
         * @param value    {@code [lanes]}, written
         * @param gradient {@code [lanes, n]}, written
         * @param hessian  {@code [lanes, n, n]}, written
         */
        void evaluate(double[] x, double[] value, double[] gradient, double[] hessian);
    }

    /** Where problems come from and results go. */
    public interface Problems {
        /**
         * Gives a lane another problem, that of its objective included.
         *
         * @param start {@code [n]}, written: within the bounds, finite
         * @param lower {@code [n]}, written, may be -infinity
         * @param upper {@code [n]}, written, may be infinity
         * @return false where there is none left; nothing is written then
         */
        boolean next(int lane, double[] start, double[] lower, double[] upper);

        /**
         * Takes a minimum.
         *
         * @param x        {@code [n]}, not to be kept
         * @param value    the objective less the distance, which is the minimum to second order
         * @param distance the estimated distance of the objective at x to the minimum, 1/2 g' H^-1 g; the Hessian is
         *                 positive definite on the parameters that no bound holds
         */
        void solved(int lane, double[] x, double value, double distance);

        /** The lane's problem was given up. */
        void failed(int lane);
    }

    /**
     * Room for lanes.
     *
     * @param lanes       problems at a time, 1 or more
     * @param n           parameters of each, 1 or more
     * @param tolerance   the distance at which a problem is solved, above 0
     * @param evaluations after which a problem is given up
     */
    public NewtonLanes(int lanes, int n, double tolerance, int evaluations) {
        if (lanes < 1 || n < 1 || !(tolerance > 0)) {
            throw new IllegalArgumentException("newton lanes: " + lanes + " lanes of " + n + " parameters, tolerance "
                    + tolerance + "; expected 1 or more of each and a positive number");
        }
        this.lanes = lanes;
        this.n = n;
        this.evaluations = evaluations;
        step = new LaneStep(n, tolerance);
        busy = new boolean[lanes];
        fresh = new boolean[lanes];
        spent = new int[lanes];
        lower = new double[lanes * n];
        upper = new double[lanes * n];
        here = new double[lanes * n];
        target = new double[lanes * n];
        tried = new double[lanes * n];
        best = new double[lanes];
        slope = new double[lanes];
        length = new double[lanes];
        value = new double[lanes];
        gradient = new double[lanes * n];
        hessian = new double[lanes * n * n];
        start = new double[n];
        from = new double[n];
        to = new double[n];
    }

    /** How many problems are worked at. */
    public int lanes() {
        return lanes;
    }

    /** Solves all problems there are. */
    public void run(Objective objective, Problems problems) {
        Arrays.fill(tried, 0);
        int working = 0;
        for (int lane = 0; lane < lanes; lane++) {
            load(lane, problems);
            working += busy[lane] ? 1 : 0;
        }
        while (working > 0) {
            objective.evaluate(tried, value, gradient, hessian);
            for (int lane = 0; lane < lanes; lane++) {
                if (busy[lane]) {
                    advance(lane, problems);
                    working -= busy[lane] ? 0 : 1;
                }
            }
        }
    }

    private void load(int lane, Problems problems) {
        busy[lane] = problems.next(lane, start, from, to);
        if (busy[lane]) {
            System.arraycopy(start, 0, tried, lane * n, n);
            System.arraycopy(from, 0, lower, lane * n, n);
            System.arraycopy(to, 0, upper, lane * n, n);
            fresh[lane] = true;
            spent[lane] = 0;
        }
    }

    private void advance(int lane, Problems problems) {
        spent[lane]++;
        double f = value[lane];
        boolean finite = Double.isFinite(f);
        boolean known = !fresh[lane];
        double bound = known ? best[lane] + ARMIJO * length[lane] * slope[lane] : Double.POSITIVE_INFINITY;
        boolean lower = finite && f <= bound + (known ? ROUNDING * Math.abs(f) : 0);
        if (!lower && known && spent[lane] < evaluations) {
            shorten(lane, f, finite);
            return;
        }
        if (!lower) {
            fail(lane, problems);
            return;
        }
        fresh[lane] = false;
        best[lane] = f;
        System.arraycopy(tried, lane * n, here, lane * n, n);
        LaneStep.Outcome outcome = step.from(this.here, this.lower, upper, gradient, hessian, lane);
        if (outcome == LaneStep.Outcome.MINIMUM) {
            System.arraycopy(here, lane * n, start, 0, n);
            problems.solved(lane, start, f - step.distance(), step.distance());
            load(lane, problems);
        } else if (outcome == LaneStep.Outcome.STUCK || spent[lane] >= evaluations) {
            fail(lane, problems);
        } else {
            System.arraycopy(step.target(), 0, target, lane * n, n);
            System.arraycopy(step.target(), 0, tried, lane * n, n);
            slope[lane] = step.slope();
            length[lane] = 1;
        }
    }

    private void fail(int lane, Problems problems) {
        problems.failed(lane);
        load(lane, problems);
    }

    private void shorten(int lane, double f, boolean finite) {
        double t = length[lane];
        double parabola = -0.5 * slope[lane] * t * t / (f - best[lane] - slope[lane] * t);
        t = finite ? Math.min(0.5 * t, Math.max(0.1 * t, parabola)) : SHORTER * t;
        length[lane] = t;
        for (int i = lane * n; i < (lane + 1) * n; i++) {
            tried[i] = here[i] + t * (target[i] - here[i]);
        }
    }
}
