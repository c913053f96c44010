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

/** {@code limen scan}. */
class ScanCommandTest {

    @TempDir
    private Path folder;

    private String file = "";

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("workspace.json"), ExampleFiles.WORKSPACE)
                .toString();
    }

    @Test
    void pointsAreThoseOfCls() {
        JsonNode scan =
                Session.run("scan", file, "--points", "3", "--range", "0", "2").json();
        assertEquals("mu", scan.get("poi").textValue());
        assertEquals(3, scan.get("points").size());
        JsonNode at = scan.get("points").get(1);
        JsonNode cls = Session.run("cls", file, "--test-poi", "1").json();
        assertEquals(1, at.get("mu").doubleValue());
        assertEquals(cls.get("CLs_obs").doubleValue(), at.get("CLs_obs").doubleValue(), 1e-9);
        double highest = cls.get("CLs_exp").get(4).doubleValue();
        assertEquals(highest, at.get("CLs_exp").get(4).doubleValue(), 1e-9);
        JsonNode fitted = Session.run("fit", file).json().get("mle_parameters");
        assertEquals(fitted.get("mu").get(0).doubleValue(), scan.get("best_fit").doubleValue(), 1e-6);
    }

    @Test
    void intervalsEndWhereTheCurveCrosses() {
        JsonNode scan = Session.run("scan", file, "--points", "2").json();
        double upper = scan.get("intervals").get(0).get("upper").doubleValue();
        JsonNode at = Session.run("scan", file, "--points", "2", "--range", "0", Double.toString(upper))
                .json()
                .get("points")
                .get(1);
        assertEquals(1, at.get("twice_delta_nll").doubleValue(), 1e-8);
        assertTrue(upper > scan.get("best_fit").doubleValue());
        assertFalse(scan.get("intervals").get(1).has("lower"), "the signal is not seen with two standard deviations");
    }

    @Test
    void theTextIsATable() {
        Session session = Session.run("scan", file, "--points", "5", "--text");
        assertEquals(0, session.exitCode(), session.messages());
        assertTrue(session.results().contains("mu, 1 sigma, upper end"), session.results());
        assertTrue(session.results().contains("no lower end above the bound"), session.results());
        assertTrue(session.messages().contains("minima"), session.messages());
    }

    @Test
    void thePictureShowsBandsAndLoadsNothing() throws IOException {
        Path picture = folder.resolve("scan.svg");
        Session seen = Session.run("scan", file, "--points", "5", "--picture", picture.toString());
        assertEquals(0, seen.exitCode(), seen.messages());
        String svg = Files.readString(picture);
        assertTrue(svg.contains("observed") && svg.contains("± 2 σ") && svg.contains("class=\"two\""), svg);
        assertFalse(svg.contains("href") || svg.contains("url(") || svg.contains("NaN"), svg);
        Session blind = Session.run("scan", file, "--blind", "--points", "5", "--picture", picture.toString());
        assertEquals(0, blind.exitCode(), blind.messages());
        assertFalse(Files.readString(picture).contains("observed"));
    }

    @Test
    void refusesRangesThatMakeNoSense() {
        Session.run("scan", file, "--range", "2", "1").assertFails(2, "--range is 2.0 1.0");
        Session.run("scan", file, "--points", "1").assertFails(2, "--points is 1");
        Session.run("scan", file, "--range", "-2", "1").assertFails(2, "lower bound of POI 'mu'");
    }
}
