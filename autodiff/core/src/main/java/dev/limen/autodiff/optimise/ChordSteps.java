package dev.limen.autodiff.optimise;

/**
 * Newton steps with an old factor, corrected by how the last one fell short: without the correction their error shrinks by
 * the same small factor each time (D. G. Anderson, J. ACM 12 (1965) 547, with one step of memory, in the factor's metric).
 */
final class ChordSteps {
    private final double[] plain;
    private final double[] taken;
    private final double[] gradient;

    ChordSteps(int n) {
        plain = new double[n];
        taken = new double[n];
        gradient = new double[n];
    }

    /** Remembers the first step, which is taken as it is. */
    void begin(double[] step, double[] slope) {
        System.arraycopy(step, 0, plain, 0, plain.length);
        System.arraycopy(step, 0, taken, 0, taken.length);
        System.arraycopy(slope, 0, gradient, 0, gradient.length);
    }

    /** Corrects the step that the factor gives for a gradient at the end of the last one. */
    void correct(double[] step, double[] slope) {
        double along = 0;
        double square = 0;
        for (int i = 0; i < plain.length; i++) {
            double change = step[i] - plain[i];
            along -= change * slope[i];
            square -= change * (slope[i] - gradient[i]);
        }
        double weight = square > 0 ? along / square : 0;
        for (int i = 0; i < plain.length; i++) {
            double corrected = step[i] - weight * (taken[i] + step[i] - plain[i]);
            plain[i] = step[i];
            gradient[i] = slope[i];
            taken[i] = corrected;
            step[i] = corrected;
        }
    }
}
