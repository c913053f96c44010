package dev.limen.inference;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Graph;
import dev.limen.autodiff.Shape;
import java.util.List;

/**
 * The numbers of a maximum-likelihood fit.
 *
 * @param parameters  the model's parameters
 * @param values      fitted values, in their order
 * @param twiceNll    twice the negative log-likelihood at the minimum
 * @param certificate what the minimiser says about it
 */
public record MaximumLikelihood(
        List<Parameter> parameters, List<Double> values, double twiceNll, Certificate certificate) {

    /** Copies the lists. */
    public MaximumLikelihood {
        parameters = List.copyOf(parameters);
        values = List.copyOf(values);
    }

    /**
     * Fits all parameters but fixed ones.
     *
     * @throws dev.limen.autodiff.NotConvergedException if the fit did not converge
     */
    public static MaximumLikelihood free(LogLikelihood model, Data data) {
        return of(model, model.compiled().evaluate(new Free(), data));
    }

    /**
     * Fits with the POI held at {@code mu}.
     *
     * @throws dev.limen.autodiff.NotConvergedException if the fit did not converge
     */
    public static MaximumLikelihood conditional(LogLikelihood model, Data data, double mu) {
        return of(model, model.compiled().evaluate(new Conditional(), data, mu));
    }

    private static MaximumLikelihood of(LogLikelihood model, Evaluated evaluated) {
        List<Double> values = evaluated.values();
        List<Certificate> certificates = evaluated.certificates();
        int n = values.size() - 1;
        return new MaximumLikelihood(
                model.parameters(), values.subList(0, n), values.get(n), certificates.get(certificates.size() - 1));
    }

    private record Free() implements Procedure {
        @Override
        public Graph graph(Fitter fitter) {
            Data data = fitter.anyData();
            Fit fit = fitter.free(data);
            return new Graph(List.of(data.main(), data.auxiliary()), List.of(fit.parameters(), fit.twiceNll()));
        }
    }

    private record Conditional() implements Procedure {
        @Override
        public Graph graph(Fitter fitter) {
            Expr mu = Expr.variable("mu", Shape.scalar());
            Data data = fitter.anyData();
            Fit fit = fitter.conditional(data, mu);
            return new Graph(List.of(mu, data.main(), data.auxiliary()), List.of(fit.parameters(), fit.twiceNll()));
        }
    }
}
