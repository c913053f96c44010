package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Tensor;
import dev.limen.inference.Data;
import dev.limen.inference.Impact;
import dev.limen.inference.Impacts;
import dev.limen.inference.MaximumLikelihood;
import dev.limen.inference.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Impacts in a workspace whose rates are not linear in the parameters. */
final class ImpactsTest {
    private static final String TEXT = Workspaces.TWO_BINS
            .replace("{\"name\": \"free\", \"type\": \"shapefactor\", \"data\": null},", "")
            .replace("[52, 65]", "[63, 78]");

    private final Model model = Workspace.parse(TEXT, "two.json").model();

    @Test
    void componentsOfAnAsimovSetAddUpToTheTotal() {
        double[] starts =
                model.parameters().stream().mapToDouble(Parameter::start).toArray();
        Impacts impacts = Impacts.of(model, model.expected(Expr.constant(Tensor.of(starts))));
        assertEquals(impacts.sigma(), impacts.total(), 1e-8 * impacts.sigma());
        assertEquals(1, impacts.best(), 1e-6);
    }

    @Test
    void componentsAreDifferencesOfFitsToShiftedAuxiliaryData() {
        Impacts impacts = Impacts.of(model, model.data());
        double[] auxiliary = Program.evaluate(model.auxiliaryData()).toDoubles();
        double[] sigmas = Program.evaluate(model.auxiliarySigma()).toDoubles();
        List<String> names = List.of("shape", "lumi", "norm", "poisson[0]", "poisson[1]", "mc[0]", "mc[1]");
        for (int i = 0; i < auxiliary.length; i++) {
            String name = names.get(i);
            boolean counted = name.startsWith("poisson");
            double sigma = counted ? Math.sqrt(auxiliary[i]) : sigmas[i];
            double step = 1e-3 * sigma;
            double expected = (best(auxiliary, i, step) - best(auxiliary, i, -step)) / 2e-3;
            double found = impacts.impacts().stream()
                    .filter(impact -> impact.name().equals(name))
                    .findFirst()
                    .flatMap(
                            impact -> impact.globalObservable().stream().boxed().findFirst())
                    .orElse(0.0);
            // Fits to 1e-9 over steps of a thousandth, and the third derivative times the square of the step.
            assertEquals(expected, found, 5e-6, name);
        }
        // Curvature of the rates times what the fit leaves over.
        assertEquals(impacts.sigma(), impacts.total(), 0.02 * impacts.sigma());
    }

    private double best(double[] auxiliary, int i, double step) {
        double[] moved = auxiliary.clone();
        moved[i] += step;
        Data data = new Data(model.data().main(), Expr.constant(Tensor.of(moved)));
        return MaximumLikelihood.free(model, data).values().get(model.requirePoi());
    }

    @Test
    void impactsAreThoseOfFitsOfAWorkspaceThatFixesTheParameter() {
        Impacts impacts = Impacts.of(model, model.data());
        for (Impact impact : impacts.impacts()) {
            if (impact.name().equals("norm") || impact.name().equals("shape")) {
                double up = fixed(impact.name(), impact.value() + impact.sigma()) - impacts.best();
                double down = fixed(impact.name(), impact.value() - 1) - impacts.best();
                assertEquals(up, impact.postfit().orElseThrow().up(), 1e-6);
                assertEquals(down, impact.prefit().orElseThrow().down(), 1e-6);
                assertEquals(impact.value(), impact.pull().orElseThrow(), 1e-12);
            }
        }
        assertTrue(impacts.impacts().stream().noneMatch(impact -> impact.name().equals("poisson[1]")), "it is fixed");
    }

    private static double fixed(String name, double value) {
        String config = "{\"name\": \"" + name + "\", \"inits\": [" + value + "], \"fixed\": true}, {\"name\": \"mu\"";
        Model held = Workspace.parse(
                        TEXT.replace("{\"name\": \"mu\", \"bounds\"", config + ", \"bounds\""), "held.json")
                .model();
        return MaximumLikelihood.free(held, held.data()).values().get(held.requirePoi());
    }
}
