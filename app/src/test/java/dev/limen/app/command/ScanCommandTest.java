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
    void anyParameterCanBeScanned() throws IOException {
        Path picture = folder.resolve("xsec.svg");
        JsonNode scan = Session.run(
                        "scan",
                        file,
                        "--parameter",
                        "xsec",
                        "--points",
                        "3",
                        "--range",
                        "-1",
                        "1",
                        "--picture",
                        picture.toString())
                .json();
        assertEquals("xsec", scan.get("parameter").textValue());
        JsonNode fit = Session.run("fit", file).json();
        assertEquals(
                fit.at("/mle_parameters/xsec/0").doubleValue(),
                scan.get("best_fit").doubleValue(),
                1e-6);
        String held = ExampleFiles.WORKSPACE.replace(
                "{\"name\": \"mu\", \"bounds\": [[0, 20]]}",
                "{\"name\": \"mu\", \"bounds\": [[0, 20]]}, {\"name\": \"xsec\", \"inits\": [1], \"fixed\": true}");
        String other = Files.writeString(folder.resolve("held.json"), held).toString();
        double t = Session.run("fit", other).json().get("twice_nll").doubleValue()
                - fit.get("twice_nll").doubleValue();
        // Differences of minima, each found to 1e-13 of its size.
        assertEquals(t, scan.at("/points/2/twice_delta_nll").doubleValue(), 1e-10);
        double upper = scan.at("/intervals/0/upper").doubleValue();
        JsonNode at = Session.run("scan", file, "--parameter", "xsec", "--points", "2", "--range", "0", "" + upper)
                .json()
                .at("/points/1/twice_delta_nll");
        assertEquals(1, at.doubleValue(), 1e-8);
        assertTrue(Files.readString(picture).contains("Profile likelihood against xsec"));
        assertFalse(Files.readString(picture).contains("CLs"));
    }

    @Test
    void thePoiByItsNameIsThePoi() {
        Session named = Session.run("scan", file, "--points", "3", "--parameter", "mu");
        assertEquals(Session.run("scan", file, "--points", "3"), named);
    }

    @Test
    void anEndAtABoundIsLeftOut() throws IOException {
        String narrow = ExampleFiles.WORKSPACE.replace("[[0.9, 1.1]]", "[[0.99, 1.025]]");
        String other = Files.writeString(folder.resolve("narrow.json"), narrow).toString();
        JsonNode intervals = Session.run("scan", other, "--parameter", "lumi", "--points", "3", "--blind")
                .json()
                .get("intervals");
        assertFalse(intervals.get(0).has("lower"), intervals.toString());
        // All others follow the Asimov set, so that the auxiliary measurement alone has a say.
        assertEquals(1.017, intervals.get(0).get("upper").doubleValue(), 1e-3);
        assertFalse(intervals.get(1).has("upper"), intervals.toString());
    }

    @Test
    void twoParametersHaveContours() throws IOException {
        Path picture = folder.resolve("contours.svg");
        String[] line = {
            "scan",
            file,
            "--parameter",
            "shape",
            "--parameter",
            "xsec",
            "--points",
            "15",
            "--picture",
            picture.toString()
        };
        JsonNode scan = Session.run(line).json();
        assertEquals("[\"shape\",\"xsec\"]", scan.get("parameters").toString());
        assertEquals(225, scan.get("points").size());
        JsonNode inner = scan.get("contours").get(0);
        assertEquals(2.30, inner.get("twice_delta_nll").doubleValue(), 0.005);
        assertEquals(5.99, scan.at("/contours/1/twice_delta_nll").doubleValue(), 0.005);
        JsonNode places = inner.get("lines").get(0);
        assertEquals(places.get(0), places.get(places.size() - 1), "closed");
        // Where the contour lies, a scan of that point finds its value, to the error of the interpolation.
        JsonNode place = places.get(places.size() / 3);
        JsonNode points = Session.run(
                        "scan",
                        file,
                        "--parameter",
                        "shape",
                        "--parameter",
                        "xsec",
                        "--points",
                        "2",
                        "--range",
                        "" + place.get(0).doubleValue(),
                        "4",
                        "--range",
                        "" + place.get(1).doubleValue(),
                        "4")
                .json()
                .get("points");
        assertEquals(2.30, points.get(0).get("twice_delta_nll").doubleValue(), 0.1);
        String svg = Files.readString(picture);
        assertTrue(svg.contains("class=\"contour inner\"") && svg.contains("95 %"), svg);
        assertFalse(svg.contains("href") || svg.contains("url(") || svg.contains("NaN"), svg);
    }

    @Test
    void aContourThatLeavesTheAreaIsTold() {
        Session session = Session.run(
                "scan",
                file,
                "--parameter",
                "shape",
                "--parameter",
                "xsec",
                "--points",
                "5",
                "--range",
                "-1",
                "1",
                "--range",
                "-3",
                "3");
        assertEquals(0, session.exitCode(), session.messages());
        assertTrue(session.messages().contains("68.3 % leaves the scanned area"), session.messages());
    }

    @Test
    void refusesParametersThatCannotBeScanned() {
        Session.run("scan", file, "--parameter", "nothing").assertFails(2, "--parameter nothing", "Known: ", "xsec");
        Session.run("scan", file, "--parameter", "xsec", "--level", "0.9").assertFails(2, "--level", "test of the POI");
        Session.run("scan", file, "--parameter", "xsec", "--test-stat", "q").assertFails(2, "--test-stat");
        Session.run("scan", file, "--measurement", "fixed", "--parameter", "xsec")
                .assertFails(2, "'xsec' is fixed at 0.0");
        Session.run("scan", file, "--parameter", "xsec", "--range", "-7", "2").assertFails(2, "bounds are [-5.0, 5.0]");
        Session.run("scan", file, "--parameter", "xsec", "--parameter", "xsec").assertFails(2, "against itself");
        Session.run("scan", file, "--parameter", "mu", "--parameter", "xsec", "--range", "0", "1")
                .assertFails(2, "--range has 2 numbers", "two for each of 2");
        Session.run("scan", file, "--parameter", "mu", "--parameter", "xsec", "--parameter", "lumi")
                .assertFails(2, "one or two parameters");
    }

    @Test
    void refusesRangesThatMakeNoSense() {
        Session.run("scan", file, "--range", "2", "1").assertFails(2, "--range is 2.0 1.0");
        Session.run("scan", file, "--points", "1").assertFails(2, "--points is 1");
        Session.run("scan", file, "--range", "-2", "1").assertFails(2, "lower bound of POI 'mu'");
    }
}
