package dev.limen.examples.htautau;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limen.app.optimise.Outcome;
import dev.limen.histfactory.Model;
import dev.limen.histfactory.Workspace;
import dev.limen.inference.Cls;
import dev.limen.inference.TestStatistic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workspace that an optimisation writes, read by pyhf; skipped where {@code -Dlimen.python} has none. */
class ExportedWorkspaceTest {
    private static final String PYTHON = System.getProperty("limen.python", "python3");

    private static final String SCRIPT = """
            import json, sys, pyhf
            pyhf.set_backend("numpy", pyhf.optimize.scipy_optimizer(maxiter=100000, tolerance=1e-11))
            workspace = pyhf.Workspace(json.load(open(sys.argv[1])))
            model = workspace.model(modifier_settings={
                "normsys": {"interpcode": "code4"}, "histosys": {"interpcode": "code4p"}})
            observed, expected = pyhf.infer.hypotest(
                float(sys.argv[2]), workspace.data(model), model, test_stat="qtilde", return_expected_set=True)
            print(json.dumps([float(observed)] + [float(x) for x in expected]))
            """;

    @TempDir
    static Path folder;

    private static Path exported;
    private static double limit;

    @BeforeAll
    static void optimise() throws IOException, InterruptedException {
        Path messages = folder.resolve("python.txt");
        int code = run(messages, PYTHON, "-c", "import pyhf");
        Assumptions.assumeTrue(
                code == 0, "skipped: " + PYTHON + " has no pyhf; name one that has by -Dlimen.python=PATH");
        HtautauGenerator.generate(20_000, HtautauGenerator.SEED, folder);
        Outcome outcome = AnalysisText.example().with("steps: 150", "steps: 2").optimise(folder);
        exported = folder.resolve("workspace.json");
        outcome.workspace().write(exported);
        limit = outcome.hardTest().rounded();
    }

    @Test
    void pyhfFindsTheSameClsOfItsAsimovData() throws IOException, InterruptedException {
        double[] cls = compare(exported, limit);
        assertEquals(0.05, cls[0], 1e-5);
        assertEquals(0.05, cls[3], 1e-5);
    }

    @Test
    void pyhfFindsTheSameClsOfFluctuatedData() throws IOException, InterruptedException {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode tree = mapper.readTree(exported.toFile());
        for (JsonNode observation : tree.get("observations")) {
            ArrayNode data = mapper.createArrayNode();
            for (JsonNode count : observation.get("data")) {
                double sigma = data.size() % 3 - 0.6;
                data.add(Math.rint(count.doubleValue() + sigma * Math.sqrt(count.doubleValue())));
            }
            ((ObjectNode) observation).set("data", data);
        }
        Path fluctuated = folder.resolve("fluctuated.json");
        mapper.writeValue(fluctuated.toFile(), tree);
        double[] cls = compare(fluctuated, 0.8 * limit);
        assertTrue(Math.abs(cls[0] - cls[3]) > 1e-3, "the observed CLs says nothing of its own: " + cls[0]);
    }

    /** Limen's observed CLs and the five expected ones, each pyhf's within 1e-5. */
    private static double[] compare(Path file, double mu) throws IOException, InterruptedException {
        Model model = Workspace.read(file).model();
        Cls cls = Cls.of(model, model.data(), mu, TestStatistic.QTILDE);
        List<Double> expected = cls.expected().values();
        double[] limen = new double[6];
        Path output = folder.resolve("cls.txt");
        int code = run(output, PYTHON, "-c", SCRIPT, file.toString(), Double.toString(mu));
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertEquals(0, code, text);
        JsonNode pyhf = new ObjectMapper()
                .readTree(text.strip().lines().reduce((a, b) -> b).orElse(""));
        for (int k = 0; k < limen.length; k++) {
            limen[k] = k == 0 ? cls.observed() : expected.get(k - 1);
            assertEquals(pyhf.get(k).doubleValue(), limen[k], 1e-5, "number " + k + " of " + text);
        }
        return limen;
    }

    private static int run(Path output, String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException missing) {
            return 127;
        }
        if (!process.waitFor(300, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(List.of(command) + " does not end");
        }
        return process.exitValue();
    }
}
