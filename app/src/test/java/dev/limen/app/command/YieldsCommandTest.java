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

/** {@code limen yields}. */
class YieldsCommandTest {

    @TempDir
    private Path folder;

    private String file = "";

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("workspace.json"), ExampleFiles.WORKSPACE)
                .toString();
    }

    @Test
    void channelsSamplesAndBinsStandWithTheirUncertainties() {
        JsonNode channels = Session.run("yields", file).json().get("channels");
        assertEquals(2, channels.size());
        assertEquals("CR", channels.get(0).get("name").textValue());
        JsonNode region = channels.get(1);
        assertEquals("[52.0,73.0]", region.get("observed").toString());
        JsonNode before = region.get("prefit").get("samples").get(1);
        assertEquals("background", before.get("name").textValue());
        assertEquals("[50.0,60.0]", before.get("yields").toString());
        JsonNode total = region.get("postfit").get("total");
        double sum = total.get("yields").get(0).doubleValue()
                + total.get("yields").get(1).doubleValue();
        assertEquals(sum, total.get("sum").doubleValue(), 1e-12 * sum);
        // The fit describes the data better than the start does, and knows more.
        assertTrue(Math.abs(sum - 125) < Math.abs(before.get("sum").doubleValue() - 125));
        double sigma = channels.get(0)
                .get("postfit")
                .get("total")
                .get("sum_uncertainty")
                .doubleValue();
        // The shapefactor fits the control region's count.
        assertEquals(Math.sqrt(431), sigma, 0.01);
    }

    @Test
    void theTextIsATableForEachBin() {
        Session session = Session.run("yields", file, "--text");
        assertEquals(0, session.exitCode(), session.messages());
        for (String part : new String[] {"SR, bin 1", "SR, all bins", "CR ", "observed", "+-"}) {
            assertTrue(session.results().contains(part), session.results());
        }
    }

    @Test
    void thePictureStacksSamplesUnderDataBeforeAndAfterTheFit() throws IOException {
        Path picture = folder.resolve("yields.svg");
        Session session = Session.run("yields", file, "--picture", picture.toString());
        assertEquals(0, session.exitCode(), session.messages());
        String svg = Files.readString(picture);
        assertTrue(svg.contains("Before the fit") && svg.contains("After the fit"), svg);
        assertTrue(svg.contains("data / model") && svg.contains("signal, SR, bin 1: 10"), svg);
        // Three counts over the stacks and as ratios, twice, and one in the legend.
        assertEquals(13, svg.split("class=\"data\" cx").length - 1, svg);
        assertFalse(svg.contains("href") || svg.contains("url(") || svg.contains("NaN"), svg);
        Session blind = Session.run("yields", file, "--blind", "--picture", picture.toString());
        assertEquals(0, blind.exitCode(), blind.messages());
        assertFalse(Files.readString(picture).contains("class=\"data\""));
    }

    @Test
    void whileBlindNothingIsObserved() {
        Session session = Session.run("yields", file, "--blind");
        assertFalse(session.results().contains("observed"), session.results());
        JsonNode region = session.json().get("channels").get(1);
        double before = region.get("prefit").get("total").get("sum").doubleValue();
        assertEquals(before, region.get("postfit").get("total").get("sum").doubleValue(), 1e-9 * before);
    }
}
