package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code limen gof}. */
class GofCommandTest {

    private static final String GIVEN = """
            {"channels": [{"name": "SR", "samples": [{"name": "background", "data": [50.0, 3.0], "modifiers": [
               {"name": "lumi", "type": "lumi", "data": null}]}]}],
             "observations": [{"name": "SR", "data": [61, 1]}],
             "measurements": [{"name": "m", "config": {"poi": "", "parameters": [
               {"name": "lumi", "auxdata": [1.0], "sigmas": [0.017], "fixed": true, "bounds": [[0, 2]], "inits": [1]}]}}],
             "version": "1.0.0"}
            """;

    @TempDir
    private Path folder;

    @Test
    void aModelWithoutFreeParametersHasThePoissonDeviance() throws IOException {
        JsonNode result = Session.run("gof", file(GIVEN)).json();
        double expected = 2 * (50 - 61 + 61 * Math.log(61 / 50.0)) + 2 * (3 - 1 + Math.log(1 / 3.0));
        assertEquals(expected, result.get("statistic").doubleValue(), 1e-12);
        assertEquals(2, result.get("degrees_of_freedom").intValue());
        assertEquals(Math.exp(-expected / 2), result.get("p_value").doubleValue(), 1e-12);
    }

    @Test
    void toysHaveASeed() throws IOException {
        String file = file(ExampleFiles.WORKSPACE);
        Session one = Session.run("gof", file, "--ntoys", "40", "--seed", "3");
        assertEquals(one, Session.run("gof", file, "--ntoys", "40", "--seed", "3"));
        JsonNode result = one.json();
        assertEquals(40, result.get("limen").get("toys").intValue());
        assertEquals(0, result.get("limen").get("failed_toys").intValue());
        double p = result.get("p_value_toys").doubleValue();
        assertEquals(
                Math.sqrt(p * (1 - p) / 40),
                result.get("limen").get("p_value_toys_error").doubleValue(),
                1e-12);
        // The fit of three bins has mu and the shapefactor, which fills one of them alone.
        assertEquals(1, result.get("degrees_of_freedom").intValue());
    }

    @Test
    void aFitThatIsSaturatedHasNoPValue() throws IOException {
        String onlyOne = GIVEN.replace("[50.0, 3.0]", "[50.0]")
                .replace("[61, 1]", "[61]")
                .replace(
                        "{\"name\": \"lumi\", \"type\": \"lumi\", \"data\": null}",
                        "{\"name\": \"k\", \"type\": \"normfactor\", \"data\": null}");
        Session session = Session.run("gof", file(onlyOne));
        assertFalse(session.json().has("p_value"), session.results());
        assertEquals(0, session.json().get("statistic").doubleValue(), 1e-12);
        assertTrue(session.messages().contains("no more bins than unconstrained parameters"), session.messages());
    }

    @Test
    void thePictureHasTheDistributions() throws IOException {
        Path picture = folder.resolve("gof.svg");
        String file = file(ExampleFiles.WORKSPACE);
        Session alone = Session.run("gof", file, "--picture", picture.toString());
        assertEquals(0, alone.exitCode(), alone.messages());
        String svg = Files.readString(picture);
        assertTrue(svg.contains("χ² of 1 degree of freedom") && svg.contains("class=\"seen\""), svg);
        assertFalse(svg.contains("class=\"toys"), svg);
        Session toys = Session.run("gof", file, "--ntoys", "40", "--picture", picture.toString());
        assertEquals(0, toys.exitCode(), toys.messages());
        svg = Files.readString(picture);
        assertTrue(svg.contains("class=\"toys first\"") && svg.contains("by toys"), svg);
        assertFalse(svg.contains("href") || svg.contains("url(") || svg.contains("NaN"), svg);
    }

    @Test
    void refusesToysThatMakeNoSense() throws IOException {
        String file = file(GIVEN);
        Session.run("gof", file, "--ntoys", "0").assertFails(2, "--ntoys is 0");
        Session.run("gof", file, "--seed", "1").assertFails(2, "--seed is given", "--ntoys");
    }

    private String file(String workspace) throws IOException {
        return Files.writeString(folder.resolve("workspace.json"), workspace).toString();
    }
}
