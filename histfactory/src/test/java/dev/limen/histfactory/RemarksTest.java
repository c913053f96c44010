package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a workspace beyond its form, and what is only suspicious. */
final class RemarksTest {

    private static Workspace with(String passage, String replacement) {
        assertTrue(Workspaces.TWO_BINS.contains(passage));
        return Workspace.parse(Workspaces.TWO_BINS.replace(passage, replacement), "two.json");
    }

    private static String refused(Runnable call) {
        return assertThrows(WorkspaceException.class, call::run).getMessage();
    }

    @Test
    void aSoundWorkspaceHasNone() {
        assertEquals(List.of(), Workspaces.twoBins().model().warnings());
    }

    @Test
    void aConfigurationOfNoParameterIsNamed() {
        String warning = with("{\"name\": \"mu\", \"bounds\"", "{\"name\": \"my\", \"bounds\"")
                .model()
                .warnings()
                .get(0);
        assertTrue(
                warning.startsWith(
                        "two.json: /measurements/0/config/parameters/1: no modifier has the name 'my', so its"
                                + " configuration has no effect."),
                warning);
        assertTrue(warning.contains("'mu'"), warning);
    }

    @Test
    void negativeUncertaintiesAreNamed() {
        assertEquals(
                List.of(
                        "two.json: /channels/0/samples/1/modifiers/4/data/1: the uncertainty -2.0 of the staterror 'mc' is"
                                + " negative; its square is used, as if it were positive"),
                with("[1.0, 2.0]", "[1.0, -2.0]").model().warnings());
        assertEquals(
                List.of("two.json: /channels/0/samples/1/modifiers/3/data/0: the uncertainty -5.0 of the shapesys"
                        + " 'poisson' is negative; its square is used, as if it were positive"),
                with("[5.0, 0.0]", "[-5.0, 0.0]").model().warnings());
    }

    @Test
    void aStartOutsideItsBoundsIsPlaced() {
        assertEquals(
                "two.json: /measurements/0/config/parameters/1/inits/0: the start 30.0 of 'mu' is outside its bounds"
                        + " [0.0, 20.0]. Move the start (inits), or widen the bounds.",
                refused(() -> with("\"mu\", \"bounds\"", "\"mu\", \"inits\": [30.0], \"bounds\"")
                        .model()));
        assertTrue(refused(() -> with("[[0, 20]]", "[[2, 20]]").model())
                .startsWith("two.json: /measurements/0/config/parameters/1/bounds/0: the start 1.0 of 'mu'"));
    }

    @Test
    void aNegativeCountIsPlaced() {
        assertEquals(
                "two.json: /observations/0/data/1: found -65.0 events observed; a count cannot be negative. Correct it.",
                refused(() -> with("[52, 65]", "[52, -65]")));
    }

    @Test
    void aPatchSetIsToldFromAPatch() {
        String message = refused(
                () -> JsonPatch.parse("{\"metadata\": {}, \"patches\": [], \"version\": \"1.0.0\"}", "set.json"));
        assertTrue(message.startsWith("set.json: found a patch set; expected one JSON patch"), message);
        assertTrue(message.contains("limen patchset extract set.json --name NAME"), message);
    }

    @Test
    void aFolderIsCalledOne(@TempDir Path folder) {
        assertEquals(folder + ": is a folder; expected a JSON file in it.", refused(() -> Workspace.read(folder)));
    }

    @Test
    void modelsAndTemplatesShowWhatTheyAre() {
        Model model = Workspaces.twoBins().model();
        assertEquals(
                "Model[two.json, measurement default: 1 channels, 2 bins, "
                        + model.parameters().size() + " parameters, POI mu]",
                model.toString());
        assertEquals(
                "Template[SR/background: 2 bins; histosys [shape], normsys [norm], shapesys [poisson], staterror [mc]]",
                model.template("SR", "background").toString());
    }
}
