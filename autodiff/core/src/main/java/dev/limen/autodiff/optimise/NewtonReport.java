package dev.limen.autodiff.optimise;

import dev.limen.autodiff.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The certificate of a point where a minimisation ended. */
final class NewtonReport {
    /** Multipliers and distances below this, in units of 1/sqrt(H_ii), make a bound weakly active. */
    static final double WEAK = 1e-6;

    private static final double FLAT = 1e-9;

    private NewtonReport() {}

    /** @param factored whether model and factor of the workspace are those of the point, without a shift */
    static Minimum of(
            NewtonPoint point,
            double[] lower,
            double[] upper,
            NewtonWorkspace workspace,
            boolean factored,
            double edm,
            boolean converged,
            int iterations,
            int evaluations,
            String message) {
        double residual = Double.NaN;
        double[] smallest = {Double.NaN, Double.NaN};
        List<Certificate.ActiveBound> active = List.of();
        String text = message;
        workspace.free = new int[0];
        if (factored || point.finite()) {
            ScaledModel model = workspace.model;
            if (!factored) {
                model.set(point, lower, upper);
            }
            active = active(point, lower, upper, model.scale);
            residual = residual(point, lower, upper);
            int[] free = free(lower, upper, active);
            boolean known = factored && workspace.quadratic.settledOn(free);
            Spectrum spectrum = Spectrum.of(model, free, workspace.factor, known);
            smallest = new double[] {spectrum.raw(), spectrum.scaled()};
            if (spectrum.largestComponent() >= 0 && spectrum.raw() > Double.NEGATIVE_INFINITY) {
                workspace.free = free;
            }
            text = describe(converged, message, spectrum);
        }
        return new Minimum(
                point.x,
                point.value,
                point.gradient,
                new Certificate(
                        Certificate.Kind.MINIMUM,
                        converged,
                        iterations,
                        evaluations,
                        residual,
                        edm,
                        smallest[0],
                        smallest[1],
                        active,
                        text));
    }

    private static List<Certificate.ActiveBound> active(
            NewtonPoint point, double[] lower, double[] upper, double[] scale) {
        List<Certificate.ActiveBound> active = new ArrayList<>();
        for (int i = 0; i < scale.length; i++) {
            if (lower[i] == upper[i]) {
                continue;
            }
            double slope = point.gradient[i];
            boolean small = Math.abs(slope) <= WEAK * scale[i];
            double near = small ? WEAK / scale[i] : 0;
            if (point.x[i] - lower[i] <= near) {
                active.add(new Certificate.ActiveBound(i, Certificate.Side.LOWER, slope, small));
            } else if (upper[i] - point.x[i] <= near) {
                active.add(new Certificate.ActiveBound(i, Certificate.Side.UPPER, -slope, small));
            }
        }
        return active;
    }

    private static double residual(NewtonPoint point, double[] lower, double[] upper) {
        double largest = 0;
        for (int i = 0; i < lower.length; i++) {
            double slope = point.gradient[i];
            boolean held = point.x[i] <= lower[i] && slope >= 0 || point.x[i] >= upper[i] && slope <= 0;
            if (!held && lower[i] < upper[i]) {
                largest = Math.max(largest, Math.abs(slope));
            }
        }
        return largest;
    }

    private static int[] free(double[] lower, double[] upper, List<Certificate.ActiveBound> active) {
        boolean[] held = new boolean[lower.length];
        for (Certificate.ActiveBound bound : active) {
            held[bound.index()] = true;
        }
        int[] free = new int[lower.length];
        int count = 0;
        for (int i = 0; i < free.length; i++) {
            if (!held[i] && lower[i] < upper[i]) {
                free[count++] = i;
            }
        }
        return Arrays.copyOf(free, count);
    }

    private static String describe(boolean converged, String message, Spectrum spectrum) {
        if (spectrum.scaled() >= FLAT) {
            return message;
        }
        String flat = "%s along parameter %d: the smallest eigenvalue of the scaled Hessian is %.2g"
                .formatted(
                        spectrum.scaled() < -FLAT ? "negative curvature" : "flat direction, mostly",
                        spectrum.largestComponent(),
                        spectrum.scaled());
        return converged && message.isEmpty() ? flat : message + "; " + flat;
    }
}
