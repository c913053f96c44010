package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code limen correlations}. */
class CorrelationsCommandTest {

    @TempDir
    private Path folder;

    private String file = "";

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("workspace.json"), ExampleFiles.WORKSPACE)
                .toString();
    }

    @Test
    void theMatrixIsSymmetricAndNamesItsRows() {
        JsonNode result = Session.run("correlations", file).json();
        JsonNode matrix = result.get("correlations");
        int n = result.get("parameters").size();
        assertEquals(8, n, result.get("parameters").toString());
        for (int i = 0; i < n; i++) {
            assertEquals(1, matrix.get(i).get(i).doubleValue());
            for (int j = 0; j < n; j++) {
                double value = matrix.get(i).get(j).doubleValue();
                assertEquals(value, matrix.get(j).get(i).doubleValue());
                assertTrue(Math.abs(value) <= 1, value + "");
            }
        }
        assertEquals(n, result.get("uncertainties").size());
        assertEquals("{}", result.get("limen").get("held").toString());
    }

    @Test
    void whatIsHeldIsSaid() throws IOException {
        JsonNode held = Session.run("correlations", file, "--measurement", "fixed")
                .json()
                .get("limen")
                .get("held");
        assertEquals("fixed", held.get("xsec").textValue());
        Path few =
                Files.writeString(folder.resolve("few.json"), ExampleFiles.WORKSPACE.replace("[52, 73]", "[40, 43]"));
        Session session = Session.run("correlations", few.toString(), "--text");
        assertTrue(session.results().contains("held: mu (lower)"), session.results());
    }

    @Test
    void weakCorrelationsAreLeftOut() {
        JsonNode strong = Session.run("correlations", file, "--above", "0.5").json();
        int n = strong.get("parameters").size();
        assertTrue(n >= 2 && n < 8, n + "");
        for (JsonNode row : strong.get("correlations")) {
            boolean notable = false;
            for (JsonNode value : row) {
                notable |= value.doubleValue() != 1 && Math.abs(value.doubleValue()) >= 0.5;
            }
            assertTrue(notable, row.toString());
        }
        assertEquals(
                0,
                Session.run("correlations", file, "--above", "1")
                        .json()
                        .get("parameters")
                        .size());
        Session.run("correlations", file, "--above", "2").assertFails(2, "--above is 2.0");
    }

    @Test
    void thePictureLoadsNothing() throws IOException {
        Path picture = folder.resolve("c.svg");
        Session session = Session.run("correlations", file, "--picture", picture.toString());
        assertEquals(0, session.exitCode(), session.messages());
        String svg = Files.readString(picture);
        assertTrue(svg.startsWith("<svg xmlns="), svg);
        assertFalse(svg.contains("href") || svg.contains("url(") || svg.contains("NaN"), svg);
        assertTrue(svg.contains("mcstat[1], mcstat[0]: "), svg);
        Session.run("correlations", file, "--picture", "c.png").assertFails(2, "--picture c.png", ".svg");
        Session.run(
                        "correlations",
                        file,
                        "--picture",
                        folder.resolve("no/c.svg").toString())
                .assertFails(2, "does not exist");
    }
}
