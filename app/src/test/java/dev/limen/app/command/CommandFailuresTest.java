package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandFailuresTest {

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"version\": \"1.0.0\"} | \"version\": | 2 | ws.json",
                "normfactor | normfctor | 2 | normfctor",
                "\"data\": [50.0]}], | \"data\": [50.0, 1.0]}], | 2 | observations",
                "\"name\": \"background\" | \"name\": \"signal\" | 2 | signal",
                "\"poi\": \"mu\" | \"poi\": \"nu\" | 2 | nu",
                "[50.0], \"modifiers\" | [-100.0], \"modifiers\" | 4 | did not converge",
            })
    void namesWhatIsWrongWithAWorkspace(String passage, String replacement, int code, String part) throws IOException {
        assertTrue(WORKSPACE.contains(passage));
        Path file = Files.writeString(folder.resolve("ws.json"), WORKSPACE.replace(passage, replacement));
        assertFails(Session.run("cls", file.toString()), code, part);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cls none.json | no such file",
                "cls WS --patch none.json | none.json",
                "cls WS --measurement other | other",
                "cls WS --test-poi many | many",
                "cls WS --test-poi NaN | finite",
                "cls WS --test-stat p | --test-stat",
                "cls WS --tset-poi 1 | --tset-poi",
                "limit WS --level 95 | between 0 and 1",
                "gradient WS --of cls --wrt SR/none | SR/signal, SR/background",
                "gradient WS --of cls --wrt /channels/0/samples/7/data | JSON pointer",
                "gradient WS --of cls | --wrt",
                "limits WS | limit",
                "cls WS --output-file NONE/x.json | no such file",
            })
    void namesWhatIsWrongWithACommandLine(String line, String part) throws IOException {
        Path file = Files.writeString(folder.resolve("ws.json"), WORKSPACE);
        String[] arguments = line.replace("WS", file.toString())
                .replace("NONE", folder.resolve("none").toString())
                .split(" ");
        assertFails(Session.run(arguments), 2, part);
    }

    @Test
    void tracesOnlyWhereAsked() throws IOException {
        Path file = Files.writeString(folder.resolve("ws.json"), "{");
        assertTrue(
                Session.run("--stack-trace", "cls", file.toString()).messages().contains("\tat dev.limen"));
        assertTrue(
                Session.run("cls", file.toString(), "--stack-trace").messages().contains("\tat dev.limen"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fit", "cls", "limit", "significance", "gradient"})
    void everyCommandExplainsItselfWithAnExample(String command) {
        Session help = Session.run(command, "--help");
        assertEquals(0, help.exitCode());
        assertTrue(
                help.results().contains("limen " + command + " ")
                        && help.results().contains("Example"),
                help.results());
        assertFalse(help.results().contains("${"), help.results());
        assertTrue(Session.run("--help").results().contains("  " + command), command);
    }

    @Test
    void saysItsVersion() {
        Session version = Session.run("--version");
        assertEquals(0, version.exitCode());
        assertTrue(version.results().matches("(?s)limen \\d+\\.\\d+\\.\\d+.*Java .*"), version.results());
    }

    private static void assertFails(Session session, int code, String part) {
        assertEquals(code, session.exitCode(), session.messages());
        assertTrue(session.messages().contains(part), session.messages());
        assertEquals("", session.results());
        assertFalse(
                session.messages().contains("\tat ") || session.messages().contains("Exception"), session.messages());
    }
}
