package dev.limen.inference;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Graph;
import java.util.ArrayList;
import java.util.List;

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

    /**
     * Fits all parameters but fixed ones.
     *
     * @throws dev.limen.autodiff.NotConvergedException if the fit did not converge
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
