package dev.limen.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Implicit;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.random.RandomSource;
import dev.limen.histfactory.Model;
import dev.limen.histfactory.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Toys of HistFactory models side by side have the statistics that each has alone, and failing lanes are few. */
final class ToyFitsTest {

    private static Model twoBins() {
        return Model.build(m -> m.poi("mu").channel("SR", c -> c.sample(
                        "signal", Expr.constant(12, 11), x -> x.normfactor("mu"))
                .sample("background", Expr.constant(50, 52), x -> x.shapesys("uncorrelated", Expr.constant(3, 7)))
                .observed(Expr.constant(51, 48))));
    }

    private static Model fiveBins() {
        return Model.build(m -> m.poi("mu")
                .channel("SR", c -> c.sample("signal", Expr.constant(2., 4, 8, 5, 3), x -> x.normfactor("mu"))
                        .sample("background", Expr.constant(60., 50, 40, 30, 20), x -> x.normsys("xsec", 0.9, 1.1)
                                .staterror("mc", Expr.constant(9., 8, 7, 6, 5)))
                        .observed(Expr.constant(61., 48, 44, 33, 20))));
    }

    private static void agree(LogLikelihood model, ToyQuantity quantity, double at, double mu, int count) {
        Fitter fitter = new Fitter(model, Implicit.Settings.MINIMUM);
        Expr parameters = fitter.startsAt(Expr.constant(at));
        Data expected = model.expected(parameters);
        ToyEnsemble ensemble = new ToyEnsemble(
                Program.evaluate(parameters).toDoubles(),
                Program.evaluate(expected.main()).toDoubles(),
                Program.evaluate(expected.auxiliary()).toDoubles(),
                Program.evaluate(model.auxiliarySigma()).toDoubles(),
                model.auxiliaryScatter(),
                new RandomSource(5, "test"));
        double[] together = new double[count];
        new ToyLanes(new ToyProgram(fitter)).run(ensemble, quantity, mu, 0, count, together);
        double[] alone = new double[count];
        Arrays.fill(alone, Double.NaN);
        new ToySingles(fitter, quantity).worker().run(ensemble, mu, 0, count, alone);
        int failed = 0;
        for (int i = 0; i < count; i++) {
            if (Double.isNaN(together[i])) {
                failed++;
            } else {
                assertEquals(alone[i], together[i], 1e-9 * (1 + alone[i]), quantity + " of toy " + i);
            }
        }
        assertTrue(failed <= count / 50, failed + " of " + count + " lanes gave up");
    }

    @Test
    void twoBinsWithShapesys() {
        for (double at : new double[] {0, 1}) {
            agree(twoBins(), ToyQuantity.Q, at, 1, 1000);
            agree(twoBins(), ToyQuantity.Q0, at, 1, 1000);
        }
    }

    @Test
    void fiveBinsWithNormsysAndStaterror() {
        for (double at : new double[] {0, 1}) {
            agree(fiveBins(), ToyQuantity.Q, at, 1, 1000);
            agree(fiveBins(), ToyQuantity.SATURATED, at, 1, 1000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"atlas_2018_31_simplifiedA", "atlas_2018_05_ewk_simplified"})
    void aPublishedSimplifiedLikelihood(String name) {
        Path file = Path.of(System.getProperty("limen.shared"), "oracles/workspaces/" + name + ".json");
        Assumptions.assumeTrue(Files.exists(file), file + " is missing: the folder shared beside the clone has it");
        Workspace workspace = Workspace.read(file);
        agree(Model.of(workspace, workspace.measurement()), ToyQuantity.Q, 0, 1, 300);
    }
}
