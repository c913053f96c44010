package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.inference.Data;
import dev.limen.inference.Fit;
import dev.limen.inference.Fitter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A published likelihood whose fits have two minima: JET_Flavor_Composition to either side. */
class SeveralMinimaTest {

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
}
