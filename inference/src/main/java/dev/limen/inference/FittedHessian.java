package dev.limen.inference;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Graph;
import dev.limen.autodiff.NotConvergedException;
import dev.limen.autodiff.linear.SymmetricFactor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A fit with the Hessian of the negative log-likelihood at its minimum.
 *
 * @param parameters     the model's parameters
 * @param values         fitted values
 * @param determinations how the fit left each
 * @param twiceNll       twice the negative log-likelihood at the minimum
 * @param hessian        {@code [parameters, parameters]}, by rows
 * @param certificates   of what the data were made of, then of the fit
 */
record FittedHessian(
        List<Parameter> parameters,
        List<Double> values,
        List<Determination> determinations,
        double twiceNll,
        List<Double> hessian,
        List<Certificate> certificates) {

    /** An eigenvalue of the Hessian scaled to a diagonal of 1 that is zero but for rounding. */
    private static final double FLAT = 1e-11;
    /** A component of a direction that is worth its name. */
    private static final double NOTABLE = 0.3;

    /**
     * Fits all parameters but fixed ones.
     *
     * @throws NotConvergedException if the fit did not converge
     */
    static FittedHessian of(LogLikelihood model, Data data) {
        Evaluated evaluated = model.compiled().evaluate(new Free(), data);
        List<Parameter> parameters = model.parameters();
        int n = parameters.size();
        List<Double> all = evaluated.values();
        List<Double> hessian = all.subList(2 * n + 1, all.size());
        List<Determination> determinations = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            boolean moves = hessian.subList(i * n, (i + 1) * n).stream().anyMatch(h -> h != 0);
            determinations.add(determination(parameters.get(i), (int) Math.round(all.get(n + i)), moves));
        }
        return new FittedHessian(
                parameters, all.subList(0, n), determinations, all.get(2 * n), hessian, evaluated.certificates());
    }

    private static Determination determination(Parameter parameter, int side, boolean moves) {
        if (parameter.fixed() || parameter.lower() == parameter.upper()) {
            return Determination.FIXED;
        }
        if (!moves) {
            return Determination.UNDETERMINED;
        }
        return switch (side) {
            case -1 -> Determination.LOWER;
            case 1 -> Determination.UPPER;
            case 2 -> Determination.KINK;
            default -> Determination.FREE;
        };
    }

    /** The certificate of the fit. */
    Certificate certificate() {
        return certificates.get(certificates.size() - 1);
    }

    /** The positions of the free parameters, ascending. */
    List<Integer> free() {
        return IntStream.range(0, parameters.size())
                .filter(i -> determinations.get(i) == Determination.FREE)
                .boxed()
                .toList();
    }

    /**
     * The inverse on some free parameters {@code [parameters, parameters]}, 0 elsewhere.
     *
     * @throws NotConvergedException if there is none
     */
    double[] inverse(List<Integer> free) {
        int n = parameters.size();
        int m = free.size();
        SymmetricFactor factor = factor(free);
        double[] columns = new double[m * m];
        for (int k = 0; k < m; k++) {
            columns[k * m + k] = 1;
        }
        factor.solveAll(columns, m);
        double[] inverse = new double[n * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                double both = 0.5 * (columns[i * m + j] + columns[j * m + i]);
                inverse[free.get(i) * n + free.get(j)] = both * (scale(free.get(i)) * scale(free.get(j)));
            }
        }
        return inverse;
    }

    /**
     * The variance of one of some free parameters, the others of them profiled and all else held.
     *
     * @throws NotConvergedException if there is none
     */
    double variance(int parameter, List<Integer> free) {
        double[] unit = new double[free.size()];
        int position = free.indexOf(parameter);
        unit[position] = 1;
        factor(free).solve(unit);
        return unit[position] * scale(parameter) * scale(parameter);
    }

    private double scale(int i) {
        return 1 / Math.sqrt(hessian.get(i * parameters.size() + i));
    }

    /** The factor with the diagonal scaled to 1. */
    private SymmetricFactor factor(List<Integer> free) {
        int n = parameters.size();
        int m = free.size();
        double[] scaled = new double[m * m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                scaled[i * m + j] =
                        hessian.get(free.get(i) * n + free.get(j)) * scale(free.get(i)) * scale(free.get(j));
            }
        }
        SymmetricFactor factor = new SymmetricFactor(m);
        double[] weights = new double[m];
        Arrays.fill(weights, 1);
        double[] flat = new double[m];
        boolean definite = Arrays.stream(scaled).allMatch(Double::isFinite) && factor.factor(scaled, m);
        if (!definite || factor.smallestEigenvalue(weights, flat) < FLAT) {
            throw undetermined(free, flat);
        }
        return factor;
    }

    private NotConvergedException undetermined(List<Integer> free, double[] direction) {
        List<String> names = IntStream.range(0, free.size())
                .filter(k -> Math.abs(direction[k]) > NOTABLE)
                .mapToObj(k -> parameters.get(free.get(k)).name())
                .toList();
        String what = names.isEmpty() ? "some combination of the parameters" : "a combination of " + names;
        String message = "the data do not determine " + what
                + ": the Hessian at the minimum has no inverse, so that there are no uncertainties; fix one of them";
        return new NotConvergedException(message, certificate().withMessage(message));
    }

    private record Free() implements Procedure {
        @Override
        public Graph graph(Fitter fitter) {
            Data data = fitter.anyData();
            Fit fit = fitter.free(data);
            Expr hessian = fitter.hessian(fit.parameters(), data);
            return new Graph(
                    List.of(data.main(), data.auxiliary()),
                    List.of(fit.parameters(), fit.sides(), fit.twiceNll(), hessian));
        }
    }
}
