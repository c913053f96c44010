package dev.limen.autodiff.optimise;

import dev.limen.autodiff.Certificate;
import java.util.ArrayList;
import java.util.List;

/** A run of an optimiser that follows gradients: the path so far, and the rules for steps that end outside the domain. */
final class Descent {
    /** Steps to where the objective is undefined are halved so often, then the run stops (P11). */
    static final int HALVINGS = 5;

    final ScaledBox box;
    final double[] x;
    final double[] gradient;
    double value;
    private final GradientObjective objective;
    private final Parameters parameters;
    private final StepListener listener;
    private final double sign;
    private final double[] trial;
    private final double[] raw;
    private final List<Step> trajectory = new ArrayList<>();
    private int evaluations;
    private String message = "";
    private boolean converged;

    Descent(Optimiser.Sense sense, GradientObjective objective, Parameters parameters, StepListener listener) {
        this.objective = objective;
        this.parameters = parameters;
        this.listener = listener;
        sign = sense == Optimiser.Sense.MINIMISE ? 1 : -1;
        box = new ScaledBox(parameters);
        x = parameters.start();
        int n = box.size();
        gradient = new double[n];
        trial = new double[n];
        raw = new double[n];
    }

    /** Evaluates the start; returns whether to go on. */
    boolean begin() {
        System.arraycopy(x, 0, trial, 0, x.length);
        double found = evaluate();
        accept(found);
        if (!finite(found)) {
            message = "the objective or its gradient is not finite at the start" + because();
            trajectory.add(new Step(0, x, sign * value, Double.NaN, 0));
            return false;
        }
        return reached(0);
    }

    /** Takes t times a step in scaled units, halved where it leaves the domain; returns whether to go on. */
    boolean take(double[] step) {
        double t = 1;
        for (int halvings = 0; halvings <= HALVINGS; halvings++) {
            box.move(x, step, t, trial);
            double found = evaluate();
            if (finite(found)) {
                accept(found);
                return reached(halvings);
            }
            t *= 0.5;
        }
        stop("the objective is not finite after a step halved " + HALVINGS + " times" + because());
        return false;
    }

    /**
     * Takes a step in scaled units, shortened until the objective falls by 1e-4 of what its gradient promises; returns
     * whether to go on.
     */
    boolean descend(double[] step) {
        double t = 1;
        int undefined = 0;
        for (int k = 0; k < 30; k++) {
            box.move(x, step, t, trial);
            double promise = 0;
            for (int i = 0; i < x.length; i++) {
                promise += gradient[i] * (trial[i] - x[i]) / box.unit(i);
            }
            double found = evaluate();
            if (!finite(found)) {
                if (++undefined > HALVINGS) {
                    stop("the objective is not finite after a step halved " + HALVINGS + " times" + because());
                    return false;
                }
            } else if (found <= value + 1e-4 * promise && promise < 0) {
                accept(found);
                return reached(undefined);
            }
            t *= 0.5;
        }
        stop("no step along the search direction lowers the objective: rounding, or a wrong gradient");
        return false;
    }

    private double evaluate() {
        evaluations++;
        listener.before(trajectory.size());
        return sign * objective.evaluate(trial.clone(), raw);
    }

    private boolean finite(double found) {
        double sum = 0 * found;
        for (double g : raw) {
            sum += 0 * g;
        }
        return sum == 0;
    }

    private void accept(double found) {
        value = found;
        System.arraycopy(trial, 0, x, 0, x.length);
        for (int i = 0; i < raw.length; i++) {
            gradient[i] = sign * raw[i] * box.unit(i);
        }
    }

    private boolean reached(int halvings) {
        Step step = new Step(trajectory.size(), x, sign * value, norm(), halvings);
        trajectory.add(step);
        if (!listener.reached(step)) {
            stop("stopped by its listener");
            return false;
        }
        return true;
    }

    private String because() {
        return objective.defect().isEmpty() ? "" : ": " + objective.defect();
    }

    /** Whether the run is over before step {@code k}, because it converged or took all its steps. */
    boolean settled(double tolerance, int k, int steps) {
        double norm = norm();
        converged = norm <= tolerance;
        if (!converged && k >= steps) {
            stop("all %d steps are taken; the largest component of the scaled gradient is %.3g".formatted(steps, norm));
        }
        return converged || k >= steps;
    }

    private double norm() {
        return box.projectedNorm(x, gradient);
    }

    private void stop(String why) {
        message = why;
    }

    Optimum end(double edm) {
        List<Certificate.ActiveBound> active = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            boolean weak = Math.abs(gradient[i]) < 1e-6;
            if (box.atLower(x, i)) {
                active.add(new Certificate.ActiveBound(i, Certificate.Side.LOWER, gradient[i] / box.unit(i), weak));
            } else if (box.atUpper(x, i)) {
                active.add(new Certificate.ActiveBound(i, Certificate.Side.UPPER, -gradient[i] / box.unit(i), weak));
            }
        }
        Certificate certificate = new Certificate(
                Certificate.Kind.MINIMUM,
                converged,
                trajectory.size() - 1,
                evaluations,
                norm(),
                edm,
                Double.NaN,
                Double.NaN,
                active,
                message);
        return new Optimum(parameters.names(), x, sign * value, trajectory, certificate);
    }
}
