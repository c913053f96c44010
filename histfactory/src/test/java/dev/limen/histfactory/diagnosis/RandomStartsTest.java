package dev.limen.histfactory.diagnosis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.histfactory.Constraint;
import dev.limen.histfactory.Interpolation;
import dev.limen.histfactory.Model;
import dev.limen.histfactory.ParameterSet;
import dev.limen.histfactory.Workspace;
import dev.limen.inference.Fit;
import dev.limen.inference.Fitter;
import dev.limen.inference.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fits from random starts end in the minimum that the fit from the model's own start finds; those of published likelihoods
 * are {@link RandomStartsOfPublishedTest}'s.
 */
class RandomStartsTest {
    private static final long SEED = 20260101;
    /** Of twice the negative log-likelihood; minima are certified to 1e-13. */
    private static final double SAME = 1e-7;

    private static final Path SHARED = Path.of(System.getProperty("limen.shared", "no-shared-folder"));

    @Test
    void startsAreWithinTheStatedRanges() {
        Model model = Workspace.parse(Patients.HEALTHY, "healthy.json").model();
        RandomStarts starts = new RandomStarts(model, model.data(), SEED);
        double[] lowest = starts.draw(0);
        double[] highest = starts.draw(0);
        for (int k = 1; k < 400; k++) {
            double[] theta = starts.draw(k);
            for (int i = 0; i < theta.length; i++) {
                lowest[i] = Math.min(lowest[i], theta[i]);
                highest[i] = Math.max(highest[i], theta[i]);
            }
        }
        int i = 0;
        for (ParameterSet set : model.parameterSets().sets()) {
            for (int k = 0; k < set.size(); k++, i++) {
                Parameter parameter = model.parameters().get(i);
                assertTrue(lowest[i] >= parameter.lower() && highest[i] <= parameter.upper());
                if (set.constraint() == Constraint.NORMAL) {
                    double reach = 3 * set.sigmas().get(k);
                    double centre = set.auxdata().get(k);
                    assertTrue(lowest[i] >= centre - reach && highest[i] <= centre + reach, parameter.name());
                    assertTrue(highest[i] - lowest[i] > 1.9 * reach, "fills its range: " + parameter.name());
                }
            }
        }
        assertArrayEquals(starts.draw(3), new RandomStarts(model, model.data(), SEED).draw(3), 0);
        assertFalse(Arrays.equals(starts.draw(3), new RandomStarts(model, model.data(), 7).draw(3)));
    }

    @Test
    void startsWhereTheLikelihoodIsZeroAreMovedUntilItIsNot() {
        Model model =
                Workspace.parse(Patients.of("negative-rate"), "negative.json").model();
        RandomStarts starts = new RandomStarts(model, model.data(), SEED);
        Expr theta = Expr.variable("theta", Shape.of(model.parameters().size()));
        Program likelihood = Program.compile(List.of(theta), List.of(model.logLikelihood(theta, model.data())));
        for (int k = 0; k < 100; k++) {
            assertTrue(Double.isFinite(
                    likelihood.run(Tensor.of(starts.draw(k))).output(0).item()));
        }
    }

    /** The multimodal one (point 3 of the oracles' README) among them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "val_2bin_2channel_coupledhistosys",
                "docs_2bin_1channel",
                "pyhf_xmlimport_input_bkg",
                "simple_uncorrelated_20bin",
                "atlas_2018_31_simplifiedA"
            })
    void smallWorkspacesHaveOneMinimum(String name) {
        Path file = SHARED.resolve("oracles/workspaces").resolve(name + ".json");
        assumeTrue(Files.exists(file), () -> "skipped: no " + file + " (set -Dlimen.shared)");
        for (Interpolation interpolation : List.of(Interpolation.STANDARD, Interpolation.parse("code1_code0"))) {
            assertEquals(List.of(), elsewhere(file, interpolation, 8), interpolation.toString());
        }
    }

    /** Where fits from random starts end, if not where the fit from the model's start does. */
    private static List<String> elsewhere(Path file, Interpolation interpolation, int count) {
        Workspace workspace = Workspace.read(file);
        Model model = Model.of(workspace, workspace.measurement(), interpolation);
        Expr from = Expr.variable("from", Shape.of(model.parameters().size()));
        Fit fit = new Fitter(model).free(model.data(), from);
        Program program = Program.compile(List.of(from), List.of(fit.twiceNll()));
        double[] start =
                model.parameters().stream().mapToDouble(Parameter::start).toArray();
        double minimum = program.run(Tensor.of(start)).output(0).item();
        RandomStarts starts = new RandomStarts(model, model.data(), SEED);
        List<String> elsewhere = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            Result result = program.run(Tensor.of(starts.draw(k)));
            double value = result.unchecked(0).item();
            if (!(Math.abs(value - minimum) < SAME)) {
                elsewhere.add("start " + k + ": " + (value - minimum) + " higher; "
                        + result.certificates().get(0).message());
            }
        }
        return elsewhere;
    }
}
