package dev.limen.autodiff.optimise;

import dev.limen.autodiff.linear.SymmetricFactor;
import dev.limen.autodiff.linear.SymmetricPattern;
import java.util.Arrays;

/**
 * The arrays of a minimisation, to be used again by the next of the same size: of several hundred parameters they are
 * megabytes. Used by one thread at a time; results do not depend on what it was used for before.
 */
public final class NewtonWorkspace {
    final int n;
    final SymmetricPattern pattern;
    final NewtonPoint first;
    final NewtonPoint second;
    final double[] curve;
    final double[] vector;
    final ChordSteps chords;
    final SymmetricFactor factor;
    final BoxQuadratic quadratic;
    final ScaledModel model;
    NewtonPoint end;
    /** The parameters that the factor is of, where the latest run ended; none if it has none. */
    int[] free = {};

    /** For {@code n} parameters, any two of which may act together. */
    public NewtonWorkspace(int n) {
        this(SymmetricPattern.dense(n));
    }

    /** For objectives whose Hessian has no entries but those of a pattern. */
    public NewtonWorkspace(SymmetricPattern pattern) {
        this.pattern = pattern;
        n = pattern.rows();
        first = new NewtonPoint(pattern);
        second = new NewtonPoint(pattern);
        curve = new double[n];
        vector = new double[n];
        chords = new ChordSteps(n);
        factor = new SymmetricFactor(n);
        quadratic = new BoxQuadratic(n, factor);
        model = new ScaledModel(pattern);
        end = first;
    }

    /**
     * Writes how the other free components follow one of them, or a held one, near where the latest run ended: the
     * derivative of their minimum by it, from the Hessian at hand; 0 for components that are held.
     */
    public void path(int leading, double[] out) {
        Arrays.fill(out, 0);
        int place = Arrays.binarySearch(free, leading);
        double[] column = new double[free.length];
        for (int k = 0; k < free.length; k++) {
            column[k] = place >= 0 ? k == place ? 1 : 0 : -model.hessian.get(free[k], leading);
        }
        if (free.length > 0) {
            factor.solve(column);
        }
        double unit = (place >= 0 ? 1 / column[place] : 1) * model.scale[leading];
        for (int k = 0; k < free.length; k++) {
            double follows = column[k] * unit / model.scale[free[k]];
            out[free[k]] = Double.isFinite(follows) ? follows : 0;
        }
        out[leading] = 1;
    }

    /** The second derivative by component {@code i} where the latest run ended. */
    public double curvature(int i) {
        return end.hessian.diagonal(i);
    }
}
