package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limen.autodiff.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("a choice holds for the whole process while its command runs")
class BackendChoiceTest {

    private static final String WORKSPACE = """
            {"channels": [{"name": "SR", "samples": [
               {"name": "signal", "data": [10.0], "modifiers": [{"name": "mu", "type": "normfactor", "data": null}]},
               {"name": "background", "data": [50.0], "modifiers": []}]}],
             "observations": [{"name": "SR", "data": [50.0]}],
             "measurements": [{"name": "m", "config": {"poi": "mu", "parameters": []}}],
             "version": "1.0.0"}
            """;

    @TempDir
    private Path folder;

    private Session limit(String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("ws.json"), WORKSPACE);
        String[] arguments = new String[options.length + 2];
        arguments[0] = "limit";
        arguments[1] = file.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Session.run(arguments);
    }

    @Test
    void givesTheSameNumbersOnEachBackEnd() throws IOException {
        double expected = limit().json().get("obs").asDouble();
        for (String name : new String[] {"plain", "vector"}) {
            assertEquals(expected, limit("--backend", name).json().get("obs").asDouble());
        }
    }

    @Test
    void oneThatIsNotThereIsAMistakeThatSaysWhatToAdd() throws IOException {
        Session session = limit("--backend", "nd4j");
        assertEquals(2, session.exitCode());
        assertEquals("", session.results());
        assertTrue(session.messages().contains("'nd4j' is not on the class path; found [plain"), session.messages());
        assertTrue(session.messages().contains("limen-autodiff-NAME"), session.messages());
    }

    @Test
    void theChoiceEndsWithTheCommand() throws IOException {
        String before = Execution.preferred().backend().name();
        limit("--backend", "plain");
        assertEquals(before, Execution.preferred().backend().name());
    }

    @Test
    void anOptimisationComputesWhereTheAnalysisSaysUnlessTheCommandLineSaysOtherwise() throws IOException {
        new ExampleFiles(folder).write();
        Path file = folder.resolve("examples/htautau/analysis.yaml");
        String text = Files.readString(file)
                .replace("steps: 2", "steps: 1")
                .replace("minimise: expected_limit", "maximise: significance");
        Files.writeString(file, text + "backend: plain\n");
        assertEquals("plain", backend(file, "named"));
        assertEquals("vector", backend(file, "overruled", "--backend", "vector"));
        Files.writeString(file, text + "backend: none\n");
        Session.run("optimise", file.toString(), "-o", folder.resolve("none").toString())
                .assertFails(2, "analysis.yaml: /backend: back end 'none' is not on the class path; found [plain");
        assertFalse(Files.exists(folder.resolve("none")));
    }

    private String backend(Path file, String run, String... options) throws IOException {
        Path target = folder.resolve(run);
        List<String> arguments = new ArrayList<>(List.of("optimise", file.toString(), "-o", target.toString()));
        arguments.addAll(List.of(options));
        Session.run(arguments.toArray(String[]::new));
        JsonNode begun = new ObjectMapper().readTree(target.resolve("run.json").toFile());
        return begun.get("versions").get("backend").textValue();
    }
}
