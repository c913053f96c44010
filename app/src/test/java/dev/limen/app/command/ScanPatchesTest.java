package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanPatchesTest {

    @TempDir
    private Path folder;

    private Path grid;
    private String background;

    @BeforeEach
    void write() throws IOException {
        new ExampleFiles(folder).write();
        background = folder.resolve("BkgOnly.json").toString();
        grid = Files.createDirectories(folder.resolve("grid"));
        for (int m = 1; m <= 3; m++) {
            for (int n = 0; n < 3; n++) {
                double events = 100.0 / (m * m) / (1 + n);
                Files.writeString(grid.resolve("s_%d00_%d0.json".formatted(m, n)), signal(events));
            }
        }
    }

    private static String signal(double events) {
        return String.format(
                Locale.ROOT,
                "[{\"op\": \"add\", \"path\": \"/channels/0/samples/-\", \"value\": {\"name\": \"signal\", \"data\": [%s, %s],"
                        + " \"modifiers\": [{\"name\": \"mu\", \"type\": \"normfactor\", \"data\": null},"
                        + " {\"name\": \"eff\", \"type\": \"normsys\", \"data\": {\"lo\": 0.9, \"hi\": 1.2}}]}}]",
                events,
                events / 3);
    }

    @Test
    void eachPointIsWhatClsSays() {
        JsonNode points = scan(grid.toString()).json().get("points");
        assertEquals(9, points.size());
        for (JsonNode point : points) {
            JsonNode alone = Session.run(
                            "cls",
                            background,
                            "--patch",
                            grid.resolve(point.get("patch").asText()).toString())
                    .json();
            // Fits that begin elsewhere end at the same minimum, to rounding.
            assertEquals(alone.get("CLs_obs").asDouble(), point.get("CLs_obs").asDouble(), 1e-11, point.toString());
            for (int i = 0; i < 5; i++) {
                assertEquals(
                        alone.get("CLs_exp").get(i).asDouble(),
                        point.get("CLs_exp").get(i).asDouble(),
                        1e-11,
                        point.toString());
            }
        }
    }

    @Test
    void resultsDoNotDependOnThreadsNorOnTheOtherPoints() {
        String one = scan(grid.toString(), "--threads", "1").results();
        assertEquals(one, scan(grid.toString(), "--threads", "4").results());
        JsonNode all = scan(grid.toString()).json().get("points");
        JsonNode few = scan(grid + "/s_?00_20.json").json().get("points");
        assertEquals(3, few.size());
        for (JsonNode point : few) {
            boolean found = false;
            for (JsonNode other : all) {
                found |= other.equals(point);
            }
            assertTrue(found, point + " in " + all);
        }
    }

    @Test
    void aPointThatFailsIsListedWithItsReason() throws IOException {
        Files.writeString(grid.resolve("a.json"), signal(-200));
        Files.writeString(grid.resolve("b.json"), "[{\"op\": \"remove\", \"path\": \"/channels/7\"}]");
        Session session = scan(grid.toString());
        assertEquals(4, session.exitCode(), session.messages());
        JsonNode tree = new ObjectMapper().readTree(session.results());
        assertEquals(9, tree.get("points").size());
        assertEquals("a.json", tree.get("failed").get(0).get("patch").asText());
        assertTrue(tree.get("failed").get(0).get("reason").asText().contains("channel 'SR', bin 0"), tree.toString());
        assertTrue(
                tree.get("failed").get(1).get("reason").asText().contains("no index 7 in /channels"), tree.toString());
        assertTrue(session.messages().contains("11 points tested, 2 failed"), session.messages());
        assertTrue(scan(grid.toString(), "--text").results().contains("failed: "));
    }

    @Test
    void theContourLiesBetweenExcludedAndAllowedPoints() throws IOException {
        Path json = folder.resolve("contour.json");
        Path csv = folder.resolve("contour.csv");
        Path svg = folder.resolve("contour.svg");
        JsonNode points = scan(
                        grid.toString(),
                        "--coordinates",
                        "s_(?<heavy>\\d+)_(?<light>\\d+)\\.json",
                        "--contour",
                        json.toString(),
                        "--contour",
                        csv.toString(),
                        "--contour",
                        svg.toString())
                .json()
                .get("points");
        JsonNode tree = new ObjectMapper().readTree(Files.readString(json));
        assertEquals("heavy", tree.get("axes").get(0).asText());
        JsonNode line = tree.get("contours").get("observed").get(0);
        List<String> rows = Files.readAllLines(csv);
        assertEquals("curve,line,heavy,light", rows.get(0));
        assertEquals(
                "observed,0," + line.get(0).get(0).asDouble() + ","
                        + line.get(0).get(1).asDouble(),
                rows.get(1));
        // Along the axis light = 0 the line is where log CLs, linear from point to point, is that of 0.05.
        List<Double> logs = new ArrayList<>();
        for (JsonNode point : points) {
            if (point.get("at").get("light").asDouble() == 0) {
                logs.add(Math.log(point.get("CLs_obs").asDouble() / 0.05));
            }
        }
        assertTrue(logs.get(0) < 0 && logs.get(1) < 0 && logs.get(2) > 0, logs.toString());
        double expected = 200 + 100 * logs.get(1) / (logs.get(1) - logs.get(2));
        boolean found = false;
        for (JsonNode place : line) {
            found |= place.get(1).asDouble() == 0 && Math.abs(place.get(0).asDouble() - expected) < 1e-9;
        }
        assertTrue(found, expected + " on " + line);
        String picture = Files.readString(svg);
        assertTrue(picture.contains("class=\"observed\"") && picture.contains("class=\"band\""), picture);
        assertEquals(1 + 9, picture.split("<circle").length, "nine points");
    }

    @Test
    void blindScansShowNothingObserved() throws IOException {
        Path json = folder.resolve("contour.json");
        Session session =
                scan(folder.resolve("grid.json").toString(), "--blind", "--contour", json.toString(), "--level", "0.9");
        assertFalse(session.results().contains("CLs_obs"));
        JsonNode tree = new ObjectMapper().readTree(Files.readString(json));
        assertFalse(tree.get("contours").has("observed"));
        assertTrue(tree.get("contours").get("expected").size() > 0, tree.toString());
        assertEquals("nominal", session.json().get("limen").get("asimov").asText());
    }

    @Test
    void mistakesAreNamedBeforeTheWork() {
        scan(grid.toString(), "--contour", folder.resolve("c.svg").toString()).assertFails(2, "--coordinates");
        scan(grid.toString(), "--contour", folder.resolve("c.png").toString()).assertFails(2, ".svg, .json or .csv");
        scan(grid.toString(), "--coordinates", "s_(\\d+)").assertFails(2, "1 groups", "expected two");
    }

    @Test
    void retryingNeedsAStateThatIsKept() {
        scan(grid.toString(), "--retry-failed").assertFails(2, "--retry-failed is given", "--output-file");
    }

    @Test
    void twoPointsAtOnePlaceAreRefused() {
        scan(grid.toString(), "--coordinates", "s_(\\d)\\d*_\\d+\\.(\\w)|s_(\\d+)")
                .assertFails(2, "3 groups");
        scan(grid.toString(), "--coordinates", "s_(\\d+)_\\d(\\d)\\.json").assertFails(2, "both lie at (100.0, 0.0)");
        scan(grid.toString(), grid.resolve("s_100_00.json").toString()).assertFails(2, "two patches are called");
        scan(grid + "/x*.json").assertFails(2, "holds no JSON patch");
    }

    private Session scan(String patches, String... options) {
        List<String> line = new ArrayList<>(List.of("scan-patches", background, patches));
        line.addAll(List.of(options));
        return Session.run(line.toArray(String[]::new));
    }
}
