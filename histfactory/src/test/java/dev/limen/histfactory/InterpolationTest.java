package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The codes of interpolation in a model; reference numbers of pyhf 0.8.0.dev0 in shared/reference/golden.json. */
class InterpolationTest {
    private static final List<String> PAIRS =
            List.of("code1_code0", "code1_code2", "code1_code4p", "code4_code0", "code4_code2", "code4_code4p");

    @Test
    void pairsAreWrittenAndReadInPyhfsNotation() {
        PAIRS.forEach(pair -> assertEquals(pair, Interpolation.parse(pair).toString()));
        assertEquals("code4_code4p", Interpolation.STANDARD.toString());
        assertEquals(
                "no interpolation 'code4p_code4'. Did you mean 'code4_code0'? Known: 'code1_code0', 'code1_code2', 'code1_code4p', 'code4_code0',"
                        + " 'code4_code2', 'code4_code4p'. Give the codes of normsys and of histosys, as code4_code4p.",
                assertThrows(IllegalArgumentException.class, () -> Interpolation.parse("code4p_code4"))
                        .getMessage());
    }

    @Test
    void pyhfsMistakesAreAskedFor() {
        Interpolation mistaken = Interpolation.parse("code1_code2").pyhfExact();
        assertEquals(Interpolation.Shift.CODE2_OF_PYHF, mistaken.histosys());
        assertEquals("code1_code2 as in pyhf", mistaken.toString());
        assertEquals(Interpolation.STANDARD, Interpolation.STANDARD.pyhfExact());
    }

    /** Two bins of nominal 10 with lo (8, 9) and hi (13, 10.5), as histosys or bin by bin as normsys. */
    private static Program rates(Interpolation interpolation, boolean histosys) {
        Workspace workspace = histosys
                ? Workspaces.of(
                        new Measurement("m", "", List.of()),
                        channel("a", List.of(10.0, 10.0), new HistoSys("x", List.of(8.0, 9.0), List.of(13.0, 10.5))))
                : Workspaces.of(
                        new Measurement("m", "", List.of()),
                        channel("a", List.of(10.0), new NormSys("x", 0.8, 1.3)),
                        channel("b", List.of(10.0), new NormSys("x", 0.9, 1.05)));
        Model model = Model.of(workspace, workspace.measurement(), interpolation);
        Expr theta = Expr.variable("theta", Shape.of(1));
        return Program.compile(List.of(theta), List.of(model.expected(theta).main()));
    }

    private static double[] at(Program rates, double alpha) {
        return rates.run(Tensor.of(alpha)).output(0).toDoubles();
    }

    private static Channel channel(String name, List<Double> contents, Modifier modifier) {
        return new Channel(name, List.of(new Sample("s", contents, List.of(modifier))));
    }

    @Test
    void everyCodeGivesTheRecordedNumbers() {
        JsonNode golden = Shared.tree(Shared.path("reference/golden.json"));
        double[] alphas = Oracle.vector(golden.get("interp_alphas"));
        for (String pair : PAIRS) {
            Interpolation interpolation = Interpolation.parse(pair).pyhfExact();
            String[] codes = pair.split("_", -1);
            Program factors = rates(interpolation, false);
            Program shifts = rates(interpolation, true);
            for (int i = 0; i < alphas.length; i++) {
                double[] factor = Oracle.vector(golden.get("interp_" + codes[0]).get(i));
                double[] shift = Oracle.vector(golden.get("interp_" + codes[1]).get(i));
                double[] scaled = at(factors, alphas[i]);
                double[] shifted = at(shifts, alphas[i]);
                for (int b = 0; b < 2; b++) {
                    // A few roundings of numbers of about ten.
                    assertEquals(10 * factor[b], scaled[b], 2e-14, pair + " at " + alphas[i]);
                    assertEquals(10 + shift[b], shifted[b], 2e-14, pair + " at " + alphas[i]);
                }
            }
        }
    }

    /** What pyhf forgets beyond |alpha| = 1, the shift at 1, is there. */
    @Test
    void code2IsContinuous() {
        Program rates = rates(Interpolation.parse("code4_code2"), true);
        Program mistaken = rates(Interpolation.parse("code4_code2").pyhfExact(), true);
        for (double alpha : new double[] {-1, 1}) {
            double[] inside = at(rates, alpha);
            double[] beyond = at(rates, Math.nextAfter(alpha, 2 * alpha));
            double[] jumped = at(mistaken, 1.0000001 * alpha);
            for (int b = 0; b < 2; b++) {
                assertEquals(inside[b], beyond[b], 1e-14);
                assertEquals(10, jumped[b], 1e-5);
            }
        }
    }

    @Test
    void kinksAreThoseOfCodes0And1() {
        Workspace workspace = Workspaces.twoBins();
        ParameterSets sets = workspace.model().parameterSets();
        int shape = sets.offset("shape");
        int norm = sets.offset("norm");
        assertEquals(List.of(), workspace.model().kinks());
        assertEquals(List.of(shape, norm), with(workspace, "code1_code0").kinks());
        assertEquals(List.of(shape), with(workspace, "code4_code0").kinks());
        assertEquals(List.of(norm), with(workspace, "code1_code2").kinks());
        assertEquals(
                "code1_code0", with(workspace, "code1_code0").interpolation().toString());
    }

    private static Model with(Workspace workspace, String pair) {
        return workspace.model().with(Interpolation.parse(pair));
    }

    /** At a kink the derivative is the one from below, and from above at the least number beyond: both are checked. */
    @Test
    void derivativesAtAKinkAreOneSided() {
        Workspace workspace = Workspaces.twoBins();
        Model model = with(workspace, "code1_code0");
        List<Double> inits = model.parameterSets().inits();
        Expr theta = Expr.variable("theta", Shape.of(inits.size()));
        Expr value = model.logLikelihood(theta, model.data());
        Program program = Program.compile(List.of(theta), List.of(value, Derivatives.gradient(value, theta)));
        double[] at = inits.stream().mapToDouble(Double::doubleValue).toArray();
        for (int kink : model.kinks()) {
            double[] below = program.run(Tensor.of(at)).output(1).toDoubles();
            double[] moved = at.clone();
            moved[kink] = Double.MIN_NORMAL;
            double[] above = program.run(Tensor.of(moved)).output(1).toDoubles();
            assertEquals(difference(program, at, kink, -1e-3), below[kink], 1e-8);
            assertEquals(difference(program, at, kink, 1e-3), above[kink], 1e-8);
            assertTrue(Math.abs(above[kink] - below[kink]) > 1e-3);
        }
    }

    /** One-sided difference of third order. */
    private static double difference(Program program, double[] at, int component, double h) {
        double[] values = new double[4];
        for (int i = 0; i < 4; i++) {
            double[] moved = at.clone();
            moved[component] += i * h;
            values[i] = program.run(Tensor.of(moved)).output(0).item();
        }
        return (-11 * values[0] + 18 * values[1] - 9 * values[2] + 2 * values[3]) / (6 * h);
    }
}
