package dev.limen.inference;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.NotConvergedException;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Fits of data sets with some parameters held, compiled once, each begun where it is told to. */
final class ProfileFits {
    private static final double ROUNDING = TestStatistics.ROUNDING;

    private final Program program;
    private final List<String> names;

    /** A data set and its best fit. */
    record Set(Tensor main, Tensor auxiliary, Tensor parameters, double twiceNll) {

        /** Of four outputs of a program, the first of them given. */
        static Set of(Result result, int first) {
            return new Set(
                    result.output(first),
                    result.output(first + 1),
                    result.output(first + 2),
                    result.output(first + 3).item());
        }
    }

    /**
     * A fit.
     *
     * @param twiceDeltaNll twice the negative log-likelihood, less that of the best fit
     */
    record Profiled(Tensor parameters, double twiceDeltaNll, Certificate certificate) {}

    /**
     * Compiles the fits.
     *
     * @param held positions of the parameters that are held
     */
    ProfileFits(Fitter fitter, List<Integer> held) {
        List<Parameter> parameters = fitter.model().parameters();
        this.names =
                held.stream().map(position -> parameters.get(position).name()).toList();
        List<Expr> values = held.stream()
                .map(position -> Expr.variable("held" + position, Shape.scalar()))
                .toList();
        Expr from = Expr.variable("from", fitter.starts().shape());
        Data any = fitter.anyData();
        Fit fit = fitter.held(any, held, values, from);
        List<Expr> inputs = new ArrayList<>(values);
        inputs.addAll(List.of(any.main(), any.auxiliary(), from));
        this.program = Program.compile(inputs, List.of(fit.parameters(), fit.twiceNll()), Execution.preferred());
    }

    /**
     * Fits with the parameters held at values.
     *
     * @throws NotConvergedException if the fit did not converge, or lies below the best one
     */
    Profiled at(Set set, List<Double> values, Tensor from) {
        List<Tensor> inputs = new ArrayList<>();
        values.forEach(value -> inputs.add(Tensor.scalar(value)));
        inputs.addAll(List.of(set.main(), set.auxiliary(), from));
        Result result = program.run(inputs);
        double t = result.output(1).item() - set.twiceNll();
        Certificate certificate = result.certificates().get(0);
        if (!(t >= -ROUNDING)) {
            throw new NotConvergedException(
                    "the fit with all parameters free ended above the one with " + String.join(", ", names)
                            + " held at "
                            + values
                            + ": it missed the minimum. Start the parameters elsewhere (inits), or narrow their"
                            + " bounds.",
                    certificate);
        }
        return new Profiled(result.output(0), Math.max(t, 0), certificate);
    }
}
