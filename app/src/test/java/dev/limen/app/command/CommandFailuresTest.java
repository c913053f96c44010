package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
                "\"version\": \"1.0.0\"} | \"version\": | 2 | line 7, column 1",
                "normfactor | normfctor | 2 | /channels/0/samples/0/modifiers/0/type: unknown modifier type 'normfctor'",
                "\"data\": [50.0]}], | \"data\": [50.0, 1.0]}], | 2 | /observations/0/data: 2 bins",
                "[50.0], \"modifiers\" | [50.0, 1.0], \"modifiers\" | 2 | /channels/0/samples/1/data: 2 bins",
                "\"name\": \"background\" | \"name\": \"signal\" | 2 | /channels/0/samples/1: a second sample 'signal'",
                "\"poi\": \"mu\" | \"poi\": \"nu\" | 2 | /measurements/0/config/poi: the POI 'nu'",
                "\"poi\": \"mu\" | \"poi\": \"\" | 2 | the measurement 'm' names no POI",
                "[50.0], \"modifiers\" | [NaN], \"modifiers\" | 2 | /channels/0/samples/1/data/0: line 3",
                "[50.0], \"modifiers\" | [-100.0], \"modifiers\" | 2 | channel 'SR', bin 0 (the first is 0): the samples add up to -90.0",
                "[50.0], \"modifiers\" | [0.0], \"modifiers\" | 2 | bin 0 (the first is 0): 50.0 events observed where none are expected with mu = 0",
                "\"data\": [50.0]}] | \"data\": [-5.0]}] | 2 | /observations/0/data/0: found -5.0 events observed; a count cannot be negative",
                "[50.0], \"modifiers\" | [1e-300], \"modifiers\" | 4 | did not converge",
            })
    void namesWhatIsWrongWithAWorkspace(String passage, String replacement, int code, String part) throws IOException {
        assertTrue(WORKSPACE.contains(passage));
        Path file = Files.writeString(folder.resolve("ws.json"), WORKSPACE.replace(passage, replacement));
        for (String command : List.of("cls", "limit", "significance")) {
            assertFails(Session.run(command, file.toString()), code, file + ": ", part);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"op\": \"remove\", \"path\": \"/channels/4\"}] | /0: operation 0 (remove) does not apply to",
                "[{\"op\": \"test\", \"path\": \"/version\", \"value\": \"2\"}] | where the patch demands \"2\"",
                "[{\"op\": \"remove\", \"path\": \"/chan | line 1, column",
                "{\"op\": \"remove\"} | expected an array of patch operations",
            })
    void namesWhatIsWrongWithAPatch(String patch, String part) throws IOException {
        Path workspace = Files.writeString(folder.resolve("ws.json"), WORKSPACE);
        Path file = Files.writeString(folder.resolve("patch.json"), patch);
        assertFails(Session.run("cls", workspace.toString(), "--patch", file.toString()), 2, file + ": ", part);
    }

    @Test
    void anInfiniteSignificanceIsNamedWhileLimitsAreComputed() throws IOException {
        Path file = Files.writeString(
                folder.resolve("ws.json"),
                WORKSPACE.replace("[10.0]", "[10.0, 3.0]").replace("[50.0]", "[50.0, 0.0]"));
        String place = "channel 'SR', bin 1 (the first is 0): 3.0 signal events are expected on no background at all";
        assertFails(Session.run("significance", file.toString()), 2, place, "merge it with a neighbour");
        assertFails(Session.run("gradient", file.toString(), "--of", "significance", "--wrt", "SR/signal"), 2, place);
        assertEquals(0, Session.run("cls", file.toString()).exitCode());
        assertEquals(0, Session.run("limit", file.toString()).exitCode());
    }

    @Test
    void anEmptySignalHasNoLimit() throws IOException {
        Path file = Files.writeString(folder.resolve("ws.json"), WORKSPACE.replace("[10.0]", "[0.0]"));
        assertFails(Session.run("limit", file.toString()), 2, file + ": ", "The POI 'mu' changes no bin");
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
                "cls WS --test-stat p | --test-stat': expected q or qtilde, but found 'p'",
                "cls WS --test-poi -1 | lower bound of POI 'mu' is 0.0",
                "gradient WS --of cls --wrt SR/signal --level 0.9 | --level is given, but --of cls",
                "gradient WS --of significance --wrt SR/signal --level 0.9 | --level is given",
                "gradient WS --of limit --wrt SR/signal --test-poi 2 | --test-poi is given, but --of limit",
                "gradient WS --of limit --wrt SR/signal --test-stat q | --test-stat is given",
                "gradient WS --of zz --wrt SR/signal | expected cls or limit or significance",
                "cls WS --tset-poi 1 | --tset-poi",
                "limit WS --level 95 | between 0 and 1",
                "gradient WS --of cls --wrt SR/none | SR/signal, SR/background",
                "gradient WS --of cls --wrt /channels/0/samples/7/data | JSON pointer",
                "gradient WS --of cls | --wrt",
                "limits WS | limit",
                "cls WS --output-file NONE/x.json | none/x.json cannot be written: its folder",
                "cls WS --output-file WS/x.json | ws.json is no folder",
            })
    void namesWhatIsWrongWithACommandLine(String line, String part) throws IOException {
        Path file = Files.writeString(folder.resolve("ws.json"), WORKSPACE);
        String[] arguments = line.replace("WS", file.toString())
                .replace("NONE", folder.resolve("none").toString())
                .split(" ");
        assertFails(Session.run(arguments), 2, part);
    }

    @Test
    void looksAtTheOutputBeforeItComputes() throws IOException {
        // The workspace is not even read.
        String output = folder.resolve("none").resolve("x.json").toString();
        for (String command : List.of("fit", "cls", "limit", "significance")) {
            assertFails(Session.run(command, "none.json", "--output-file", output), 2, output + " cannot be written");
        }
        assertFails(Session.run("cls", "none.json", "--output-file", folder.toString()), 2, "it is a folder");
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
        assertFalse(help.results().contains("$"), help.results());
        assertTrue(Session.run("--help").results().contains("  " + command), command);
    }

    @Test
    void saysItsVersion() {
        Session version = Session.run("--version");
        assertEquals(0, version.exitCode());
        assertTrue(version.results().matches("(?s)limen \\d+\\.\\d+\\.\\d+.*Java .*"), version.results());
    }

    private static void assertFails(Session session, int code, String... parts) {
        session.assertFails(code, parts);
    }
}
