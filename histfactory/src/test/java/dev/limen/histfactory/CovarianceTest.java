package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.NotConvergedException;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.inference.Covariance;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The covariance of fitted workspaces. */
final class CovarianceTest {

    private static final String DETERMINED =
            Workspaces.TWO_BINS.replace("{\"name\": \"free\", \"type\": \"shapefactor\", \"data\": null},", "");

    private static final String DEGENERATE = """
            {"channels": [{"name": "SR", "samples": [{"name": "background", "data": [50.0, 30.0], "modifiers": [
               {"name": "norm_a", "type": "normfactor", "data": null},
               {"name": "norm_b", "type": "normfactor", "data": null}]}]}],
             "observations": [{"name": "SR", "data": [61, 22]}],
             "measurements": [{"name": "m", "config": {"poi": "", "parameters": []}}], "version": "1.0.0"}
            """;

    @Test
    void itIsTheInverseOfTheDifferencesOfGradients() {
        Workspace workspace = Workspace.parse(DETERMINED, "determined.json");
        Model model = workspace.model();
        Covariance covariance = Covariance.of(model, model.data());
        int n = covariance.parameters().size();
        Expr theta = Expr.variable("theta", Shape.of(n));
        Expr gradient =
                Derivatives.gradient(model.logLikelihood(theta, model.data()).neg(), theta);
        Program program = Program.compile(List.of(theta), List.of(gradient));
        double[] at =
                covariance.values().stream().mapToDouble(Double::doubleValue).toArray();
        for (int i : covariance.free()) {
            double step = 1e-4 * covariance.sigma(i).getAsDouble();
            double[] up = shifted(program, at, i, step);
            double[] down = shifted(program, at, i, -step);
            for (int j : covariance.free()) {
                double product = 0;
                for (int k : covariance.free()) {
                    product += (up[k] - down[k]) / (2 * step) * covariance.covariance(k, j);
                }
                double scale =
                        covariance.sigma(j).getAsDouble() / covariance.sigma(i).getAsDouble();
                // Third derivatives times the square of the step, and rounding of the gradient over the step.
                assertEquals(i == j ? 1 : 0, product / scale, 1e-6, i + ", " + j);
            }
        }
    }

    private static double[] shifted(Program program, double[] at, int i, double step) {
        double[] moved = at.clone();
        moved[i] += step;
        return program.run(Tensor.of(moved)).output(0).toDoubles();
    }

    @Test
    void anUndeterminedDirectionIsNamed() {
        Model model = Workspace.parse(DEGENERATE, "degenerate.json").model();
        NotConvergedException failure =
                assertThrows(NotConvergedException.class, () -> Covariance.of(model, model.data()));
        assertTrue(failure.certificate().message().contains("a combination of [norm_a, norm_b]"), failure.getMessage());
    }
}
