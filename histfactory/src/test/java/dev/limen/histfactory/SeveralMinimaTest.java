package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.inference.Cls;
import dev.limen.inference.Data;
import dev.limen.inference.Fit;
import dev.limen.inference.Fitter;
import dev.limen.inference.MaximumLikelihood;
import dev.limen.inference.Parameter;
import dev.limen.inference.TestStatistic;
import dev.limen.inference.UpperLimit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Published likelihoods whose fits have two minima. */
class SeveralMinimaTest {

    /** JET_Flavor_Composition to either side. */
    @Test
    void fitsOfTheBackgroundsAsimovSetEndInTheLowerMinimum() {
        Model model =
                Oracle.of("atlas_2018_16_EWKinos_bkgonly_SR2lOnly").workspace().model();
        Fitter fitter = new Fitter(model);
        Fit background = fitter.conditional(model.data(), Expr.constant(0));
        Fit best = fitter.free(model.data());
        Result fits = Program.compile(List.of(), List.of(background.parameters(), best.parameters()))
                .run();
        Data asimov = model.expected(Expr.constant(fits.output(0)));
        Expr from = Expr.variable("from", Shape.of(model.parameters().size()));
        Expr mu = Expr.variable("mu", Shape.scalar());
        Program twiceNll = Program.compile(
                List.of(mu, from), List.of(fitter.conditional(asimov, mu, from).twiceNll()));
        for (double at : new double[] {2.5, 3, 3.5, 3.8, 3.813, 3.83, 4}) {
            double[] minima = List.of(fits.output(0), fits.output(1), Program.evaluate(fitter.starts())).stream()
                    .mapToDouble(start -> twiceNll.run(List.of(Tensor.scalar(at), start))
                            .output(0)
                            .item())
                    .toArray();
            // A descent without starts on the other side ends up to 0.16 higher, by which start depends on mu.
            assertEquals(minima[0], minima[1], 1e-9, "mu = " + at);
            assertEquals(minima[0], minima[2], 1e-9, "mu = " + at);
        }
    }

    /**
     * TopSystHardCodeSR1 scales 0.04 events by 0.01 at -1 and by 40 at +1: a minimum without them, and 0.0863 lower in twice
     * the negative log-likelihood, as descents from 50 random starts find, one with 1.8 of them.
     */
    @Test
    void aFactorOfFortyIsTriedOnBothSides() {
        Model model = Workspace.read(Shared.path("data/likelihoods/2018-04_SRcombined.json"))
                .model();
        int top = position(model, "TopSystHardCodeSR1");
        Expr from = Expr.variable("from", Shape.of(model.parameters().size()));
        Fit fit = new Fitter(model).free(model.data(), from);
        Fit descent = Fitter.descending(model).free(model.data(), from);
        Program program = Program.compile(
                List.of(from), List.of(fit.twiceNll(), fit.parameters(), descent.twiceNll(), descent.parameters()));
        double[] start = Program.evaluate(new Fitter(model).starts()).toDoubles();
        double[] beyond = start.clone();
        beyond[top] = 1.2;
        double[] below = start.clone();
        below[top] = -1;
        Result nominal = program.run(Tensor.of(start));
        assertEquals(
                0.13702, nominal.output(3).toDoubles()[top], 1e-4, "where the descent from the nominal values ends");
        double lowest = program.run(Tensor.of(beyond)).output(2).item();
        assertEquals(0.08632, nominal.output(2).item() - lowest, 1e-5);
        for (double[] other : List.of(start, beyond, below)) {
            Result result = program.run(Tensor.of(other));
            assertEquals(lowest, result.output(0).item(), 1e-9);
            assertEquals(1.17, result.output(1).toDoubles()[top], 1e-2);
        }
        assertEquals(
                lowest,
                MaximumLikelihood.free(model, model.data()).twiceNll(),
                1e-9,
                "what every command takes for the minimum");
    }

    /** With a signal added the minimum without those events is the lower one; fits with mu held may prefer the other. */
    @Test
    void fitsAtTheLimitsEndInTheLowerMinimumFromEitherSide() {
        Model model = Oracle.of("atlas_2018_04_SRcombined").workspace().model();
        int top = position(model, "TopSystHardCodeSR1");
        UpperLimit limit = UpperLimit.of(model, model.data(), 0.95);
        Fitter fitter = new Fitter(model);
        Expr from = Expr.variable("from", Shape.of(model.parameters().size()));
        Expr mu = Expr.variable("mu", Shape.scalar());
        Data asimov = model.expected(
                fitter.conditional(model.data(), Expr.constant(0)).parameters());
        Fit descent = Fitter.descending(model).conditional(model.data(), mu, from);
        Program twiceNll = Program.compile(
                List.of(mu, from),
                List.of(
                        fitter.conditional(model.data(), mu, from).twiceNll(),
                        fitter.conditional(asimov, mu, from).twiceNll(),
                        descent.twiceNll()));
        double[] nominal = Program.evaluate(fitter.starts()).toDoubles();
        double apart = 0;
        for (double at : new double[] {0, 1, limit.observed(), limit.expected().median()}) {
            double[] beyond = nominal.clone();
            beyond[top] = 1.2;
            double[] below = nominal.clone();
            below[top] = -1;
            Result first = twiceNll.run(List.of(Tensor.scalar(at), Tensor.of(nominal)));
            for (double[] start : List.of(beyond, below)) {
                Result other = twiceNll.run(List.of(Tensor.scalar(at), Tensor.of(start)));
                assertEquals(first.output(0).item(), other.output(0).item(), 1e-9, "observed, mu = " + at);
                assertEquals(first.output(1).item(), other.output(1).item(), 1e-9, "Asimov, mu = " + at);
                apart = Math.max(
                        apart, Math.abs(other.output(2).item() - first.output(2).item()));
            }
        }
        assertTrue(apart > 0.05, "descents alone end apart, by " + apart);
        double cls = Cls.of(model, model.data(), limit.observed(), TestStatistic.QTILDE)
                .observed();
        assertEquals(0.05, cls, 1e-7);
    }

    private static int position(Model model, String name) {
        return model.parameters().stream().map(Parameter::name).toList().indexOf(name);
    }
}
