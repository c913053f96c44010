package dev.limen.histfactory.diagnosis;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.histfactory.Model;
import dev.limen.inference.Data;
import dev.limen.inference.Fit;
import dev.limen.inference.Fitter;
import dev.limen.inference.Parameter;
import java.util.ArrayList;
import java.util.List;

/** A workspace and its fit: begun where the parameters start, and by descents from random starts. */
final class FittedSubject {
    private final Subject subject;
    private final Data data;
    private final StartFit fit;
    private final List<StartFit> descents;
    private final double[] hessian;

    /** Fits. */
    FittedSubject(Subject subject, DiagnosisSettings settings) {
        this.subject = subject;
        Model model = subject.model();
        this.data = subject.observed() ? model.data() : model.expected(Expr.constant(Tensor.of(subject.start())));
        this.fit = fit(new Fitter(model), List.of(subject.start())).get(0);
        List<double[]> starts = new ArrayList<>();
        if (settings.starts() > 0) {
            RandomStarts random = new RandomStarts(model, data, settings.seed());
            for (int i = 0; i < settings.starts(); i++) {
                starts.add(random.draw(i));
            }
        }
        this.descents = starts.isEmpty() ? List.of() : fit(Fitter.descending(model), starts);
        this.hessian = hessianAt(fit.converged() ? fit.theta() : subject.start());
    }

    private List<StartFit> fit(Fitter fitter, List<double[]> starts) {
        Expr from = Expr.variable("from", Shape.of(subject.start().length));
        Fit free = fitter.free(data, from);
        Program program = Program.compile(List.of(from), List.of(free.twiceNll(), free.parameters()));
        List<StartFit> fits = new ArrayList<>();
        for (double[] start : starts) {
            Result result = program.run(Tensor.of(start));
            fits.add(new StartFit(
                    result.unchecked(0).item(),
                    result.unchecked(1).toDoubles(),
                    result.certificates().get(0)));
        }
        return List.copyOf(fits);
    }

    private double[] hessianAt(double[] theta) {
        Expr at = Expr.variable("theta", Shape.of(theta.length));
        Expr gradient =
                Derivatives.gradient(subject.model().logLikelihood(at, data).neg(), at);
        return Program.compile(List.of(at), List.of(Derivatives.jacobian(gradient, at)))
                .run(Tensor.of(theta))
                .output(0)
                .toDoubles();
    }

    Subject subject() {
        return subject;
    }

    /** The fit begun where the parameters start, as every command makes it. */
    StartFit fit() {
        return fit;
    }

    /** The descents from random starts. */
    List<StartFit> descents() {
        return descents;
    }

    /** Second derivative of the negative log-likelihood at the fit, or at the starts if the fit failed. */
    double hessian(int i, int j) {
        return hessian[i * subject.start().length + j];
    }

    /** The parameters that the fit moves and that end inside of their bounds. */
    List<Integer> free() {
        List<Integer> free = new ArrayList<>();
        List<Parameter> parameters = subject.model().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            double value = fit.converged() ? fit.theta()[i] : parameter.start();
            if (!parameter.fixed() && value > parameter.lower() && value < parameter.upper()) {
                free.add(i);
            }
        }
        return free;
    }
}
