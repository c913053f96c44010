package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code limen impacts}. */
class ImpactsCommandTest {

    @TempDir
    private Path folder;

    private String file = "";

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("workspace.json"), ExampleFiles.WORKSPACE)
                .toString();
    }

    @Test
    void theRankingDescends() {
        JsonNode result = Session.run("impacts", file).json();
        double last = Double.POSITIVE_INFINITY;
        for (JsonNode impact : result.get("impacts")) {
            double size = Math.max(
                    Math.abs(impact.get("postfit").get("up").doubleValue()),
                    Math.abs(impact.get("postfit").get("down").doubleValue()));
            assertTrue(size <= last, impact.toString());
            last = size;
            boolean constrained = !impact.get("parameter").textValue().startsWith("free");
            assertEquals(constrained, impact.has("pull") && impact.has("prefit"), impact.toString());
        }
        assertEquals(7, result.get("impacts").size());
    }

    @Test
    void componentsOfTypesAddUpToTheTotal() {
        JsonNode result = Session.run("impacts", file, "--blind").json();
        double squares = Math.pow(result.get("components").get("statistical").doubleValue(), 2);
        for (JsonNode type : result.get("types")) {
            squares += Math.pow(type.get("component").doubleValue(), 2);
        }
        double sigma = result.get("uncertainty").doubleValue();
        assertEquals(sigma, Math.sqrt(squares), 1e-8 * sigma);
        assertEquals(sigma, result.get("components").get("total").doubleValue(), 1e-8 * sigma);
        assertEquals("nominal", result.get("limen").get("asimov").textValue());
        assertEquals(1, result.get("best_fit").doubleValue(), 1e-6);
    }

    @Test
    void componentsThatDoNotAddUpAreSaid() throws IOException {
        String curved = ExampleFiles.WORKSPACE.replace("\"hi\": 1.15", "\"hi\": 2.5");
        for (String counts : List.of("[52, 73]", "[90, 90]", "[140, 90]")) {
            Path data = Files.writeString(folder.resolve("data.json"), curved.replace("[52, 73]", counts));
            Session session = Session.run("impacts", data.toString());
            double total = session.json().get("components").get("total").doubleValue();
            double ratio = total / session.json().get("uncertainty").doubleValue();
            assertEquals(Math.abs(ratio - 1) > 0.1, session.messages().contains("components add up"), counts + ratio);
        }
    }

    @Test
    void groupsAreNamedByExpressions() {
        JsonNode groups = Session.run("impacts", file, "--group", "mc=mcstat.*", "--group", "none=nothing")
                .json()
                .get("groups");
        assertEquals("mc", groups.get(0).get("name").textValue());
        assertEquals(2, groups.get(0).get("parameters").intValue());
        assertTrue(groups.get(0).get("held").doubleValue() > 0);
        assertEquals(0, groups.get(1).get("parameters").intValue());
        assertEquals(0, groups.get(1).get("component").doubleValue());
        Session.run("impacts", file, "--group", "mc=(").assertFails(2, "--group mc", "regular expression");
        Session.run("impacts", file, "--group", "normsys=x").assertFails(2, "name of a type of modifiers");
        Session.run("impacts", file, "--top", "0").assertFails(2, "--top is 0");
    }

    @Test
    void theTextHasBothTables() {
        Session session = Session.run("impacts", file, "--text", "--top", "3");
        assertEquals(0, session.exitCode(), session.messages());
        List<String> tables = List.of(session.results().split("\\R\\R"));
        assertEquals(3, tables.size(), session.results());
        assertEquals(1 + 3, tables.get(1).lines().count(), "a heading and three parameters");
        assertTrue(tables.get(1).contains("xsec "), session.results());
        assertTrue(session.results().contains("staterror"), session.results());
    }

    @Test
    void aSignalBelowItsBoundIsReleased() throws IOException {
        Path few =
                Files.writeString(folder.resolve("few.json"), ExampleFiles.WORKSPACE.replace("[52, 73]", "[40, 43]"));
        Session session = Session.run("impacts", few.toString());
        assertTrue(session.json().get("best_fit").doubleValue() < 0);
        assertTrue(session.messages().contains("lies beyond its bounds [0.0, 20.0]"), session.messages());
    }

    @Test
    void thePictureHasBarsAndPulls() throws IOException {
        Path picture = folder.resolve("impacts.svg");
        Session session = Session.run("impacts", file, "--picture", picture.toString());
        assertEquals(0, session.exitCode(), session.messages());
        String svg = Files.readString(picture);
        assertTrue(svg.contains("xsec, post-fit, +1 σ: ") && svg.contains("shapesys"), svg);
        assertFalse(svg.contains("href") || svg.contains("url(") || svg.contains("NaN"), svg);
    }
}
