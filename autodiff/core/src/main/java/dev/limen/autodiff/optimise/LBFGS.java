package dev.limen.autodiff.optimise;

/**
 * Limited-memory BFGS on a box: the two-loop recursion (Nocedal, Math. Comput. 35 (1980) 773) on the parameters that no
 * bound holds, projected on the box, with steps shortened until the objective falls; in units of upper - lower.
 *
 * @param steps how many at most
 * @param learningRate length of the first step, in scaled units
 * @param memory how many pairs of steps and gradient changes are kept
 * @param tolerance converged where no component of the projected gradient, in scaled units, is larger
 */
public record LBFGS(int steps, double learningRate, int memory, double tolerance) implements Optimiser {

    public LBFGS {
        Setting.requireSteps(steps);
        Setting.require("learning rate", learningRate);
        Setting.require("memory", memory);
        Setting.require("tolerance", tolerance);
    }

    /** First step 0.1, memory of 10 pairs, tolerance 1e-8. */
    public static LBFGS steps(int steps) {
        return new LBFGS(steps, 0.1, 10, 1e-8);
    }

    /** The same with another length of the first step, in units of upper - lower. */
    public LBFGS learningRate(double rate) {
        return new LBFGS(steps, rate, memory, tolerance);
    }

    /** The same with another number of pairs. */
    public LBFGS memory(int pairs) {
        return new LBFGS(steps, learningRate, pairs, tolerance);
    }

    /** The same with another tolerance. */
    public LBFGS tolerance(double largest) {
        return new LBFGS(steps, learningRate, memory, largest);
    }

    @Override
    public Optimum run(Sense sense, GradientObjective objective, Parameters parameters, StepListener listener) {
        Descent descent = new Descent(sense, objective, parameters, listener);
        int n = parameters.size();
        CurvaturePairs pairs = new CurvaturePairs(n, memory);
        double[] step = new double[n];
        double[] x = new double[n];
        double[] gradient = new double[n];
        boolean going = descent.begin();
        for (int k = 0; going; k++) {
            if (descent.settled(tolerance, k, steps)) {
                break;
            }
            System.arraycopy(descent.x, 0, x, 0, n);
            System.arraycopy(descent.gradient, 0, gradient, 0, n);
            boolean[] free = free(descent);
            if (!pairs.direction(gradient, free, step)) {
                steepest(gradient, free, step);
            }
            going = descent.descend(step);
            if (going) {
                for (int i = 0; i < n; i++) {
                    x[i] = (descent.x[i] - x[i]) / descent.box.unit(i);
                    gradient[i] = descent.gradient[i] - gradient[i];
                }
                pairs.add(x, gradient);
            }
        }
        boolean known = pairs.direction(descent.gradient, free(descent), step);
        double edm = 0;
        for (int i = 0; i < n; i++) {
            edm -= 0.5 * descent.gradient[i] * step[i];
        }
        return descent.end(known ? edm : Double.POSITIVE_INFINITY);
    }

    private static boolean[] free(Descent descent) {
        boolean[] free = new boolean[descent.x.length];
        for (int i = 0; i < free.length; i++) {
            free[i] = !descent.box.held(descent.x, descent.gradient, i);
        }
        return free;
    }

    private void steepest(double[] gradient, boolean[] free, double[] step) {
        double square = 0;
        for (int i = 0; i < step.length; i++) {
            step[i] = free[i] ? -gradient[i] : 0;
            square += step[i] * step[i];
        }
        double factor = square > 0 ? learningRate / Math.sqrt(square) : 0;
        for (int i = 0; i < step.length; i++) {
            step[i] *= factor;
        }
    }
}
