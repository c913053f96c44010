package dev.limen.inference;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import java.util.Arrays;
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
        return evaluate(model, new Fitter(model).free(data));
    }

    /**
     * Fits with the POI held at {@code mu}.
     *
     * @throws dev.limen.autodiff.NotConvergedException if the fit did not converge
     */
    public static MaximumLikelihood conditional(LogLikelihood model, Data data, double mu) {
        return evaluate(model, new Fitter(model).conditional(data, Expr.constant(mu)));
    }

    private static MaximumLikelihood evaluate(LogLikelihood model, Fit fit) {
        Result result = Program.compile(List.of(), List.of(fit.parameters(), fit.twiceNll()))
                .run();
        List<Double> values =
                Arrays.stream(result.output(0).toDoubles()).boxed().toList();
        return new MaximumLikelihood(
                model.parameters(),
                values,
                result.output(1).item(),
                result.certificates().get(0));
    }
}
