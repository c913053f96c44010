package dev.limen.autodiff.optimise;

import java.util.List;

/** The box of parameters in units in which each is 0 at the origin and 1 a unit further (P10). */
final class ScaledBox {
    private final int n;
    private final double[] lower;
    private final double[] upper;
    private final double[] unit;

    ScaledBox(Parameters parameters) {
        List<Parameter> list = parameters.list();
        n = list.size();
        lower = parameters.lower();
        upper = parameters.upper();
        unit = list.stream().mapToDouble(Parameter::unit).toArray();
    }

    int size() {
        return n;
    }

    double unit(int i) {
        return unit[i];
    }

    /** Writes x + t * step in scaled units, moved back to the box. */
    void move(double[] x, double[] step, double t, double[] out) {
        for (int i = 0; i < n; i++) {
            out[i] = Box.clip(x[i] + t * step[i] * unit[i], lower[i], upper[i]);
        }
    }

    /** Whether the parameter is at a bound and descent would push it further out. */
    boolean held(double[] x, double[] gradient, int i) {
        return x[i] <= lower[i] && gradient[i] >= 0 || x[i] >= upper[i] && gradient[i] <= 0;
    }

    /** The largest absolute scaled component of those not held. */
    double projectedNorm(double[] x, double[] scaledGradient) {
        double largest = 0;
        for (int i = 0; i < n; i++) {
            if (!held(x, scaledGradient, i)) {
                largest = Math.max(largest, Math.abs(scaledGradient[i]));
            }
        }
        return largest;
    }

    boolean atLower(double[] x, int i) {
        return x[i] <= lower[i];
    }

    boolean atUpper(double[] x, int i) {
        return x[i] >= upper[i];
    }
}
