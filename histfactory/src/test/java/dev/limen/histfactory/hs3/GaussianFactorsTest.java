package dev.limen.histfactory.hs3;

import static dev.limen.histfactory.hs3.DocumentLikelihood.normal;
import static dev.limen.histfactory.hs3.DocumentLikelihood.poisson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.histfactory.Interpolation;
import dev.limen.histfactory.Model;
import dev.limen.histfactory.Workspace;
import dev.limen.histfactory.WorkspaceException;
import dev.limen.inference.Cls;
import dev.limen.inference.Parameter;
import dev.limen.inference.TestStatistic;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Normalisations with Gaussian constraints, constraints of several parameters at once, and functions of the document. */
final class GaussianFactorsTest {
    private static final String DOCUMENT = """
            {"metadata": {"hs3_version": "0.2"},
             "distributions": [
               {"name": "SR", "type": "histfactory_dist", "samples": [
                  {"name": "signal", "data": {"contents": [4, 7]}, "modifiers": [
                    {"type": "normfactor", "parameter": "mu"},
                    {"type": "normfactor", "parameter": "lumi_in", "constraint": "both"}]},
                  {"name": "top", "data": {"contents": [30, 20]}, "modifiers": [
                    {"type": "normfactor", "parameter": "k_top", "constraint": "both"},
                    {"type": "normfactor", "parameter": "lumi_in", "constraint": "both"}]}]},
               {"name": "CR", "type": "histfactory_dist", "samples": [
                  {"name": "top", "data": {"contents": [100]}, "modifiers": [
                    {"type": "normfactor", "parameter": "k_top", "constraint": "both"}]},
                  {"name": "other", "data": {"contents": [11]}, "modifiers": [
                    {"type": "normfactor", "parameter": "mu"}]}]},
               {"name": "both", "type": "multivariate_normal_dist", "x": ["lumi_nom", "k_top"], "mean": ["lumi_in", 1.25],
                "covariances": [[0.0004, 0], [0, 0.01]]}],
             "functions": [],
             "data": [{"name": "dSR", "type": "binned", "contents": [36, 26]}, {"name": "dCR", "type": "binned", "contents": [104]}],
             "likelihoods": [{"name": "L", "distributions": ["SR", "CR"], "data": ["dSR", "dCR"]}],
             "domains": [{"name": "default_domain", "type": "product_domain", "axes": [{"name": "k_top", "min": 0.5, "max": 2}]}],
             "parameter_points": [{"name": "default_values", "parameters": [
                {"name": "k_top", "value": 1.3}, {"name": "lumi_nom", "value": 1.02, "const": true}]}],
             "analyses": [{"name": "A", "likelihood": "L", "parameters_of_interest": ["mu"]}]}
            """;

    private static Hs3Conversion converted(String document) {
        return Hs3Document.parse(document, "model.json").workspace();
    }

    private static String changed(String from, String to) {
        String changed = DOCUMENT.replace(from, to);
        assertTrue(!changed.equals(DOCUMENT), "nothing to replace: " + from);
        return changed;
    }

    /** The document's log-likelihood. */
    private static double expected(double mu, double lumi, double top) {
        return poisson(36, mu * lumi * 4 + top * lumi * 30)
                + poisson(26, mu * lumi * 7 + top * lumi * 20)
                + poisson(104, top * 100 + mu * 11)
                + normal(1.02, lumi, 0.02)
                + normal(1.25, top, 0.1);
    }

    private static double found(Model model, double mu, double lumi, double top) {
        return DocumentLikelihood.at(model, Map.of("mu", mu, "lumi", lumi, "k_top", (top - 1.25) / 0.1, "1.25", 1.25));
    }

    /** The density of alpha is that of theta times sigma: a constant. */
    @ParameterizedTest
    @ValueSource(strings = {"code4_code4p", "code1_code0", "code1_code2"})
    void aSecondGaussianFactorIsALinearShift(String codes) {
        Model model = converted(DOCUMENT).workspace().model().with(Interpolation.parse(codes));
        for (double top : new double[] {0.7, 1.2, 1.25, 1.3, 1.9}) {
            assertEquals(
                    expected(1.3, 1.01, top) + Math.log(0.1),
                    found(model, 1.3, 1.01, top),
                    1e-11,
                    codes + " at " + top);
        }
    }

    @Test
    void itsStartAndRangeAreInStandardDeviations() {
        Hs3Conversion conversion = converted(DOCUMENT);
        Parameter top = conversion.workspace().model().parameters().stream()
                .filter(p -> p.name().equals("k_top"))
                .findFirst()
                .orElseThrow();
        assertEquals(0.5, top.start(), 1e-12);
        assertEquals(-7.5, top.lower(), 1e-12);
        assertEquals(7.5, top.upper(), 1e-12);
        assertTrue(conversion
                .notes()
                .contains(
                        "the normfactor 'k_top' is a histosys, and its parameter in standard deviations: 'k_top' = 1.25 +"
                                + " 0.1 alpha"));
    }

    /** The same model as a workspace that has the shifts and the luminosity written out. */
    @Test
    void itsCLsAreThoseOfAnEqualWorkspace() {
        String text = """
                {"channels": [
                  {"name": "SR", "samples": [
                    {"name": "signal", "data": [4, 7], "modifiers": [
                      {"name": "mu", "type": "normfactor", "data": null}, {"name": "lumi", "type": "lumi", "data": null}]},
                    {"name": "top", "data": [37.5, 25], "modifiers": [{"name": "lumi", "type": "lumi", "data": null},
                      {"name": "a", "type": "histosys", "data": {"lo_data": [34.5, 23], "hi_data": [40.5, 27]}}]}]},
                  {"name": "CR", "samples": [
                    {"name": "top", "data": [125], "modifiers": [
                      {"name": "a", "type": "histosys", "data": {"lo_data": [115], "hi_data": [135]}}]},
                    {"name": "other", "data": [11], "modifiers": [{"name": "mu", "type": "normfactor", "data": null}]}]}],
                 "observations": [{"name": "SR", "data": [36, 26]}, {"name": "CR", "data": [104]}],
                 "measurements": [{"name": "m", "config": {"poi": "mu", "parameters": [
                   {"name": "lumi", "auxdata": [1.02], "sigmas": [0.02], "inits": [1.02], "bounds": [[0, 10]]},
                   {"name": "mu", "inits": [1], "bounds": [[0, 10]]}]}}], "version": "1.0.0"}
                """;
        Model equal = Workspace.parse(text, "equal.json").model();
        Model model = converted(DOCUMENT).workspace().model();
        for (double mu : new double[] {0.5, 1, 2}) {
            Cls one = Cls.of(model, model.data(), mu, TestStatistic.QTILDE);
            Cls other = Cls.of(equal, equal.data(), mu, TestStatistic.QTILDE);
            assertEquals(other.observed(), one.observed(), 1e-8);
            assertEquals(other.expected().median(), one.expected().median(), 1e-8);
        }
    }

    @Test
    void aDiagonalNormalIsIndependentGaussians() {
        String apart = changed(
                        "{\"name\": \"both\", \"type\": \"multivariate_normal_dist\", \"x\": [\"lumi_nom\", \"k_top\"], \"mean\": [\"lumi_in\", 1.25],",
                        "{\"name\": \"one\", \"type\": \"gaussian_dist\", \"x\": \"lumi_nom\", \"mean\": \"lumi_in\", \"sigma\": 0.02},"
                                + " {\"name\": \"two\", \"type\": \"gaussian_dist\", \"x\": 1.25, \"mean\": \"k_top\", \"sigma\": 0.1,")
                .replace("\"k_top\", \"constraint\": \"both\"", "\"k_top\", \"constraint\": \"two\"")
                .replace("\"lumi_in\", \"constraint\": \"both\"", "\"lumi_in\", \"constraint\": \"one\"");
        assertEquals(
                found(converted(DOCUMENT).workspace().model(), 1.3, 1.01, 1.4),
                found(converted(apart).workspace().model(), 1.3, 1.01, 1.4),
                1e-12);
    }

    @Test
    void functionsThatAreProductsAreModifiers() {
        String functions = """
                "functions": [
                  {"name": "scale", "type": "generic_function", "expression": "2*mu * shape/ 4", "arguments": ["mu", "shape"]},
                  {"name": "shape", "type": "product", "factors": ["total", "interpolated"]},
                  {"name": "total", "type": "sum", "summands": [0.5, 1.25]},
                  {"name": "interpolated", "type": "interpolation0d", "vars": ["alpha", "beta"], "nom": 2, "low": [1.8, 2.1],
                   "high": [2.4, 1.6], "interpolationCodes": [4, 4]}],
                """;
        String gaussians = """
                "distributions": [{"name": "c1", "type": "gaussian_dist", "x": "alpha", "mean": 0.3, "sigma": 1},
                  {"name": "c2", "type": "gaussian_dist", "x": "beta", "mean": 0, "sigma": 1},""";
        String document = changed("\"functions\": [],", functions)
                .replaceFirst("\"distributions\": \\[", gaussians)
                .replace(
                        "\"distributions\": [\"SR\", \"CR\"]",
                        "\"distributions\": [\"SR\", \"CR\"], \"aux_distributions\": [\"c1\", \"c2\"]")
                .replaceFirst(
                        "\\{\"type\": \"normfactor\", \"parameter\": \"mu\"\\}",
                        "{\"type\": \"custom\", \"name\": \"scale\"}");
        Model model = converted(document).workspace().model();
        // Beyond 1 the sixth-order polynomial of code 4 is the exponential.
        double signal = 2.0 / 4 * 1.75 * 2 * Math.pow(1.2, 1.5) * Math.pow(1.05, 2);
        double mu = 1.3;
        double top = 1.4;
        double lumi = 1.01;
        double likelihood = poisson(36, signal * mu * lumi * 4 + top * lumi * 30)
                + poisson(26, signal * mu * lumi * 7 + top * lumi * 20)
                + poisson(104, top * 100 + mu * 11)
                + normal(1.02, lumi, 0.02)
                + normal(0.3, 1.5, 1)
                + normal(0, -2, 1)
                + normal(0, (top - 1.25) / 0.1, 1);
        assertEquals(
                likelihood,
                DocumentLikelihood.at(
                        model,
                        Map.of(
                                "mu", mu, "lumi", lumi, "k_top", 1.5, "1.25", 1.25, "1.75", 1.75, "alpha", 1.5, "beta",
                                -2.0)),
                1e-11);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[[0.0004, 0], [0, 0.01]] | [[0.0004, 0.001], [0.001, 0.01]] | /distributions/2/covariances/0/1: a covariance of 0.001; the constraints of a workspace are independent. Rotate the systematics until it is 0.",
                "[[0.0004, 0], [0, 0.01]] | [[0.0004, 0]] | /distributions/2/covariances: 1 entries for 2 components; expected one for each.",
                "[[0.0004, 0], [0, 0.01]] | [[0.0004, 0], [0, 0]] | /distributions/2/covariances/1/1: a variance of 0.0; expected a positive one.",
                "\"parameters_of_interest\": [\"mu\"] | \"parameters_of_interest\": [\"k_top\"] | /distributions/2: the parameter of interest 'k_top' has a Gaussian constraint, as 'lumi_in' has; a workspace can have one such factor. Choose another one.",
                "\"mean\": [\"lumi_in\", 1.25] | \"mean\": [\"lumi_in\", -1] | /distributions/0/samples/1/modifiers/0: the normfactor 'k_top' has a Gaussian constraint at -1.0, and 'lumi_in' has one, too; a workspace can have one such factor, and others whose measured value is positive.",
                "{\"contents\": [100]}, \"modifiers\": [ | {\"contents\": [100]}, \"modifiers\": [{\"type\": \"histosys\", \"parameter\": \"a\", \"data\": {\"lo\": {\"contents\": [90]}, \"hi\": {\"contents\": [120]}}}, | /distributions/1/samples/0: the normfactor 'k_top' has a Gaussian constraint, as 'lumi_in' has; a workspace can have one such factor, and others on samples without histosys only. Make it a normsys.",
                "{\"contents\": [11]}, \"modifiers\": [ | {\"contents\": [11]}, \"modifiers\": [{\"type\": \"normsys\", \"parameter\": \"lumi_in\", \"constraint\": \"Gauss\", \"data\": {\"lo\": 0.9, \"hi\": 1.1}}, | /distributions/2: the constraint of 'lumi_in' has the width 0.02; that of a normsys is 1 in a workspace. Scale its variations.",
                "\"functions\": [] | \"functions\": [{\"name\": \"mu\", \"type\": \"generic_function\", \"expression\": \"a + b\"}] | /functions/0/expression: the expression 'a + b'; a workspace has products: names and numbers with * between them.",
                "\"functions\": [] | \"functions\": [{\"name\": \"mu\", \"type\": \"generic_function\", \"expression\": \"2 / b\"}] | /functions/0/expression: the expression '2 / b' divides by 'b'; a workspace has products of parameters.",
                "\"functions\": [] | \"functions\": [{\"name\": \"mu\", \"type\": \"sum\", \"summands\": [1, \"b\"]}] | /functions/0/summands/1: a sum with a parameter; a workspace has products of parameters, and sums of numbers only. Split the sample into one for each summand.",
                "\"functions\": [] | \"functions\": [{\"name\": \"mu\", \"type\": \"product\", \"factors\": [\"mu\"]}] | /functions/0/factors/0: functions within functions more than 20 deep. Does one contain itself?",
                "\"functions\": [] | \"functions\": [{\"name\": \"mu\", \"type\": \"interpolation0d\", \"vars\": [\"a\"], \"nom\": 1, \"low\": [0.9], \"high\": [1.1], \"interpolationCodes\": [0]}] | /functions/0/interpolationCodes/0: interpolation code 0 of an interpolation0d; a workspace has 1 and 4, which multiply.",
                "\"functions\": [] | \"functions\": [{\"name\": \"mu\", \"type\": \"interpolation0d\", \"vars\": [\"a\"], \"nom\": 1, \"low\": [0.9], \"high\": [1.1], \"interpolationCodes\": [4]}] | /functions/0/vars/0: 'a' has no Gaussian constraint of width 1 among the distributions; that of an interpolation, which is a normsys, has one in a workspace.",
            })
    void whatAWorkspaceCannotHoldIsRefusedWhereItIs(String from, String to, String problem) {
        String document = changed(from, to);
        String message = assertThrows(WorkspaceException.class, () -> converted(document))
                .getMessage();
        assertEquals("model.json: " + problem, message);
    }
}
