package dev.limen.histfactory.hs3;

import static dev.limen.histfactory.hs3.DocumentLikelihood.normal;
import static dev.limen.histfactory.hs3.DocumentLikelihood.poisson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.limen.histfactory.Model;
import dev.limen.histfactory.WorkspaceException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Modifiers that name their constraints among the distributions of the document, as ROOT writes them. */
final class NamedConstraintsTest {
    private static final String DOCUMENT = """
            {"metadata": {"hs3_version": "0.2"},
             "distributions": [
               {"name": "model_SR", "type": "histfactory_dist",
                "default_interpolation": {"type": "mult", "in": "poly6", "out": "exp"},
                "axes": [{"name": "x", "min": 0, "max": 2, "nbins": 2}],
                "samples": [
                  {"name": "signal", "data": {"contents": [6, 9]}, "modifiers": [
                    {"name": "mu", "parameter": "mu", "type": "normfactor"},
                    {"name": "Lumi", "parameter": "Lumi", "type": "normfactor", "constraint": "lumiConstraint"},
                    {"name": "fake", "type": "shapesys", "parameters": ["g_fake_0", "g_fake_1"],
                     "constraints": ["g_fake_0Constraint", null], "data": {"vals": [0.15, 0]}}]},
                  {"name": "top", "data": {"contents": [40, 25]}, "modifiers": [
                    {"name": "Lumi", "parameter": "Lumi", "type": "normfactor", "constraint": "lumiConstraint"},
                    {"name": "k_top", "parameter": "k_top", "type": "normfactor", "constraint_name": "k_topConstraint"},
                    {"name": "xs", "parameter": "alpha_xs", "type": "normsys", "constraint": "alpha_xsConstraint",
                     "data": {"lo": 0.9, "hi": 1.2}},
                    {"name": "jes", "parameter": "alpha_jes", "type": "histosys", "constraint": "alpha_jesConstraint",
                     "interpolation": {"type": "add", "in": "poly6", "out": "poly1"},
                     "data": {"lo": {"contents": [37, 24]}, "hi": {"contents": [44, 27]}}}]},
                  {"name": "qcd", "data": {"contents": [10, 4]}, "modifiers": [
                    {"name": "qcd", "type": "shapesys", "parameters": ["g_qcd_0", "g_qcd_1"],
                     "constraints": ["g_qcd_0Constraint", "g_qcd_1Constraint"], "data": {"vals": [0.25, 0.5]}}]}]},
               {"name": "lumiConstraint", "type": "gaussian_dist", "x": "Lumi", "mean": "nominalLumi", "sigma": 0.017},
               {"name": "k_topConstraint", "type": "poisson_dist", "x": "nom_k_top", "mean": "k_top_mean"},
               {"name": "alpha_xsConstraint", "type": "gaussian_dist", "x": "alpha_xs", "mean": "nom_alpha_xs", "sigma": 1.0},
               {"name": "alpha_jesConstraint", "type": "lognormal_dist", "x": 1.25, "mu": "alpha_jes", "sigma": 1},
               {"name": "g_fake_0Constraint", "type": "gaussian_dist", "x": "nom_g_fake_0", "mean": "g_fake_0", "sigma": 0.15},
               {"name": "g_qcd_0Constraint", "type": "poisson_dist", "x": "nom_g_qcd_0", "mean": "g_qcd_0_poisMean"},
               {"name": "g_qcd_1Constraint", "type": "poisson_dist", "x": 4, "mean": "g_qcd_1_poisMean"}],
             "functions": [
               {"name": "k_top_mean", "type": "product", "factors": ["k_top", 50]},
               {"name": "g_qcd_0_poisMean", "type": "product", "factors": ["g_qcd_0", "g_qcd_0_tau"]},
               {"name": "g_qcd_1_poisMean", "type": "product", "factors": ["g_qcd_1", 4.0]}],
             "data": [{"name": "d", "type": "binned", "contents": [61, 37], "axes": [{"name": "x", "min": 0, "max": 2, "nbins": 2}]}],
             "likelihoods": [{"name": "L", "distributions": ["model_SR"], "data": ["d"]}],
             "domains": [{"name": "default_domain", "type": "product_domain", "axes": [{"name": "mu", "min": -3, "max": 12}]}],
             "parameter_points": [{"name": "default_values", "parameters": [
                {"name": "mu", "value": 1}, {"name": "nominalLumi", "value": 1.02, "const": true},
                {"name": "nom_k_top", "value": 55, "const": true}, {"name": "nom_alpha_xs", "value": -0.3, "const": true},
                {"name": "nom_g_fake_0", "value": 1.1, "const": true}, {"name": "g_qcd_0_tau", "value": 16, "const": true},
                {"name": "nom_g_qcd_0", "value": 18, "const": true}]}],
             "analyses": [{"name": "A", "likelihood": "L", "parameters_of_interest": ["mu"]}]}
            """;

    private static final Map<String, Double> POINT = Map.of(
            "mu", 1.4,
            "lumi", 0.99,
            "k_top", 1.07,
            "alpha_xs", -1.3,
            "alpha_jes", 1.6,
            "g_fake[0]", 1.2,
            "g_fake[1]", 1.0,
            "g_qcd[0]", 0.8,
            "g_qcd[1]", 1.3);

    private static Model model(String document) {
        return Hs3Document.parse(document, "model.json").workspace().workspace().model();
    }

    private static double channel(Map<String, Double> at) {
        double top = at.get("lumi") * at.get("k_top") * Math.pow(0.9, 1.3);
        return poisson(
                        61,
                        at.get("lumi") * at.get("mu") * at.get("g_fake[0]") * 6
                                + top * (40 + 1.6 * 4)
                                + at.get("g_qcd[0]") * 10)
                + poisson(37, at.get("lumi") * at.get("mu") * 9 + top * (25 + 1.6 * 2) + at.get("g_qcd[1]") * 4);
    }

    @Test
    void theLikelihoodIsTheDocuments() {
        double expected = channel(POINT)
                + normal(1.02, 0.99, 0.017)
                + poisson(55, 1.07 * 50)
                + normal(-0.3, -1.3, 1)
                + normal(Math.log(1.25), 1.6, 1)
                + normal(1.1, 1.2, 0.15)
                // A factor that is held keeps a constant term, as in pyhf.
                + normal(1, 1, 1)
                + poisson(18, 0.8 * 16)
                + poisson(4, 1.3 * 4);
        assertEquals(expected, DocumentLikelihood.at(model(DOCUMENT), POINT), 1e-11);
    }

    @Test
    void whatBecameOfThemIsTold() {
        Hs3Conversion conversion = Hs3Document.parse(DOCUMENT, "model.json").workspace();
        assertEquals(
                List.of(
                        "the normfactor 'Lumi' is the parameter 'lumi': it has a Gaussian constraint",
                        "the Poisson constraint of 'k_top' is the counts of channel 'k_top_constraint'",
                        "the factors g_fake_0, ... are the parameter 'g_fake'",
                        "the factors g_qcd_0, ... are the parameter 'g_qcd'; their Poisson constraints are the counts of"
                                + " channel 'g_qcd_constraint'"),
                conversion.notes());
        assertEquals("code4_code4p", conversion.interpolation().toString());
    }

    /** The same terms listed with the likelihood, in products or alone, count once. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"likelihoods\": [{\"name\": \"L\", | \"likelihoods\": [{\"name\": \"L\", \"aux_distributions\": [\"alpha_xsConstraint\", \"g_qcd_0Constraint\"],",
                "\"likelihoods\": [{\"name\": \"L\", \"distributions\": [\"model_SR\"], | \"likelihoods\": [{\"name\": \"L\", \"distributions\": [\"all\"],",
            })
    void termsOfTheLikelihoodCountOnce(String from, String to) {
        String product = """
                "distributions": [{"name": "all", "type": "product_dist", "factors": ["model_SR", "lumiConstraint"]},""";
        String document =
                DOCUMENT.replaceFirst("\"distributions\": \\[", product).replace(from, to);
        assertEquals(
                DocumentLikelihood.at(model(DOCUMENT), POINT), DocumentLikelihood.at(model(document), POINT), 1e-12);
    }

    /** A shapefactor whose constraints stand in the likelihood only, with data in place. */
    @Test
    void factorsAreConstrainedByTheLikelihoodAlone() {
        String document = DOCUMENT.replace(
                        "{\"name\": \"qcd\", \"type\": \"shapesys\"", "{\"name\": \"qcd\", \"type\": \"shapefactor\"")
                .replace(
                        "\"constraints\": [\"g_qcd_0Constraint\", \"g_qcd_1Constraint\"], \"data\": {\"vals\": [0.25, 0.5]}",
                        "\"note\": 1")
                .replace(
                        "\"distributions\": [\"model_SR\"], \"data\": [\"d\"]",
                        "\"distributions\": [\"model_SR\", \"g_qcd_0Constraint\", \"g_qcd_1Constraint\"], \"data\": [\"d\", 21, 5]");
        double shift = poisson(21, 0.8 * 16) + poisson(5, 1.3 * 4) - poisson(18, 0.8 * 16) - poisson(4, 1.3 * 4);
        assertEquals(
                DocumentLikelihood.at(model(DOCUMENT), POINT) + shift,
                DocumentLikelihood.at(model(document), POINT),
                1e-11);
    }

    @Test
    void typesInPlaceOfNamesAreTheStandards() {
        String document = DOCUMENT.replace(
                        "\"constraint_name\": \"k_topConstraint\"", "\"constraint_type\": \"Poisson\"")
                .replace("\"constraint\": \"alpha_jesConstraint\"", "\"constraint\": \"LogNormal\"")
                .replace("\"constraint\": \"alpha_xsConstraint\"", "\"constraint_type\": \"Gauss\"");
        double change = poisson(55, 1.07) - poisson(55, 1.07 * 50) + normal(0, 1.6, 1) - normal(Math.log(1.25), 1.6, 1);
        assertEquals(
                DocumentLikelihood.at(model(DOCUMENT), POINT) + change,
                DocumentLikelihood.at(model(document), POINT),
                1e-11);
    }

    @Test
    void aConstantNormalisationHasNoConstraint() {
        String document = DOCUMENT.replace(
                "{\"name\": \"mu\", \"value\": 1}",
                "{\"name\": \"mu\", \"value\": 1}, {\"name\": \"Lumi\", \"value\": 0.99, \"const\": true}");
        Map<String, Double> point = new HashMap<>(POINT);
        point.put("Lumi", point.remove("lumi"));
        assertEquals(
                DocumentLikelihood.at(model(DOCUMENT), POINT) - normal(1.02, 0.99, 0.017),
                DocumentLikelihood.at(model(document), point),
                1e-11);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"sigma\": 1.0} | \"sigma\": 2.0} | /distributions/3: the constraint of 'alpha_xs' has the width 2.0; that of a normsys is 1 in a workspace. Scale its variations.",
                "\"x\": 1.25, \"mu\": \"alpha_jes\" | \"x\": \"alpha_jes\", \"mu\": 0 | /distributions/4: the parameter 'alpha_jes' itself is log-normal; a workspace has normal and Poisson constraints. Write its logarithm as a parameter: a normsys with interpolation 'log'.",
                "\"factors\": [\"k_top\", 50] | \"factors\": [\"k_top\", \"mu\"] | /distributions/2/mean: the mean is a product of 'mu' and 'k_top', which is no constant; a workspace has Poisson constraints of one parameter.",
                "\"k_top_mean\", \"type\": \"product\" | \"k_top_mean\", \"type\": \"bernstein\" | /functions/0/type: a function of type 'bernstein'; a workspace has products of parameters, numbers and interpolations (interpolation0d).",
                "[\"g_fake_0Constraint\", null] | [\"g_fake_0Constraint\"] | /distributions/0/samples/0/modifiers/2/constraints: 1 numbers, but the sample has 2 bins.",
                "\"vals\": [0.15, 0] | \"vals\": [0.15, 0.2] | /distributions/0/samples/0/modifiers/2: 'g_fake_1' has no constraint, but other factors of this modifier have one; a workspace has one for all. Make it a constant of the parameter point.",
                "\"constraint\": \"alpha_xsConstraint\" | \"constraint\": \"alphaConstraint\" | /distributions/0/samples/1/modifiers/2/constraint: 'alphaConstraint' is no type of constraint that a workspace could have here, and no distribution. Known: 'Gauss', 'Poisson', 'Const'.",
                "\"constraint\": \"alpha_xsConstraint\" | \"constraint\": \"Poisson\" | /distributions/0/samples/1/modifiers/2/constraint: the constraint 'Poisson' of a systematic; in a workspace it is normal, of width 1.",
                "[\"g_qcd_0Constraint\", \"g_qcd_1Constraint\"] | [\"g_qcd_0Constraint\", \"qcdConstraint\"] | /distributions/0/samples/2/modifiers/0/constraints/1: /distributions has no distribution 'qcdConstraint'.",
                "\"x\": 4, \"mean\": \"g_qcd_1_poisMean\" | \"x\": 4, \"mean\": \"g_qcd_0\" | /distributions/7: a second constraint of 'g_qcd_0'; the first is at /distributions/6. Multiply them into one.",
            })
    void whatAWorkspaceCannotSayIsRefusedWhereItIs(String from, String to, String problem) {
        String document = DOCUMENT.replace(from, to);
        String message =
                assertThrows(WorkspaceException.class, () -> model(document)).getMessage();
        assertEquals("model.json: " + problem, message);
    }

    @Test
    void constraintsOfNothingAreLeftOutAndTold() {
        String document = DOCUMENT.replace(
                        "\"likelihoods\": [{\"name\": \"L\",",
                        "\"likelihoods\": [{\"name\": \"L\", \"aux_distributions\": [\"g_qcd_1Constraint\"],")
                .replace(
                        "{\"name\": \"g_qcd_1Constraint\"",
                        "{\"name\": \"other\", \"type\": \"gaussian_dist\", \"x\": \"theta\", \"mean\": 0, \"sigma\": 1}, {\"name\": \"g_qcd_1Constraint\"")
                .replace("\"aux_distributions\": [\"g_qcd_1Constraint\"]", "\"aux_distributions\": [\"other\"]");
        Hs3Conversion conversion = Hs3Document.parse(document, "model.json").workspace();
        assertEquals(
                "the distribution 'other' is left out: it constrains no parameter of the channels",
                conversion.notes().get(conversion.notes().size() - 1));
        assertEquals(
                DocumentLikelihood.at(model(DOCUMENT), POINT),
                DocumentLikelihood.at(conversion.workspace().model(), POINT),
                0);
    }
}
