package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With {@code --blind}, what is printed does not depend on what was observed. */
class BlindCommandsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fit",
                "fit --text",
                "cls",
                "cls --text --test-poi 2",
                "cls --calctype toybased --ntoys 50",
                "limit",
                "limit --text",
                "significance",
                "significance --text",
                "scan --points 3",
                "scan --points 3 --text",
                "impacts",
                "impacts --text",
                "yields",
                "yields --text",
                "correlations",
                "correlations --text",
                "gof",
                "gof --text",
                "gof --ntoys 20",
                "gradient --of cls --wrt SR/background",
                "gradient --of limit --wrt SR/background",
                "gradient --of significance --wrt SR/background",
            })
    void nothingObservedIsPrinted(String line) throws IOException {
        Session one = run(line + " --blind", "[52, 73]");
        Session other = run(line + " --blind", "[30, 120]");
        assertEquals(one, other, line);
        assertFalse(one.results().contains("obs"), one.results());
        assertNotEquals(run(line, "[52, 73]").results(), run(line, "[30, 120]").results(), line);
    }

    @Test
    void expectedResultsAreThoseOfNominalAsimovData() throws IOException {
        // Where the observation is what is expected without signal, the fit to it ends at the nominal parameters.
        String asimov = "[50.0, 60.0]";
        for (String command : List.of("cls", "limit")) {
            String key = command.equals("cls") ? "CLs_exp" : "exp";
            JsonNode blind = runOnSignalRegion(command + " --blind", asimov).json();
            JsonNode seen = runOnSignalRegion(command, asimov).json();
            for (int i = 0; i < 5; i++) {
                assertEquals(
                        seen.get(key).get(i).doubleValue(),
                        blind.get(key).get(i).doubleValue(),
                        1e-6,
                        command);
            }
            assertEquals("nominal", blind.get("limen").get("asimov").textValue());
            assertEquals("conditional-fit", seen.get("limen").get("asimov").textValue());
        }
        JsonNode fit = runOnSignalRegion("fit --blind", "[1, 2]").json();
        assertEquals(1, fit.get("mle_parameters").get("mu").get(0).doubleValue(), 1e-6);
        assertEquals(0, fit.get("mle_parameters").get("shape").get(0).doubleValue(), 1e-6);
        assertEquals(1, fit.get("limen").get("asimov_mu").doubleValue());
    }

    @Test
    void whatContradictsItselfIsRefused() throws IOException {
        run("gradient --of cls --wrt SR/background --observed --blind", "[52, 73]")
                .assertFails(2, "--observed and --blind are given");
    }

    private Session run(String line, String observed) throws IOException {
        Path file = Files.writeString(
                folder.resolve("workspace.json"), ExampleFiles.WORKSPACE.replace("[52, 73]", observed));
        return session(file, line);
    }

    private Session runOnSignalRegion(String line, String observed) throws IOException {
        Path file = Files.writeString(
                folder.resolve("BkgOnly.json"), ExampleFiles.BACKGROUND_ONLY.replace("[52, 58]", observed));
        Path patch = Files.writeString(folder.resolve("signal.json"), ExampleFiles.SIGNAL);
        return session(file, line + " --patch " + patch);
    }

    private static Session session(Path file, String line) {
        String[] words = line.split(" ", 2);
        return Session.run((words[0] + " " + file + (words.length > 1 ? " " + words[1] : "")).split(" "));
    }
}
