package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A counting experiment whose numbers have closed forms: s = 10, b = 50, and as many events observed as asked. */
class StatisticsCommandsTest {

    private static final double S = 10;
    private static final double B = 50;
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    @TempDir
    private Path folder;

    private String workspace = "";

    @BeforeEach
    void writeWorkspace() throws IOException {
        workspace = write("workspace.json", S, B, B);
    }

    @Test
    void clsIsTwiceATailWhereTheDataAreTheBackground() {
        JsonNode cls = Session.run("cls", workspace, "--test-poi", "1.5").json();
        double expected = 2 * (1 - NORMAL.cumulativeProbability(Math.sqrt(q(1.5))));
        assertEquals(expected, cls.get("CLs_obs").doubleValue(), 1e-9);
        assertEquals(5, cls.get("CLs_exp").size());
        assertEquals(expected, cls.get("CLs_exp").get(2).doubleValue(), 1e-9);
        assertEquals("conditional-fit", cls.get("limen").get("asimov").textValue());
        assertTrue(cls.get("limen").get("certificate").get("converged").booleanValue());
    }

    @Test
    void limitIsWhereClsIsFivePercent() {
        JsonNode limit = Session.run("limit", workspace).json();
        String mu = limit.get("obs").asText();
        assertEquals(
                0.05,
                Session.run("cls", workspace, "--test-poi", mu)
                        .json()
                        .get("CLs_obs")
                        .doubleValue(),
                1e-8);
        assertEquals(limit.get("obs").doubleValue(), limit.get("exp").get(2).doubleValue(), 1e-8);
        for (int i = 1; i < 5; i++) {
            assertTrue(limit.get("exp").get(i).doubleValue()
                    > limit.get("exp").get(i - 1).doubleValue());
        }
        assertTrue(Session.run("limit", workspace, "--level", "0.9")
                        .json()
                        .get("obs")
                        .doubleValue()
                < limit.get("obs").doubleValue());
    }

    @Test
    void significanceOfAnExcessHasItsClosedForm() throws IOException {
        JsonNode none = Session.run("significance", workspace).json();
        assertEquals(0.0, none.get("z_obs").doubleValue());
        assertEquals(0.5, none.get("p0_obs").doubleValue(), 1e-12);
        double n = 65;
        JsonNode excess =
                Session.run("significance", write("excess.json", S, B, n)).json();
        double z = Math.sqrt(2 * (n * Math.log(n / B) - (n - B)));
        assertEquals(z, excess.get("z_obs").doubleValue(), 1e-7);
        assertEquals(1 - NORMAL.cumulativeProbability(z), excess.get("p0_obs").doubleValue(), 1e-7);
        double expected = Math.sqrt(2 * ((S + B) * Math.log((S + B) / B) - S));
        assertEquals(expected, excess.get("z_exp").doubleValue(), 1e-7);
    }

    @Test
    void fitFindsTheSignalStrength() throws IOException {
        JsonNode fit = Session.run("fit", write("excess.json", S, B, 65), "--value", "--json")
                .json();
        assertEquals(1.5, fit.get("mle_parameters").get("mu").get(0).doubleValue(), 1e-7);
        // -2 log Poisson(65; 65); log 65! = 209.34258675253685.
        assertEquals(
                -2 * (65 * Math.log(65) - 65 - 209.34258675253685),
                fit.get("twice_nll").doubleValue(),
                1e-9);
    }

    @Test
    void gradientsAreThoseOfRefittedDifferences() throws IOException {
        for (String of : List.of("cls", "limit", "significance")) {
            JsonNode up = Session.run("gradient", write("up.json", S, B + 0.01, B), "--of", of, "--wrt", "SR/signal")
                    .json();
            JsonNode down = Session.run(
                            "gradient", write("down.json", S, B - 0.01, B), "--of", of, "--wrt", "SR/signal")
                    .json();
            for (String target : List.of("SR/background", "/channels/0/samples/1/data")) {
                JsonNode at = Session.run("gradient", workspace, "--of", of, "--wrt", target)
                        .json();
                double difference =
                        (up.get("value").doubleValue() - down.get("value").doubleValue()) / 0.02;
                assertEquals(1, at.get("gradient").size());
                assertEquals(difference, at.get("gradient").get(0).doubleValue(), 2e-6 * Math.abs(difference), of);
            }
        }
    }

    @Test
    void theObservedLimitRisesWithTheObservation() {
        JsonNode slope = Session.run(
                        "gradient", workspace, "--of", "limit", "--wrt", "/observations/0/data", "--observed")
                .json();
        assertTrue(slope.get("gradient").get(0).doubleValue() > 0);
        assertEquals(
                Session.run("limit", workspace).json().get("obs").doubleValue(),
                slope.get("value").doubleValue(),
                1e-9);
    }

    @Test
    void printsForPeopleAndToFiles() throws IOException {
        Session text = Session.run("limit", workspace, "--text");
        assertEquals(0, text.exitCode());
        assertTrue(text.results().startsWith("limit, observed"), text.results());
        assertTrue(text.messages().contains("minima"), text.messages());
        Path file = folder.resolve("out.json");
        Session written = Session.run("limit", workspace, "--output-file", file.toString());
        assertEquals("", written.results());
        assertEquals(Session.run("limit", workspace).results(), Files.readString(file));
    }

    @Test
    void warnsOfTheStatisticThatDoesNotSuitABoundedPoi() {
        Session session = Session.run("cls", workspace, "--test-stat", "q");
        assertEquals(0, session.exitCode());
        assertTrue(session.messages().contains("bounded at 0.0"), session.messages());
    }

    @Test
    void warnsWhereFewEventsAreExpected() throws IOException {
        for (String command : List.of("cls", "limit", "significance")) {
            Session few = Session.run(command, write("few.json", 1, 0.1, 0));
            assertTrue(few.messages().contains("0.100 background events are expected"), few.messages());
            assertFalse(Session.run(command, workspace).messages().contains("events are expected"));
        }
    }

    @Test
    void limitsNeedNoHessian() throws IOException {
        JsonNode limit = Session.run("limit", write("none.json", 1, 0, 0)).json();
        assertEquals(1.9207, limit.get("exp").get(2).doubleValue(), 1e-4);
        assertEquals(1.9207, limit.get("obs").doubleValue(), 1e-4);
    }

    @Test
    void warnsOfParametersAtTheirBounds() throws IOException {
        String file = write("excess.json", 1, B, 65);
        String warning = "fitted at a bound: mu (upper bound 10.0)";
        for (String command : List.of("fit", "significance")) {
            Session session = Session.run(command, file);
            assertTrue(session.messages().contains(warning), session.messages());
            assertEquals(
                    "upper",
                    session.json()
                            .get("limen")
                            .get("certificate")
                            .get("at_bounds")
                            .get("mu")
                            .textValue());
        }
    }

    @Test
    void certificatesCarryWhatTheSolverFound() throws IOException {
        double n = 65;
        JsonNode certificate = Session.run("fit", write("excess.json", S, B, n))
                .json()
                .get("limen")
                .get("certificate");
        // NLL = mu s - n log(mu s + b): its curvature where mu s + b = n is s^2 / n.
        assertEquals(S * S / n, certificate.get("smallest_eigenvalue").doubleValue(), 1e-9);
        assertTrue(certificate.get("largest_projected_gradient").doubleValue() < 1e-6);
    }

    @Test
    void aDegenerateFitIsToldWithTheParameter() throws IOException {
        Path file = folder.resolve("flat.json");
        Files.writeString(
                file,
                Files.readString(Path.of(workspace))
                        .replace(
                                "\"type\": \"normfactor\", \"data\": null}",
                                "\"type\": \"normfactor\", \"data\": null}, {\"name\": \"k\", \"type\": \"normfactor\","
                                        + " \"data\": null}")
                        .replace("\"data\": [50.0]}]", "\"data\": [65.0]}]"));
        Session session = Session.run("fit", file.toString());
        assertEquals(0, session.exitCode());
        assertTrue(session.messages().contains("warning: flat direction, mostly along "), session.messages());
        assertFalse(session.messages().contains("parameter 0"), session.messages());
    }

    @Test
    void aTestBeyondTheBoundWidensItInClsAndItsGradient() throws IOException {
        String file = write("excess.json", 1, B, 65);
        String warning = "warning: the signal strength 20.0 lies beyond the upper bound 10.0 of POI 'mu'";
        Session cls = Session.run("cls", file, "--test-poi", "20");
        assertEquals(0.280, cls.json().get("CLs_obs").doubleValue(), 5e-4);
        assertTrue(cls.messages().contains(warning), cls.messages());
        Session slope = Session.run(
                "gradient", file, "--of", "cls", "--wrt", "SR/background", "--test-poi", "20", "--observed");
        assertEquals(
                cls.json().get("CLs_obs").doubleValue(),
                slope.json().get("value").doubleValue(),
                1e-12);
        assertTrue(slope.messages().contains(warning), slope.messages());
    }

    @Test
    void warnsOfAPoiThatMayBeNegativeAndOfMisspeltConfigurations() throws IOException {
        Path file = folder.resolve("negative.json");
        Files.writeString(
                file,
                Files.readString(Path.of(workspace))
                        .replace(
                                "\"parameters\": []",
                                "\"parameters\": [{\"name\": \"mu\", \"bounds\": [[-4, 10]]}, {\"name\": \"nu\"}]"));
        for (String command : List.of("cls", "limit")) {
            Session session = Session.run(command, file.toString());
            assertEquals(0, session.exitCode());
            assertTrue(session.messages().contains("bounded at -4.0, not at 0"), session.messages());
            assertTrue(session.messages().contains("no modifier has the name 'nu'"), session.messages());
        }
    }

    /** Recorded with pyhf 0.8.0.dev0, whose fits stop within 1e-4 of the minimum. */
    @Test
    void agreesWithPyhfOnAWorkspaceOfAllModifiers() throws IOException {
        String file = Files.writeString(folder.resolve("all.json"), ExampleFiles.WORKSPACE)
                .toString();
        JsonNode fit = Session.run("fit", file).json();
        assertEquals(1.17464, fit.get("mle_parameters").get("mu").get(0).doubleValue(), 1e-3);
        assertEquals(18.845644587, fit.get("twice_nll").doubleValue(), 1e-6);
        JsonNode cls = Session.run("cls", file).json();
        assertEquals(0.64003013, cls.get("CLs_obs").doubleValue(), 1e-5);
        assertEquals(0.12083872, cls.get("CLs_exp").get(0).doubleValue(), 1e-5);
        assertEquals(0.43757356, cls.get("CLs_exp").get(2).doubleValue(), 1e-5);
        JsonNode fixed = Session.run("cls", file, "--measurement", "fixed", "--test-poi", "2")
                .json();
        assertEquals(0.16222882, fixed.get("CLs_obs").doubleValue(), 1e-5);
        assertEquals(0.01729909, fixed.get("CLs_exp").get(2).doubleValue(), 1e-5);
    }

    @Test
    void toysAgreeWithTheFormulaeWhereManyEventsAreExpected() {
        JsonNode asymptotic = Session.run("cls", workspace).json();
        Session session = Session.run("cls", workspace, "--calctype", "toybased", "--ntoys", "4000", "--seed", "3");
        JsonNode toys = session.json();
        double error = toys.get("limen").get("CLs_obs_error").doubleValue();
        assertTrue(error > 0.005 && error < 0.03, toys.toString());
        // Counts are whole: q jumps from one to the next by some per cent of probability.
        assertEquals(
                asymptotic.get("CLs_obs").doubleValue(), toys.get("CLs_obs").doubleValue(), 4 * error + 0.03);
        assertEquals(4000, toys.get("limen").get("toys").intValue());
        assertEquals(0, toys.get("limen").get("failed_toys").intValue());
        for (int i = 1; i < 5; i++) {
            assertTrue(toys.get("CLs_exp").get(i).doubleValue()
                    >= toys.get("CLs_exp").get(i - 1).doubleValue());
        }
        assertEquals(
                session.results(),
                Session.run("cls", workspace, "--calctype", "toybased", "--toys", "4000", "--seed", "3")
                        .results());
        assertFalse(session.results()
                .equals(Session.run("cls", workspace, "--calctype", "toybased", "--ntoys", "4000")
                        .results()));
    }

    @Test
    void optionsOfToysNeedToys() {
        Session.run("cls", workspace, "--ntoys", "100")
                .assertFails(2, "--ntoys is given, but asymptotics makes no toys");
        Session.run("cls", workspace, "--seed", "1").assertFails(2, "--seed is given");
        Session.run("cls", workspace, "--calctype", "toybased", "--ntoys", "0").assertFails(2, "--ntoys is 0");
        Session.run("cls", workspace, "--calctype", "toys").assertFails(2, "expected asymptotics or toybased");
    }

    @Test
    void dataBeyondAllToysAreInconclusive() throws IOException {
        // qtilde of a signal is large where far fewer events are seen than without one.
        Session.run("cls", write("deficit.json", S, B, 5), "--calctype", "toybased", "--ntoys", "50")
                .assertFails(3, "beyond all 50 toys without signal");
    }

    /** q of the Asimov set without signal, where the best fit is 0. */
    private static double q(double mu) {
        return 2 * (mu * S - B * Math.log((mu * S + B) / B));
    }

    private String write(String name, double signal, double background, double observed) throws IOException {
        String text = String.format(Locale.ROOT, """
                {"channels": [{"name": "SR", "samples": [
                   {"name": "signal", "data": [%s], "modifiers": [{"name": "mu", "type": "normfactor", "data": null}]},
                   {"name": "background", "data": [%s], "modifiers": []}]}],
                 "observations": [{"name": "SR", "data": [%s]}],
                 "measurements": [{"name": "m", "config": {"poi": "mu", "parameters": []}}],
                 "version": "1.0.0"}
                """, signal, background, observed);
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
