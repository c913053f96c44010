package dev.limen.histfactory.hs3;

import static dev.limen.histfactory.hs3.DocumentLikelihood.normal;
import static dev.limen.histfactory.hs3.DocumentLikelihood.poisson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.histfactory.Model;
import dev.limen.histfactory.Workspace;
import dev.limen.histfactory.WorkspaceException;
import dev.limen.inference.Parameter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which programs write the same model: analyses, data, ranges, starts, modifiers and interpolations. */
final class DocumentFormsTest {
    private static final String DOCUMENT = """
            {"metadata": {"hs3_version": "0.2", "packages": [{"name": "ROOT", "version": "6.36"}]}, "misc": {},
             "distributions": [
               {"name": "SR", "type": "histfactory_dist", "axes": [{"name": "x", "min": 0, "max": 3, "edges": [0, 1, 3]}],
                "samples": [
                  {"name": "signal", "data": {"contents": [4, 7]}, "modifiers": [{"type": "normfactor", "parameter": "mu"}]},
                  {"name": "bkg", "data": {"contents": [30, 20]}, "modifiers": [
                    {"type": "normfactor", "parameter": "norm"},
                    {"type": "normsys", "parameter": "alpha", "data": {"lo": 0.8, "hi": 1.1}},
                    {"type": "histosys", "parameter": "beta",
                     "data": {"lo": {"contents": [28, 19]}, "hi": {"contents": [33, 22]}}}]}]},
               {"name": "CR", "type": "histfactory_dist", "samples": [
                  {"data": {"contents": [100]}, "modifiers": [{"type": "normfactor", "parameter": "norm"}]}]}],
             "data": [
               {"name": "dSR", "type": "binned", "contents": [36, 26]}, {"name": "dCR", "type": "binned", "contents": [104]},
               {"name": "asimov", "type": "binned", "contents": [34.5, 27.5]}, {"name": "one", "type": "point", "value": 3},
               {"name": "events", "type": "unbinned", "axes": [{"name": "x", "min": 0, "max": 3}],
                "entries": [[0], [0.5], [1], [2.9], [3]], "weights": [1, 2, 4, 8, 0.5]}],
             "likelihoods": [
               {"name": "L", "distributions": ["SR", "CR"], "data": ["dSR", "dCR"]},
               {"name": "L_asimov", "distributions": ["SR"], "data": ["asimov"]}],
             "domains": [
               {"name": "default_domain", "type": "product_domain", "axes": [
                  {"name": "mu", "min": -2, "max": 20}, {"name": "norm", "min": 0.1, "max": 3}]},
               {"name": "narrow", "type": "product_domain", "axes": [{"name": "mu", "min": 0, "max": 5}]}],
             "parameter_points": [
               {"name": "default_values", "parameters": [{"name": "mu", "value": 1}, {"name": "norm", "value": 1.1, "const": true}]},
               {"name": "fitted", "parameters": [{"name": "norm", "value": 0.9}]}],
             "analyses": [
               {"name": "A", "likelihood": "L", "parameters_of_interest": ["mu", "norm"]},
               {"name": "B", "likelihood": "L_asimov", "parameters_of_interest": ["mu"], "domains": ["narrow"], "init": "fitted"}]}
            """;

    private static final Map<String, Double> POINT = Map.of("mu", 1.3, "norm", 1.05, "alpha", 1.4, "beta", -1.2);

    private static double expected(double alphaFactor, double shift0, double shift1, List<Double> counts) {
        return poisson(counts.get(0), 1.3 * 4 + 1.05 * alphaFactor * (30 + shift0))
                + poisson(counts.get(1), 1.3 * 7 + 1.05 * alphaFactor * (20 + shift1))
                + poisson(counts.get(2), 1.05 * 100)
                + normal(0, 1.4, 1)
                + normal(0, -1.2, 1);
    }

    private static final double LIKELIHOOD =
            expected(Math.pow(1.1, 1.4), -1.2 * 2, -1.2 * 1, List.of(36.0, 26.0, 104.0));

    private static Hs3Document document(String from, String to) {
        String changed = DOCUMENT.replace(from, to);
        assertTrue(from.isEmpty() || !changed.equals(DOCUMENT), "nothing to replace: " + from);
        return Hs3Document.parse(changed, "model.json");
    }

    private static double likelihood(String from, String to) {
        return DocumentLikelihood.at(
                document(from, to).workspace("A").workspace().model(), POINT);
    }

    private static Parameter parameter(Workspace workspace, String name) {
        return workspace.model().parameters().stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theLikelihoodIsTheDocuments() {
        assertEquals(LIKELIHOOD, likelihood("", ""), 1e-11);
    }

    @Test
    void anAnalysisHasItsLikelihoodDomainAndStart() {
        Hs3Document document = document("", "");
        assertEquals(List.of("A", "B"), document.analyses());
        Workspace a = document.workspace("A").workspace();
        Workspace b = document.workspace("B").workspace();
        assertEquals(
                List.of("SR", "CR"), a.channels().stream().map(c -> c.name()).toList());
        assertEquals(List.of(34.5, 27.5), b.observations().get(0).data());
        Parameter wide = parameter(a, "mu");
        Parameter narrow = parameter(b, "mu");
        assertEquals(List.of(-2.0, 20.0), List.of(wide.lower(), wide.upper()));
        assertEquals(List.of(0.0, 5.0), List.of(narrow.lower(), narrow.upper()));
        // What an analysis does not say comes from the defaults of the document, ranges as well as starts.
        assertEquals(0.1, parameter(b, "norm").lower());
        assertEquals(
                List.of(true, false),
                List.of(parameter(a, "norm").fixed(), parameter(b, "norm").fixed()));
        assertEquals(
                List.of(1.1, 0.9),
                List.of(parameter(a, "norm").start(), parameter(b, "norm").start()));
        assertTrue(document.workspace("A")
                .notes()
                .contains("of the parameters of interest [mu, norm] the first is the POI"));
        assertEquals(
                "norm",
                document.withPoi("norm")
                        .workspace("A")
                        .workspace()
                        .measurement()
                        .poi());
    }

    @Test
    void withoutAnalysesItsLikelihoodsAre() {
        String text = DOCUMENT.substring(0, DOCUMENT.indexOf("\"analyses\"")) + "\"analyses\": []}";
        Hs3Document document = Hs3Document.parse(text, "model.json");
        assertEquals(List.of("L", "L_asimov"), document.analyses());
        assertEquals("", document.workspace().workspace().measurement().poi());
        assertEquals(
                "mu",
                document.withPoi("mu").workspace("L").workspace().measurement().poi());
        assertEquals(
                LIKELIHOOD,
                DocumentLikelihood.at(document.workspace().workspace().model(), POINT),
                1e-11);
    }

    @Test
    void theOnlyPointAndDomainNeedNoName() {
        String text = DOCUMENT.replace("\"default_values\"", "\"np\"")
                .replace("\"default_domain\"", "\"d\"")
                .replaceAll(",\\s*\\{\"name\": \"fitted\".*?\\}\\]\\}", "")
                .replaceAll(",\\s*\\{\"name\": \"narrow\".*?\\}\\]\\}", "");
        Workspace workspace =
                Hs3Document.parse(text, "model.json").workspace("A").workspace();
        assertTrue(parameter(workspace, "norm").fixed());
        assertEquals(20, parameter(workspace, "mu").upper());
    }

    @Test
    void openSidesOfRangesAreClosed() {
        Workspace workspace = document(
                        "{\"name\": \"mu\", \"min\": -2, \"max\": 20}",
                        "{\"name\": \"mu\"}, {\"name\": \"alpha\", \"max\": 3}")
                .workspace("A")
                .workspace();
        Parameter mu = parameter(workspace, "mu");
        Parameter alpha = parameter(workspace, "alpha");
        assertEquals(
                List.of(-1000.0, 1000.0, -5.0, 3.0), List.of(mu.lower(), mu.upper(), alpha.lower(), alpha.upper()));
    }

    @Test
    void dataStandInPlaceOrAsEvents() {
        assertEquals(LIKELIHOOD, likelihood("[\"dSR\", \"dCR\"]", "[[36, 26], [104]]"), 1e-11);
        // On an edge: in the bin above it; on the last edge: in the last bin.
        double binned = expected(Math.pow(1.1, 1.4), -1.2 * 2, -1.2 * 1, List.of(3.0, 12.5, 104.0));
        assertEquals(binned, likelihood("[\"dSR\", \"dCR\"]", "[\"events\", \"dCR\"]"), 1e-11);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "log | lin | code1_code0",
                "1 | 0 | code1_code0",
                "{\"type\": \"mult\", \"in\": \"exp\", \"out\": null} | {\"type\": \"add\", \"in\": \"poly1\", \"out\": null} | code1_code0",
                "{\"type\": \"mult\", \"in\": \"poly6\", \"out\": \"exp\"} | {\"type\": \"add\", \"in\": \"poly2\", \"out\": \"poly1\"} | code4_code2",
                "4 | 3 | code4_code2",
                "5 | parabolic | code4_code2",
                "code4 | {\"type\": \"add\", \"in\": \"poly6\", \"out\": \"poly1\"} | code4_code4p",
            })
    void interpolationsHaveManyNames(String normsys, String histosys, String codes) {
        String text = DOCUMENT.replace("\"lo\": 0.8,", "\"interpolation\": " + json(normsys) + ", \"lo\": 0.8,")
                .replace(
                        "\"parameter\": \"beta\",",
                        "\"parameter\": \"beta\", \"interpolation\": " + json(histosys) + ",");
        assertEquals(
                codes,
                Hs3Document.parse(text, "model.json")
                        .workspace()
                        .interpolation()
                        .toString());
    }

    private static String json(String value) {
        return value.startsWith("{") || Character.isDigit(value.charAt(0)) ? value : '"' + value + '"';
    }

    @Test
    void variationsOfOneParameterAddUp() {
        String second = """
                {"type": "histosys", "parameter": "beta", "data": {"lo": {"contents": [29, 21]}, "hi": {"contents": [31, 18]}}},
                {"type": "histosys", "parameter": "beta",""";
        double both = expected(Math.pow(1.1, 1.4), -1.2 * (2 + 1), -1.2 * (1 - 1), List.of(36.0, 26.0, 104.0));
        assertEquals(both, likelihood("{\"type\": \"histosys\", \"parameter\": \"beta\",", second), 1e-11);
        String product = """
                {"type": "normsys", "parameter": "alpha", "interpolation": "log", "data": {"lo": 0.9, "hi": 1.05}},
                {"type": "normsys", "parameter": "alpha", "interpolation": "log",""";
        Model model = document("{\"type\": \"normsys\", \"parameter\": \"alpha\",", product)
                .workspace("A")
                .workspace()
                .model();
        double factor = Math.pow(1.1 * 1.05, 1.4);
        assertEquals(
                expected(factor, -1.2 * 2, -1.2 * 1, List.of(36.0, 26.0, 104.0)),
                DocumentLikelihood.at(model, POINT),
                1e-11);
        refused(
                "/distributions/0/samples/1/modifiers/2: a second normsys of 'alpha' on this sample. Their product is one"
                        + " normsys with interpolation 'log' only. Write them as one.",
                "{\"type\": \"normsys\", \"parameter\": \"alpha\",",
                product.replace("\"interpolation\": \"log\", ", "").replace("\"interpolation\": \"log\",", ""));
    }

    /** A product of parameters and numbers is several normfactors, of which the number is held. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"normfactor\", \"parameter\": \"scale\"}",
                "{\"type\": \"custom\", \"name\": \"scale\"}"
            })
    void productsAreNormFactors(String modifier) {
        String functions = """
                "functions": [{"name": "scale", "type": "product", "factors": ["mu", "inner"]},
                              {"name": "inner", "type": "product", "factors": [2, "norm"]}],
                "data": [""";
        Model model = Hs3Document.parse(
                        DOCUMENT.replace("{\"type\": \"normfactor\", \"parameter\": \"mu\"}", modifier)
                                .replaceFirst("\"data\": \\[\\s", functions),
                        "model.json")
                .workspace("A")
                .workspace()
                .model();
        double top = 1.05 * Math.pow(1.1, 1.4);
        assertEquals(
                poisson(36, 2 * 1.05 * 1.3 * 4 + top * (30 - 2.4))
                        + poisson(26, 2 * 1.05 * 1.3 * 7 + top * (20 - 1.2))
                        + poisson(104, 105)
                        + normal(0, 1.4, 1)
                        + normal(0, -1.2, 1),
                DocumentLikelihood.at(model, Map.of("mu", 1.3, "norm", 1.05, "alpha", 1.4, "beta", -1.2, "2.0", 2.0)),
                1e-11);
        assertTrue(model.parameters().stream()
                .filter(p -> p.name().equals("2.0"))
                .allMatch(p -> p.fixed() && p.start() == 2));
    }

    /** ROOT writes a shapefactor as a shapesys without constraint and with zeros for its uncertainties. */
    @Test
    void aShapeSysWithoutUncertaintiesIsFree() {
        Workspace workspace = document(
                        "{\"type\": \"normfactor\", \"parameter\": \"mu\"}",
                        "{\"type\": \"shapesys\", \"name\": \"free\", \"parameters\": [\"f0\", \"f1\"], \"data\": {\"vals\": [0, 0]}}")
                .workspace("A")
                .workspace();
        Parameter free = parameter(workspace, "f[1]");
        assertEquals(List.of(0.0, 10.0), List.of(free.lower(), free.upper()));
        assertTrue(!free.fixed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"name\": \"CR\", \"type\": \"histfactory_dist\" | \"name\": \"CR\", \"type\": \"mixture_dist\" | /distributions/1/type: a distribution of type 'mixture_dist'; a workspace holds those of type 'histfactory_dist', and 'gaussian_dist', 'poisson_dist', 'lognormal_dist' or 'multivariate_normal_dist' as constraints of parameters.",
                "[\"dSR\", \"dCR\"] | [\"one\", \"dCR\"] | /data/3/type: data of type 'point' for a histfactory_dist; expected 'binned' or 'unbinned'.",
                "[\"dSR\", \"dCR\"] | [\"dSR\"] | /likelihoods/0/data: 1 data for 2 distributions; expected one for each.",
                "[\"dSR\", \"dCR\"] | [\"dCR\", \"dSR\"] | /data/1/contents: 1 counts, but the channel has 2 bins.",
                "[\"dSR\", \"dCR\"] | [\"dSR\", \"events\"] | /data/4: unbinned data of a channel without edges; give binned data.",
                "\"edges\": [0, 1, 3] | \"edges\": [0, 1, 1] | /distributions/0/axes/0/edges: edge 2 is 1.0 after 1.0; expected ascending edges.",
                "\"type\": \"histosys\" | \"type\": \"histosys\", \"interpolation\": \"log\" | /distributions/0/samples/1/modifiers/2/interpolation: no interpolation 'log' of a histosys that a workspace could have. Known: '0', '2', '3', '4', 'add poly1 poly1', 'add poly2 poly1', 'add poly6 poly1', 'code0', 'code2', 'code4p', 'lin', 'parabolic' and 1 more.",
                "{\"type\": \"normfactor\", \"parameter\": \"mu\"} | {\"type\": \"custom\", \"name\": \"f\"} | /distributions/0/samples/0/modifiers/0/name: /functions has no function 'f', which a custom modifier names.",
            })
    void whatIsNoHistFactoryModelIsRefusedWhereItIs(String from, String to, String problem) {
        refused(problem, from, to);
    }

    private static void refused(String problem, String from, String to) {
        Hs3Document document = document(from, to);
        String message = assertThrows(WorkspaceException.class, () -> document.workspace("A"))
                .getMessage();
        assertEquals("model.json: " + problem, message);
    }

    @Test
    void eventsOutsideOfTheAxisAreRefused() {
        String text =
                DOCUMENT.replace("[2.9], [3]]", "[2.9], [4]]").replace("[\"dSR\", \"dCR\"]", "[\"events\", \"dCR\"]");
        Hs3Document document = Hs3Document.parse(text, "model.json");
        assertEquals(
                "model.json: /data/4/entries/4: 4.0 is outside of the channel's axis, from 0.0 to 3.0.",
                assertThrows(WorkspaceException.class, () -> document.workspace("A"))
                        .getMessage());
    }
}
