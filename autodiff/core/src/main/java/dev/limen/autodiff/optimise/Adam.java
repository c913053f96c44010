package dev.limen.autodiff.optimise;

import java.util.Objects;

/**
 * Adam: steps along the running mean of the gradient, each component divided by the root of the running mean of its
 * square (Kingma and Ba, arXiv:1412.6980, algorithm 1), in units of upper - lower.
 *
 * @param steps how many
 * @param learningRate length of a component of the first steps, in units of upper - lower
 * @param schedule factor on the learning rate
 * @param meanDecay beta1
 * @param squareDecay beta2
 * @param epsilon added to the root, in units of the objective
 * @param tolerance the run ends where no component of the projected gradient, in scaled units, is larger
 */
public record Adam(
        int steps,
        double learningRate,
        Schedule schedule,
        double meanDecay,
        double squareDecay,
        double epsilon,
        double tolerance)
        implements Optimiser {

    public Adam {
        Objects.requireNonNull(schedule, "schedule");
        Setting.requireSteps(steps);
        Setting.require("learning rate", learningRate);
        Setting.requireFraction("decay of the mean", meanDecay);
        Setting.requireFraction("decay of the mean square", squareDecay);
        Setting.require("epsilon", epsilon);
        Setting.require("tolerance", tolerance);
    }

    /** Rate 0.05 throughout, decays 0.9 and 0.999, epsilon 1e-8, tolerance 1e-8. */
    public static Adam steps(int steps) {
        return new Adam(steps, 0.05, Schedule.constant(), 0.9, 0.999, 1e-8, 1e-8);
    }

    /** The same with another learning rate, in units of upper - lower. */
    public Adam learningRate(double rate) {
        return new Adam(steps, rate, schedule, meanDecay, squareDecay, epsilon, tolerance);
    }

    /** The same with a learning rate that changes over the steps. */
    public Adam schedule(Schedule other) {
        return new Adam(steps, learningRate, other, meanDecay, squareDecay, epsilon, tolerance);
    }

    /** The same with other decays of the running means. */
    public Adam decays(double mean, double square) {
        return new Adam(steps, learningRate, schedule, mean, square, epsilon, tolerance);
    }

    /** The same with another tolerance. */
    public Adam tolerance(double largest) {
        return new Adam(steps, learningRate, schedule, meanDecay, squareDecay, epsilon, largest);
    }

    @Override
    public Optimum run(Sense sense, GradientObjective objective, Parameters parameters, StepListener listener) {
        Descent descent = new Descent(sense, objective, parameters, listener);
        int n = parameters.size();
        double[] mean = new double[n];
        double[] square = new double[n];
        double[] step = new double[n];
        boolean going = descent.begin();
        double meanLeft = 1;
        double squareLeft = 1;
        for (int k = 0; going; k++) {
            if (descent.settled(tolerance, k, steps)) {
                break;
            }
            meanLeft *= meanDecay;
            squareLeft *= squareDecay;
            double rate = learningRate * schedule.factor(k, steps);
            for (int i = 0; i < n; i++) {
                double g = descent.gradient[i];
                mean[i] = meanDecay * mean[i] + (1 - meanDecay) * g;
                square[i] = squareDecay * square[i] + (1 - squareDecay) * g * g;
                step[i] = -rate * (mean[i] / (1 - meanLeft)) / (Math.sqrt(square[i] / (1 - squareLeft)) + epsilon);
            }
            going = descent.take(step);
        }
        return descent.end(Double.POSITIVE_INFINITY);
    }
}
