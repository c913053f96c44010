package dev.limen.histfactory.hs3;

import static dev.limen.histfactory.hs3.DocumentLikelihood.normal;
import static dev.limen.histfactory.hs3.DocumentLikelihood.poisson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.limen.histfactory.Bounds;
import dev.limen.histfactory.Interpolation;
import dev.limen.histfactory.Model;
import dev.limen.histfactory.Workspace;
import dev.limen.histfactory.WorkspaceException;
import dev.limen.inference.Parameter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HS3 documents make the likelihood that their own definition gives. */
final class Hs3DocumentTest {
    private static final String DOCUMENT = """
            {"metadata": {"hs3_version": "0.2"},
             "distributions": [
               {"name": "SR", "type": "histfactory_dist", "axes": [{"name": "x", "min": 0, "max": 2, "nbins": 2}],
                "samples": [
                  {"name": "signal", "data": {"contents": [5, 8], "errors": [0.5, 0.4]}, "modifiers": [
                    {"type": "normfactor", "parameter": "mu"},
                    {"type": "normfactor", "name": "Lumi", "constraint_name": "lumiConstraint"},
                    {"type": "staterror", "parameters": ["gamma_stat_SR_bin_0", "gamma_stat_SR_bin_1"], "constraint": "Poisson"}]},
                  {"name": "top", "data": {"contents": [30, 20], "errors": [1.5, 1.0]}, "modifiers": [
                    {"type": "normfactor", "name": "Lumi", "constraint_name": "lumiConstraint"},
                    {"type": "normsys", "parameter": "alpha_xs", "constraint": "Gauss", "data": {"lo": 0.9, "hi": 1.15}},
                    {"type": "histosys", "name": "jes", "data": {"lo": {"contents": [28, 18.5]}, "hi": {"contents": [33, 21]}}},
                    {"type": "staterror", "parameters": ["gamma_stat_SR_bin_0", "gamma_stat_SR_bin_1"], "constraint": "Poisson"}]}]},
               {"name": "CR", "type": "histfactory_dist", "axes": [{"name": "y", "edges": [0, 10]}],
                "samples": [
                  {"name": "top", "data": {"contents": [100]}, "modifiers": [
                    {"type": "normsys", "parameter": "alpha_xs", "data": {"lo": 0.9, "hi": 1.15}},
                    {"type": "shapesys", "name": "fake", "constraint": "Gauss", "data": {"vals": [0.2]}}]},
                  {"name": "qcd", "data": {"contents": [12]}, "modifiers": [
                    {"type": "shapesys", "parameters": ["gamma_qcd_bin_0"], "constraint": "Poisson", "data": {"vals": [16]}}]}]},
               {"name": "lumiConstraint", "type": "gaussian_dist", "x": "nominalLumi", "mean": "Lumi", "sigma": 0.02}],
             "data": [
               {"name": "dSR", "type": "binned", "contents": [38, 25], "axes": [{"name": "x", "min": 0, "max": 2, "nbins": 2}]},
               {"name": "dCR", "type": "binned", "contents": [110], "axes": [{"name": "y", "edges": [0, 10]}]}],
             "likelihoods": [{"name": "L", "distributions": ["SR", "CR"], "data": ["dSR", "dCR"]}],
             "domains": [{"name": "default_domain", "type": "product_domain",
                          "axes": [{"name": "mu", "min": -2, "max": 20}, {"name": "Lumi", "min": 0, "max": 5}]}],
             "parameter_points": [{"name": "default_values", "parameters": [
                {"name": "mu", "value": 1.5}, {"name": "nominalLumi", "value": 1, "const": true},
                {"name": "nom_alpha_jes", "value": 0.3, "const": true}]}],
             "analyses": [{"name": "A", "likelihood": "L", "parameters_of_interest": ["mu"]}]}
            """;

    private static Hs3Conversion converted(String document) {
        return Hs3Document.parse(document, "model.json")
                .with(ShapeSysValues.TAU)
                .workspace();
    }

    @Test
    void theLikelihoodIsTheDocuments() {
        double mu = 1.2;
        double lumi = 1.01;
        double xs = 1.5;
        double jes = -1.4;
        double g0 = 1.05;
        double g1 = 0.97;
        double fake = 1.1;
        double qcd = 0.9;
        double top = Math.pow(1.15, xs);
        double tau0 = 35 * 35 / (0.5 * 0.5 + 1.5 * 1.5);
        double tau1 = 28 * 28 / (0.4 * 0.4 + 1.0 * 1.0);
        double expected = poisson(38, lumi * g0 * (mu * 5 + top * (30 + jes * 2)))
                + poisson(25, lumi * g1 * (mu * 8 + top * (20 + jes * 1.5)))
                + poisson(110, 100 * top * fake + 12 * qcd)
                + normal(1, lumi, 0.02)
                + normal(0, xs, 1)
                + normal(0.3, jes, 1)
                + poisson(tau0, g0 * tau0)
                + poisson(tau1, g1 * tau1)
                + normal(1, fake, 0.2)
                + poisson(16, 16 * qcd);
        Map<String, Double> point = Map.of(
                "mu", mu,
                "lumi", lumi,
                "alpha_xs", xs,
                "alpha_jes", jes,
                "gamma_stat_SR[0]", g0,
                "gamma_stat_SR[1]", g1,
                "gamma_fake[0]", fake,
                "gamma_qcd[0]", qcd);
        assertEquals(
                expected, DocumentLikelihood.at(converted(DOCUMENT).workspace().model(), point), 1e-11);
    }

    @Test
    void startsRangesAndNamesAreTheDocuments() {
        Hs3Conversion conversion = converted(DOCUMENT);
        Workspace workspace = conversion.workspace();
        assertEquals("mu", workspace.measurement().poi());
        assertEquals("A", workspace.measurement().name());
        Parameter mu = workspace.model().parameters().stream()
                .filter(p -> p.name().equals("mu"))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of(1.5, -2.0, 20.0), List.of(mu.start(), mu.lower(), mu.upper()));
        assertEquals(Interpolation.STANDARD, conversion.interpolation());
        assertEquals(
                List.of(
                        "the normfactor 'Lumi' is the parameter 'lumi': it has a Gaussian constraint",
                        "the factors gamma_stat_SR_bin_0, ... are the parameter 'gamma_stat_SR'; their Poisson constraints"
                                + " are the counts of channel 'gamma_stat_SR_constraint'",
                        "the factors gamma_fake_bin_0 are the parameter 'gamma_fake'",
                        "the factors gamma_qcd_bin_0 are the parameter 'gamma_qcd'"),
                conversion.notes());
        // What is written is a workspace like others.
        assertEquals(workspace, Workspace.parse(workspace.toJson(), "again"));
    }

    @Test
    void aThresholdAndConstantsHoldFactors() {
        String document = DOCUMENT.replace(
                        "\"name\": \"SR\",", "\"name\": \"SR\", \"staterror\": {\"relThreshold\": 0.04},")
                .replace(
                        "{\"name\": \"mu\", \"value\": 1.5}",
                        "{\"name\": \"mu\", \"value\": 1.5}, {\"name\": \"alpha_xs\", \"value\": 0, \"const\": true}");
        Model model = converted(document).workspace().model();
        // sqrt(0.4^2 + 1) / 28 = 0.038 is below the threshold, sqrt(0.5^2 + 1.5^2) / 35 = 0.045 is not.
        assertEquals(new Bounds(1, 1), bounds(model, "gamma_stat_SR[1]"));
        assertEquals(new Bounds(1e-10, 10), bounds(model, "gamma_stat_SR[0]"));
        assertEquals(
                List.of(true),
                model.parameters().stream()
                        .filter(p -> p.name().equals("alpha_xs"))
                        .map(Parameter::fixed)
                        .toList());
    }

    private static Bounds bounds(Model model, String parameter) {
        return model.parameters().stream()
                .filter(p -> p.name().equals(parameter))
                .map(p -> new Bounds(p.lower(), p.upper()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void gaussianStatErrorsAndInterpolationAreRead() {
        Hs3Conversion conversion = converted(DOCUMENT.replace(
                        "\"constraint\": \"Poisson\"}]}", "\"constraint\": \"Gauss\"}]}")
                .replace("{\"lo\": 0.9, \"hi\": 1.15}", "{\"lo\": 0.9, \"hi\": 1.15}, \"interpolation\": \"log\"")
                .replace("\"name\": \"jes\",", "\"name\": \"jes\", \"interpolation\": \"parabolic\","));
        assertEquals("code1_code2", conversion.interpolation().toString());
        Model model = conversion.workspace().model();
        List<Double> sigmas = model.parameterSets().set("gamma_stat_SR").sigmas();
        assertEquals(Math.sqrt(0.25 + 2.25) / 35, sigmas.get(0), 1e-15);
        assertEquals(Math.sqrt(0.16 + 1) / 28, sigmas.get(1), 1e-15);
    }

    @ParameterizedTest
    @CsvSource({"TAU, 16", "ROOT_OF_TAU, 256", "ABSOLUTE, 0.5625", "RELATIVE, 0.00390625"})
    void theNumbersOfAShapeSysMeanWhatIsSaid(ShapeSysValues meaning, double tau) {
        Model model = Hs3Document.parse(DOCUMENT, "model.json")
                .with(meaning)
                .workspace("A")
                .workspace()
                .model();
        assertEquals(tau, model.parameterSets().set("gamma_qcd").factors().get(0), 1e-12 * tau);
    }

    @Test
    void theirMeaningMustBeSaid() {
        refused(
                "/distributions/1/samples/1/modifiers/0/data/vals: what these numbers mean differs between programs: the"
                        + " relative uncertainty (ROOT; its first versions with HS3: tau, the auxiliary count), the root of"
                        + " tau (text of the standard), or the uncertainty in events (pyhs3). Choose: 'tau', 'root-of-tau',"
                        + " 'absolute', 'relative'.",
                () -> Hs3Document.parse(DOCUMENT, "model.json").workspace());
    }

    @Test
    void whatIsWrongIsSaidWhereItIs() {
        refused(
                "/distributions/0/samples/1/modifiers/2/data/lo/contents: 1 numbers, but the sample has 2 bins.",
                () -> converted(DOCUMENT.replace("[28, 18.5]", "[28]")));
        refused(
                "/distributions/0/axes: 3 bins, but the samples have 2.",
                () -> converted(DOCUMENT.replaceFirst("\"nbins\": 2", "\"nbins\": 3")));
        refused(
                "/distributions/0/samples/0/modifiers/0/type: unknown modifier type 'normfactr'. Did you mean 'normfactor'?"
                        + " Known: 'normfactor', 'normsys', 'histosys', 'shapefactor', 'shapesys', 'staterror'.",
                () -> converted(DOCUMENT.replaceFirst("\"type\": \"normfactor\"", "\"type\": \"normfactr\"")));
        refused(
                "/data has no data 'dSS'. Did you mean 'dSR'? Known: 'dSR', 'dCR'.",
                () -> converted(DOCUMENT.replace("\"data\": [\"dSR\"", "\"data\": [\"dSS\"")));
        refused(
                "/distributions/2/type: a distribution of type 'argus_dist'; a workspace holds those of type"
                        + " 'histfactory_dist', and 'gaussian_dist', 'poisson_dist', 'lognormal_dist' or"
                        + " 'multivariate_normal_dist' as constraints of parameters.",
                () -> converted(DOCUMENT.replace("gaussian_dist", "argus_dist")));
        refused(
                "/distributions/0/samples/1/modifiers/3: the constraint of [gamma_stat_SR_bin_0, gamma_stat_SR_bin_1] is"
                        + " another one at /distributions/0/samples/0/modifiers/2; modifiers that share parameters share"
                        + " their constraint.",
                () -> converted(DOCUMENT.replaceFirst("\"constraint\": \"Poisson\"}", "\"constraint\": \"Gauss\"}")));
        refused(
                "an HS3 document lacks 'distributions'. Add it.",
                () -> converted("{\"channels\": [], \"version\": \"1.0.0\"}"));
    }

    @Test
    void aWorkspaceIsAskedForByItsName() {
        refused(
                "an HS3 document, not a workspace. Make one of it: limen hs3 model.json, or Hs3Document in Java.",
                () -> Workspace.parse(DOCUMENT, "model.json"));
    }

    private static void refused(String problem, Runnable reading) {
        String message = assertThrows(WorkspaceException.class, reading::run).getMessage();
        assertEquals("model.json: " + problem, message);
    }
}
