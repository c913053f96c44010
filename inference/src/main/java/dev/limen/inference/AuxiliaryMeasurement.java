package dev.limen.inference;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.inference.LogLikelihood.Scatter;
import java.util.ArrayList;
import java.util.List;

/**
 * What an auxiliary datum says of the one parameter that it measures, on the parameter's own scale.
 *
 * @param datum     its position among the auxiliary data
 * @param parameter the position of the parameter
 * @param centre    the parameter at which the datum is what is expected
 * @param sigma     the standard deviation: that of the datum, for a count the square root of what is expected at the
 *                  parameter's start, divided by the derivative of the expectation
 */
public record AuxiliaryMeasurement(int datum, int parameter, double centre, double sigma) {

    /**
     * Of all auxiliary data, in their order.
     *
     * @throws IllegalArgumentException if a datum's expectation does not depend on one parameter alone
     */
    public static List<AuxiliaryMeasurement> of(LogLikelihood model, Data data) {
        return of(model, Program.evaluate(data.auxiliary()).toDoubles());
    }

    /** With the auxiliary data that are expected where the parameters start. */
    static List<AuxiliaryMeasurement> nominal(LogLikelihood model) {
        return of(model, Program.evaluate(expected(model, starts(model))).toDoubles());
    }

    private static Expr starts(LogLikelihood model) {
        return Expr.constant(Tensor.of(
                model.parameters().stream().mapToDouble(Parameter::start).toArray()));
    }

    private static Expr expected(LogLikelihood model, Expr theta) {
        return model.expected(theta).auxiliary();
    }

    private static List<AuxiliaryMeasurement> of(LogLikelihood model, double[] measured) {
        int n = model.parameters().size();
        if (measured.length == 0) {
            return List.of();
        }
        Expr theta = Expr.variable("theta", Shape.of(n));
        Expr expected = expected(model, theta);
        Result result = Program.compile(
                        List.of(theta),
                        List.of(expected, Derivatives.jacobian(expected, theta), model.auxiliarySigma()))
                .run(Program.evaluate(starts(model)));
        double[] means = result.output(0).toDoubles();
        double[] slopes = result.output(1).toDoubles();
        double[] sigmas = result.output(2).toDoubles();
        List<AuxiliaryMeasurement> all = new ArrayList<>();
        for (int i = 0; i < measured.length; i++) {
            int parameter = only(model, slopes, i, n);
            double slope = slopes[i * n + parameter];
            boolean counted = model.auxiliaryScatter().get(i) == Scatter.POISSON;
            double spread = counted ? Math.sqrt(means[i]) : sigmas[i];
            double centre = model.parameters().get(parameter).start() + (measured[i] - means[i]) / slope;
            all.add(new AuxiliaryMeasurement(i, parameter, centre, Math.abs(spread / slope)));
        }
        return all;
    }

    private static int only(LogLikelihood model, double[] slopes, int datum, int n) {
        List<String> names = new ArrayList<>();
        int found = -1;
        for (int j = 0; j < n; j++) {
            if (slopes[datum * n + j] != 0) {
                names.add(model.parameters().get(j).name());
                found = j;
            }
        }
        if (names.size() != 1) {
            throw new IllegalArgumentException("auxiliary datum " + datum + " measures the parameters " + names
                    + "; expected one. Give each constrained parameter a measurement of its own.");
        }
        return found;
    }
}
