package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limen.app.analysis.AnalysisFile;
import dev.limen.histfactory.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search in one variable: signal around 60, background falling from 0; the cut begins far too low. */
class OptimiseCommandTest {

    @TempDir
    private Path folder;

    @Test
    void writesAWholeRunFolder() throws IOException {
        Path run = folder.resolve("run");
        Session session =
                Session.run("optimise", analysis("x: {above: x, start: 10,").toString(), "-o", run.toString());
        assertTrue(session.exitCode() == 0 || session.exitCode() == 3, session.messages());
        for (String name : List.of(
                "analysis.yaml", "run.json", "trajectory.jsonl", "result.json", "workspace.json", "report.html")) {
            assertTrue(Files.size(run.resolve(name)) > 0, name);
        }
        assertEquals(
                AnalysisFile.read(folder.resolve("search.yaml")).cuts(),
                AnalysisFile.read(run.resolve("analysis.yaml")).cuts());
        JsonNode result = new ObjectMapper().readTree(run.resolve("result.json").toFile());
        JsonNode cut = result.get("cuts").get("x");
        assertEquals(10.0, cut.get("before").doubleValue());
        assertTrue(cut.get("after").doubleValue() > 20, cut.toString());
        assertEquals(0.0, cut.get("rounded").doubleValue() % 2, cut.toString());
        JsonNode test = result.get("hard").get("test");
        assertTrue(test.get("after").doubleValue() < test.get("before").doubleValue(), test.toString());
        assertEquals(21, Files.readAllLines(run.resolve("trajectory.jsonl")).size());
        JsonNode digests =
                new ObjectMapper().readTree(run.resolve("run.json").toFile()).get("inputs");
        assertEquals(2, digests.size());
        assertEquals(64, digests.get(1).get("sha256").textValue().length());
        assertTrue(session.results().contains("hard, test"), session.results());
        // That all steps were taken is no finding.
        assertFalse(
                result.get("warnings").toString().contains("steps"),
                result.get("warnings").toString());
    }

    @Test
    void writesTheWorkspaceBehindItsNumbers() throws IOException {
        Path run = folder.resolve("run");
        Session.run("optimise", shortly("x: {above: x, start: 10,").toString(), "-o", run.toString());
        Workspace workspace = Workspace.read(run.resolve("workspace.json"));
        assertEquals(1, workspace.channels().size());
        assertEquals("asimov-nominal-mu0", workspace.measurement().name());
        JsonNode result = new ObjectMapper().readTree(run.resolve("result.json").toFile());
        JsonNode limit =
                Session.run("limit", run.resolve("workspace.json").toString()).json();
        assertEquals("nominal", result.get("limen").get("asimov").textValue());
        assertEquals(0.0, result.get("limen").get("asimov_mu").doubleValue());
        double quoted = result.get("hard").get("test").get("rounded").doubleValue();
        // The observations are the background's Asimov counts, so that the conditional fit ends at the nominal
        // parameters.
        assertEquals(quoted, limit.get("exp").get(2).doubleValue(), 1e-6 * quoted);
    }

    @Test
    void neverOverwritesARunUnasked() throws IOException {
        Path analysis = shortly("x: {above: x, start: 10,");
        Path run = Files.createDirectories(folder.resolve("run"));
        Files.writeString(run.resolve("result.json"), "precious");
        Session refused = Session.run("optimise", analysis.toString(), "-o", run.toString());
        assertEquals(2, refused.exitCode());
        assertTrue(refused.messages().contains("--force"), refused.messages());
        assertEquals("precious", Files.readString(run.resolve("result.json")));
        assertTrue(Session.run("optimise", analysis.toString(), "-o", run.toString(), "--force")
                        .exitCode()
                != 2);
        assertFalse(Files.readString(run.resolve("result.json")).contains("precious"));
    }

    @Test
    void readsDataOnlyAtFrozenCuts() throws IOException {
        String cut = "x: {above: x, start: 10,";
        String data = "  data: {files: data.csv, role: data}\ncuts:\n";
        Path analysis = shortly(cut);
        Files.writeString(analysis, Files.readString(analysis).replace("cuts:\n", data));
        String run = folder.resolve("run").toString();
        Session early = Session.run("optimise", analysis.toString(), "--unblind", run);
        assertEquals(2, early.exitCode());
        assertTrue(early.messages().contains("no cuts are frozen"), early.messages());
        // The file of data does not exist while the run is blind: nothing reads it.
        Session.run("optimise", analysis.toString(), "-o", run);
        double threshold = new ObjectMapper()
                .readTree(folder.resolve("run/result.json").toFile())
                .get("cuts")
                .get("x")
                .get("rounded")
                .doubleValue();
        StringBuilder csv = new StringBuilder("event,label,w,x\n");
        for (int i = 0; i < 500; i++) {
            csv.append(i)
                    .append(",9,7.5,")
                    .append(i < 400 ? threshold + 1e-3 : threshold - 1e-3)
                    .append('\n');
        }
        Files.writeString(folder.resolve("data.csv"), csv);
        JsonNode observed =
                Session.run("optimise", analysis.toString(), "--unblind", run).json();
        assertEquals(400.0, observed.get("counts").get("SR").get(0).doubleValue());
        JsonNode limit = Session.run("limit", run + "/workspace-observed.json").json();
        assertEquals(
                limit.get("obs").doubleValue(), observed.get("limit").get("obs").doubleValue(), 1e-9);
        assertEquals(limit.get("limen"), observed.get("limit").get("limen"));
        assertEquals(
                Session.run("significance", run + "/workspace-observed.json")
                        .json()
                        .get("limen"),
                observed.get("significance").get("limen"));
        Session again = Session.run("optimise", analysis.toString(), "--unblind", run);
        assertEquals(2, again.exitCode());
        assertTrue(again.messages().contains("unblinded before"), again.messages());
        Files.writeString(analysis, Files.readString(analysis).replace("width: 4", "width: 5"));
        Files.delete(folder.resolve("run/observed.json"));
        Session changed = Session.run("optimise", analysis.toString(), "--unblind", run);
        assertTrue(changed.messages().contains("has changed"), changed.messages());
    }

    @Test
    void interpolationIsThatOfTheFile() throws IOException {
        Path file = analysis("x: {above: x, start: 10,");
        String lopsided =
                Files.readString(file).replace("[0.9, 1.1]", "[0.97, 1.1]").replace("steps: 20", "steps: 3");
        Path run = folder.resolve("run");
        for (String codes : List.of("code4_code4p", "code1_code0")) {
            String line = codes.equals("code4_code4p") ? "" : "interpolation: " + codes + "\n";
            Files.writeString(file, lopsided + line);
            Session session = Session.run("optimise", file.toString(), "-o", run.toString(), "--force");
            assertTrue(session.exitCode() == 0 || session.exitCode() == 3, session.messages());
            assertTrue(Files.readString(run.resolve("analysis.yaml")).contains("interpolation: " + codes));
            JsonNode result =
                    new ObjectMapper().readTree(run.resolve("result.json").toFile());
            double quoted = result.get("hard").get("test").get("rounded").doubleValue();
            for (String other : List.of("code4_code4p", "code1_code0")) {
                double limit = Session.run(
                                "limit", run.resolve("workspace.json").toString(), "--interpolation", other)
                        .json()
                        .get("exp")
                        .get(2)
                        .doubleValue();
                if (other.equals(codes)) {
                    assertEquals(limit, quoted, 1e-6 * quoted);
                } else {
                    assertTrue(Math.abs(limit - quoted) > 1e-4 * quoted, limit + " by " + other + ", " + quoted);
                }
            }
            assertEquals(
                    !line.isEmpty(),
                    result.get("warnings").toString().contains("derivatives there are one-sided"),
                    result.get("warnings").toString());
        }
    }

    @Test
    void namesWhatIsWrongBeforeItBegins() throws IOException {
        Session misspelt =
                Session.run("optimise", analysis("x: {abve: x, start: 10,").toString());
        assertEquals(2, misspelt.exitCode());
        assertTrue(misspelt.messages().contains("Did you mean 'above'?"), misspelt.messages());
        Session missing = Session.run("optimise", folder.resolve("none.yaml").toString());
        assertEquals(2, missing.exitCode());
        Path column = analysis("x: {above: y, start: 10,");
        Session unknown = Session.run(
                "optimise", column.toString(), "-o", folder.resolve("unknown").toString());
        assertEquals(2, unknown.exitCode(), unknown.messages());
        assertTrue(unknown.messages().contains("y"), unknown.messages());
        Path file = Files.writeString(folder.resolve("file"), "");
        Session unwritable = Session.run(
                "optimise",
                analysis("x: {above: x, start: 10,").toString(),
                "-o",
                file.resolve("run").toString());
        assertEquals(2, unwritable.exitCode());
        assertFalse(unwritable.messages().contains("\tat "), unwritable.messages());
    }

    /** Of few steps, where it is no matter how far they lead. */
    private Path shortly(String cut) throws IOException {
        Path file = analysis(cut);
        return Files.writeString(file, Files.readString(file).replace("steps: 20", "steps: 2"));
    }

    private Path analysis(String cut) throws IOException {
        events();
        String text = """
                events: {id: event}
                samples:
                  signal: {files: events.csv, where: "label = 1", weight: w, role: signal}
                  background: {files: events.csv, where: "label = 0", weight: w}
                cuts:
                  CUT range: [0, 80], width: 4, round: 2}
                regions:
                  SR: {cuts: [x], observable: x, edges: [0, 200]}
                systematics:
                  norm: {norm: [0.9, 1.1], samples: [background]}
                objective: {minimise: expected_limit}
                optimiser: {adam: {steps: 20, learning_rate: 0.05}, check_every: 5}
                """.replace("CUT", cut);
        return Files.writeString(folder.resolve("search.yaml"), text);
    }

    private void events() throws IOException {
        Random random = new Random(1);
        StringBuilder csv = new StringBuilder("event,label,w,x\n");
        for (int i = 0; i < 6000; i++) {
            boolean signal = i % 3 == 0;
            double x = signal ? 60 + 10 * random.nextGaussian() : -25 * Math.log(1 - random.nextDouble());
            csv.append(String.format(Locale.ROOT, "%d,%d,%s,%.6f%n", i, signal ? 1 : 0, signal ? "0.01" : "0.25", x));
        }
        Files.writeString(folder.resolve("events.csv"), csv);
    }
}
