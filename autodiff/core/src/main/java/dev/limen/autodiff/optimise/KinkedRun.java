package dev.limen.autodiff.optimise;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.linear.SymmetricMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Descents from orthant to orthant: the state of {@link KinkedNewton} while it runs. */
final class KinkedRun {
    /** The least number beyond a kink. */
    static final double EDGE = Double.MIN_NORMAL;

    /** Distance in the objective at which an orthant is left before its minimum is known to rounding. */
    private static final double COARSE = 1e-3;

    private static final double HOPELESS = 10 * COARSE;

    private final BoundedNewton newton;
    private final BoundedNewton coarse;
    private final int[] kinks;
    private final BoundedNewton.Objective objective;
    private final double[] lower;
    private final double[] upper;
    private final NewtonWorkspace workspace;
    /** The box of the present orthant. */
    private final double[] low;

    private final double[] high;
    /** The gradient on this side of the kinks, and on the other. */
    private final double[] here;

    private final double[] beyond;
    private final SymmetricMatrix hessian;
    /** Which components have changed sides since the orthants are looked at coarsely. */
    private final boolean[] turned;

    private double[] x;
    private int iterations;
    private int evaluations;

    KinkedRun(
            BoundedNewton newton,
            int[] kinks,
            BoundedNewton.Objective objective,
            double[] lower,
            double[] upper,
            NewtonWorkspace workspace) {
        this.newton = newton;
        this.coarse = new BoundedNewton(Math.max(COARSE, newton.edmTolerance()), newton.maximumIterations(), 0);
        this.kinks = kinks;
        this.objective = objective;
        this.lower = lower;
        this.upper = upper;
        this.workspace = workspace;
        int n = lower.length;
        x = new double[n];
        low = lower.clone();
        high = upper.clone();
        here = new double[n];
        beyond = new double[n];
        hessian = new SymmetricMatrix(workspace.pattern);
        turned = new boolean[n];
    }

    /**
     * The minimum that a start leads to; given up early where it will not be below {@code bar}. Each orthant is left for
     * one where the objective is lower, so none comes twice.
     */
    Minimum from(double[] start, double bar) {
        x = start.clone();
        iterations = 0;
        evaluations = 1;
        Arrays.fill(turned, false);
        for (int k : kinks) {
            if (lower[k] <= 0 && upper[k] >= 0 && lower[k] < upper[k]) {
                x[k] = Math.abs(x[k]) < EDGE ? 0 : x[k];
                enter(k, x[k] > 0);
            }
        }
        objective.evaluate(x, here, hessian);
        lookBeyond();
        startOnTheSteeperSide();
        boolean fine = false;
        for (int orthants = 1; ; orthants++) {
            Minimum minimum = (fine ? newton : coarse).minimise(objective, x, low, high, workspace);
            Certificate found = minimum.certificate();
            iterations += found.iterations();
            evaluations += found.evaluations();
            x = minimum.x();
            System.arraycopy(minimum.gradient(), 0, here, 0, here.length);
            lookBeyond();
            boolean failed = fine && !found.converged();
            boolean on = !failed && turn(fine);
            if (failed || fine && !on) {
                return end(minimum, found.converged(), found.message());
            }
            if (!on && minimum.value() > bar + HOPELESS) {
                return end(minimum, false, "another minimum is lower");
            }
            if (orthants + iterations > newton.maximumIterations()) {
                String limit =
                        "the limit of %d iterations is reached, after %d orthants".formatted(iterations, orthants);
                return end(minimum, false, limit);
            }
            fine |= !on;
        }
    }

    /** Keeps component {@code k} on one side of its kink, if the box has that side. */
    private void enter(int k, boolean up) {
        boolean positive = up && upper[k] > 0 || lower[k] == 0;
        low[k] = positive ? EDGE : lower[k];
        high[k] = positive ? upper[k] : 0;
        if (atKink(k)) {
            x[k] = positive ? EDGE : 0;
        }
    }

    private boolean atKink(int k) {
        return x[k] >= 0 && x[k] <= EDGE;
    }

    private boolean stops(int k) {
        return (low[k] != lower[k] || high[k] != upper[k]) && atKink(k);
    }

    private boolean up(int k) {
        return low[k] == EDGE;
    }

    /** Finds the derivatives on the other side of the kinks that components are at. */
    private void lookBeyond() {
        double[] point = x.clone();
        boolean any = false;
        for (int k : kinks) {
            if (stops(k)) {
                point[k] = up(k) ? 0 : EDGE;
                any = true;
            }
        }
        if (any) {
            objective.evaluate(point, beyond, hessian);
            evaluations++;
        }
    }

    private double below(int k) {
        return up(k) ? beyond[k] : here[k];
    }

    private double above(int k) {
        return up(k) ? here[k] : beyond[k];
    }

    /** How fast the objective falls on the other side of the kink that a component is at. */
    private double fall(int k) {
        return up(k) ? below(k) : -above(k);
    }

    private boolean turnable(int k) {
        return stops(k) && lower[k] < 0 && upper[k] > 0;
    }

    private void startOnTheSteeperSide() {
        for (int k : kinks) {
            double own = up(k) ? -above(k) : below(k);
            if (turnable(k) && fall(k) > Math.max(0, own)) {
                enter(k, !up(k));
            }
        }
    }

    /** Moves components at their kinks to the side where the objective falls; returns whether one did. */
    private boolean turn(boolean fine) {
        boolean any = false;
        for (int k : kinks) {
            // A coarse minimum may leave a component at a kink that falls to both sides.
            boolean again = !fine && turned[k];
            if (turnable(k) && !again && fall(k) > NewtonReport.WEAK * scale(k)) {
                enter(k, !up(k));
                turned[k] = true;
                any = true;
            }
        }
        return any;
    }

    private double scale(int k) {
        return Math.sqrt(Math.abs(hessian.diagonal(k)));
    }

    private Minimum end(Minimum minimum, boolean converged, String message) {
        List<Certificate.ActiveBound> active = new ArrayList<>();
        for (Certificate.ActiveBound bound : minimum.certificate().activeBounds()) {
            if (!stops(bound.index())) {
                active.add(bound);
            }
        }
        double[] gradient = minimum.gradient();
        double[] place = x.clone();
        for (int k : kinks) {
            if (stops(k)) {
                place[k] = 0;
                gradient[k] = below(k);
                double rise = Math.min(-below(k), above(k));
                boolean weak = !(rise > NewtonReport.WEAK * scale(k));
                active.add(new Certificate.ActiveBound(k, Certificate.Side.KINK, rise, weak));
            }
        }
        active.sort((one, two) -> Integer.compare(one.index(), two.index()));
        Certificate found = minimum.certificate();
        Certificate certificate = new Certificate(
                found.kind(),
                converged,
                iterations,
                evaluations,
                found.residualNorm(),
                found.edm(),
                found.smallestEigenvalue(),
                found.scaledSmallestEigenvalue(),
                active,
                message);
        return new Minimum(place, minimum.value(), gradient, certificate);
    }
}
