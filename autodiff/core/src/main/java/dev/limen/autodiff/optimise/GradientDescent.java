package dev.limen.autodiff.optimise;

import java.util.Objects;

/**
 * Steps against the gradient with heavy-ball momentum, v = momentum v - rate g, in units of upper - lower.
 *
 * @param steps how many
 * @param learningRate step for a unit gradient, in scaled units
 * @param schedule factor on the learning rate
 * @param momentum part of the last step that is added, in [0, 1)
 * @param tolerance the run ends where no component of the projected gradient, in scaled units, is larger
 */
public record GradientDescent(int steps, double learningRate, Schedule schedule, double momentum, double tolerance)
        implements Optimiser {

    public GradientDescent {
        Objects.requireNonNull(schedule, "schedule");
        Setting.requireSteps(steps);
        Setting.require("learning rate", learningRate);
        Setting.requireFraction("momentum", momentum);
        Setting.require("tolerance", tolerance);
    }

    /** Rate 0.01 throughout, no momentum, tolerance 1e-8. */
    public static GradientDescent steps(int steps) {
        return new GradientDescent(steps, 0.01, Schedule.constant(), 0, 1e-8);
    }

    /** The same with another learning rate. */
    public GradientDescent learningRate(double rate) {
        return new GradientDescent(steps, rate, schedule, momentum, tolerance);
    }

    /** The same with a learning rate that changes over the steps. */
    public GradientDescent schedule(Schedule other) {
        return new GradientDescent(steps, learningRate, other, momentum, tolerance);
    }

    /** The same with momentum. */
    public GradientDescent momentum(double part) {
        return new GradientDescent(steps, learningRate, schedule, part, tolerance);
    }

    /** The same with another tolerance. */
    public GradientDescent tolerance(double largest) {
        return new GradientDescent(steps, learningRate, schedule, momentum, largest);
    }

    @Override
    public Optimum run(Sense sense, GradientObjective objective, Parameters parameters, StepListener listener) {
        Descent descent = new Descent(sense, objective, parameters, listener);
        double[] step = new double[parameters.size()];
        boolean going = descent.begin();
        for (int k = 0; going; k++) {
            if (descent.settled(tolerance, k, steps)) {
                break;
            }
            double rate = learningRate * schedule.factor(k, steps);
            for (int i = 0; i < step.length; i++) {
                step[i] = momentum * step[i] - rate * descent.gradient[i];
            }
            going = descent.take(step);
        }
        return descent.end(Double.POSITIVE_INFINITY);
    }
}
