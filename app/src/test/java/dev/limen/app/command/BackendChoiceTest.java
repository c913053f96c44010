package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
