package dev.limen.histfactory.diagnosis;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.random.RandomSource;
import dev.limen.autodiff.random.RandomStream;
import dev.limen.histfactory.Constraint;
import dev.limen.histfactory.Model;
import dev.limen.histfactory.ParameterSet;
import dev.limen.inference.Data;
import dev.limen.inference.Parameter;
import java.util.List;

/**
 * Starts of fits, drawn at random: free parameters evenly within their bounds and 10 of their start, constrained ones
 * evenly within three standard deviations of their auxiliary measurement, and fixed ones where they are.
 *
 * <p>Where the likelihood at such a point is zero, or less than exp(-10^6) times what it is at the model's own start, the
 * point is moved half of the way there, and again, until it is not: normsys factors of many parameters far out multiply
 * to rates that no data can be compared with.
 */
final class RandomStarts {
    private static final double FREE = 10;
    private static final double DEVIATIONS = 3;
    private static final int HALVINGS = 60;
    /** Of the log-likelihood, below that of the model's own start. */
    private static final double DEEPEST = 1e6;

    private final RandomSource source;
    private final double[] nominal;
    private final double[] lower;
    private final double[] upper;
    private final Program likelihood;
    private final double least;

    /** Starts of fits of {@code data}; the same for the same seed. */
    RandomStarts(Model model, Data data, long seed) {
        this.source = new RandomSource(seed, "starts of fits");
        List<Parameter> parameters = model.parameters();
        int n = parameters.size();
        nominal = new double[n];
        lower = new double[n];
        upper = new double[n];
        int i = 0;
        for (ParameterSet set : model.parameterSets().sets()) {
            for (int k = 0; k < set.size(); k++, i++) {
                Parameter parameter = parameters.get(i);
                double width = parameter.fixed() ? 0 : width(set, k);
                double centre = centre(set, k);
                nominal[i] = parameter.start();
                lower[i] = within(parameter, parameter.fixed() ? nominal[i] : centre - width);
                upper[i] = within(parameter, parameter.fixed() ? nominal[i] : centre + width);
            }
        }
        Expr theta = Expr.variable("theta", Shape.of(n));
        likelihood = Program.compile(List.of(theta), List.of(model.logLikelihood(theta, data)));
        least = Math.max(-Double.MAX_VALUE, logLikelihood(nominal) - DEEPEST);
    }

    private static double within(Parameter parameter, double value) {
        return Math.max(parameter.lower(), Math.min(parameter.upper(), value));
    }

    private static double centre(ParameterSet set, int k) {
        return switch (set.constraint()) {
            case UNCONSTRAINED -> set.inits().get(k);
            case NORMAL -> set.auxdata().get(k);
            case POISSON -> set.auxdata().get(k) / set.factors().get(k);
        };
    }

    private static double width(ParameterSet set, int k) {
        if (set.constraint() == Constraint.UNCONSTRAINED) {
            return FREE;
        }
        return DEVIATIONS
                * (set.constraint() == Constraint.NORMAL
                        ? set.sigmas().get(k)
                        : Math.sqrt(Math.max(1, set.auxdata().get(k)))
                                / set.factors().get(k));
    }

    /** Start number {@code index}, counted from 0 {@code [parameters]}. */
    double[] draw(long index) {
        RandomStream stream = source.at(index);
        double[] theta = new double[nominal.length];
        for (int i = 0; i < theta.length; i++) {
            theta[i] = lower[i] + (upper[i] - lower[i]) * stream.uniform();
        }
        for (int k = 0; k < HALVINGS && !possible(theta); k++) {
            for (int i = 0; i < theta.length; i++) {
                theta[i] = nominal[i] + (theta[i] - nominal[i]) / 2;
            }
        }
        return theta;
    }

    private boolean possible(double[] theta) {
        return logLikelihood(theta) >= least;
    }

    private double logLikelihood(double[] theta) {
        return likelihood.run(Tensor.of(theta)).output(0).item();
    }
}
