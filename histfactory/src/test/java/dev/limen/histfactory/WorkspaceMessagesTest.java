package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each message says the file, the place, what was found and expected, and what to do. */
@Tag("once")
final class WorkspaceMessagesTest {
    private static final String MU = "{\"name\": \"mu\", \"type\": \"normfactor\", \"data\": null}";

    @Test
    void lengths() {
        assertMessage(
                "[50.0, 60.0]",
                "[50.0, 60.0, 70.0]",
                "/channels/0/samples/1/data: 3 bins, but channel 'SR' has 2. Give one number for each bin of the channel"
                        + " (its first sample, 'signal', sets their number).");
        String lengths = " 1 bin, but channel 'SR' has 2. Give one number for each bin of the channel (its first"
                + " sample, 'signal', sets their number).";
        String modifiers = "/channels/0/samples/1/modifiers/";
        assertMessage("[45.0, 58.0]", "[45.0]", modifiers + "0/data/lo_data:" + lengths);
        assertMessage("[55, 63]", "[55]", modifiers + "0/data/hi_data:" + lengths);
        assertMessage("[5.0, 0.0]", "[5.0]", modifiers + "3/data:" + lengths);
        assertMessage("[1.0, 2.0]", "[1.0]", modifiers + "4/data:" + lengths);
        assertMessage("[52, 65]", "[52]", "/observations/0/data:" + lengths);
    }

    @Test
    void duplicates() {
        assertMessage(
                "\"background\"",
                "\"signal\"",
                "/channels/0/samples/1: a second sample 'signal'; the first is /channels/0/samples/0. Rename or remove"
                        + " one of them.");
        assertMessage(
                MU + ",",
                MU + "," + MU + ",",
                "/channels/0/samples/0/modifiers/1: a second normfactor 'mu' on sample 'signal'. Rename or remove one"
                        + " of them.");
        assertMessage(
                "[{\"name\": \"SR\", \"data\": [52, 65]}]",
                "[{\"name\": \"SR\", \"data\": [52, 65]}, {\"name\": \"SR\", \"data\": [5, 6]}]",
                "/observations/1: a second observation 'SR'; the first is /observations/0. Rename or remove one of"
                        + " them.");
        assertMessage(
                "{\"name\": \"mu\", \"bounds\": [[0, 20]]}",
                "{\"name\": \"lumi\", \"bounds\": [[0, 20]]}",
                "/measurements/0/config/parameters/1: a second configuration of the parameter 'lumi'; the first is"
                        + " /measurements/0/config/parameters/0. Rename or remove one of them.");
        String channel = "{\"name\": \"CR\", \"samples\": [{\"name\": \"s\", \"data\": [1], \"modifiers\": []}]}";
        assertMessage(
                "\"channels\": [",
                "\"channels\": [" + channel + ", " + channel + ",",
                "/channels/1: a second channel 'CR'; the first is /channels/0. Rename or remove one of them.");
        String measurement = "{\"name\": \"m\", \"config\": {\"poi\": \"\", \"parameters\": []}}";
        assertMessage(
                "\"measurements\": [",
                "\"measurements\": [" + measurement + ", " + measurement + ",",
                "/measurements/1: a second measurement 'm'; the first is /measurements/0. Rename or remove one of"
                        + " them.");
    }

    @Test
    void shapesysNamesAreUsedOnce() {
        assertMessage(
                MU + ",",
                MU + ", {\"name\": \"poisson\", \"type\": \"shapesys\", \"data\": [1, 1]},",
                "/channels/0/samples/1/modifiers/3: the shapesys 'poisson' is used already at"
                        + " /channels/0/samples/0/modifiers/1; each bin of a shapesys belongs to one sample. Give it a"
                        + " name of its own.");
    }

    @Test
    void modifierTypes() {
        assertMessage(
                "\"normfactor\"",
                "\"normfator\"",
                "/channels/0/samples/0/modifiers/0/type: unknown modifier type 'normfator' of modifier 'mu'. Did you"
                        + " mean 'normfactor'? Known: 'histosys', 'lumi', 'normfactor', 'normsys', 'shapefactor',"
                        + " 'shapesys', 'staterror'.");
        assertMessage(
                "\"normfactor\"",
                "\"quux\"",
                "/channels/0/samples/0/modifiers/0/type: unknown modifier type 'quux' of modifier 'mu'. Known:"
                        + " 'histosys', 'lumi', 'normfactor', 'normsys', 'shapefactor', 'shapesys', 'staterror'.");
        assertMessage(
                "\"name\": \"lumi\", \"type\": \"lumi\"",
                "\"name\": \"luminosity\", \"type\": \"lumi\"",
                "/channels/0/samples/0/modifiers/1/name: a lumi modifier named 'luminosity'; the schema allows only"
                        + " 'lumi'. Rename it, or make it a normsys.");
    }

    @Test
    void modifierData() {
        String at = "/channels/0/samples/";
        assertMessage(
                "\"normfactor\", \"data\": null",
                "\"normfactor\", \"data\": [1]",
                at + "0/modifiers/0/data: found an array; expected null.");
        assertMessage(
                "{\"lo\": 0.9, \"hi\": 1.15}",
                "{\"low\": 0.9, \"hi\": 1.15}",
                at + "1/modifiers/1/data: unknown key 'low' in a normsys' data. Did you mean 'lo'? Known: 'lo', 'hi'.");
        assertMessage(
                "{\"lo\": 0.9, \"hi\": 1.15}",
                "{\"lo\": 0.9}",
                at + "1/modifiers/1/data: a normsys' data lacks 'hi'. Add it.");
        assertMessage(
                "{\"lo\": 0.9, \"hi\": 1.15}",
                "[0.9, 1.15]",
                at + "1/modifiers/1/data: found an array; expected a normsys' data (an object with 'lo', 'hi').");
        assertMessage("0.9,", "\"0.9\",", at + "1/modifiers/1/data/lo: found the string \"0.9\"; expected a number.");
        assertMessage("[5.0, 0.0]", "5.0", at + "1/modifiers/3/data: found 5.0; expected an array of numbers.");
    }

    @Test
    void numbers() {
        assertMessage("[5, 10.0]", "[5, null]", "/channels/0/samples/0/data/1: found null; expected a number.");
        assertMessage("[5, 10.0]", "[5, true]", "/channels/0/samples/0/data/1: found true; expected a number.");
        assertMessage(
                "[5, 10.0]", "[]", "/channels/0/samples/0/data: an array without numbers; expected at least one.");
        assertMessage(
                "[5, 10.0]",
                "[1" + "0".repeat(400) + ", 1]",
                "/channels/0/samples/0/data/0: an integer beyond the range of doubles (1.8e308).");
        assertMessage(
                "[5, 10.0]",
                "[5, NaN]",
                "/channels/0/samples/0/data/1: line 6, column 40: NaN is not a JSON number. Replace it by a finite"
                        + " one.");
    }

    @Test
    void keys() {
        assertMessage(
                "\"samples\"",
                "\"sample\"",
                "/channels/0: unknown key 'sample' in a channel. Did you mean 'samples'? Known: 'name', 'samples'.");
        assertMessage(
                "\"version\": \"1.0.0\"",
                "\"versions\": \"1.0.0\"",
                "unknown key 'versions' in a workspace. Did you mean 'version'? Known: 'channels', 'measurements',"
                        + " 'observations', 'version'.");
        assertMessage("\"name\": \"background\", ", "", "/channels/0/samples/1: a sample lacks 'name'. Add it.");
        assertMessage(
                "\"version\": \"1.0.0\"",
                "\"version\": \"2.0.0\"",
                "/version: version '2.0.0' is unknown; expected '1.0.0'.");
        assertMessage("\"name\": \"SR\",\n", "\"name\": 7,\n", "/channels/0/name: found 7; expected a string.");
    }

    @Test
    void parameters() {
        String at = "/measurements/0/config/parameters/1";
        assertMessage("[[0, 20]]", "[[0, 20, 30]]", at + "/bounds/0: 3 numbers; bounds are pairs [lower, upper].");
        assertMessage(
                "[[0, 20]]",
                "[]",
                at + "/bounds: an array without elements; expected at least one of pairs" + " [lower, upper].");
        assertMessage("\"bounds\": [[0, 20]]", "\"fixed\": 1", at + "/fixed: found 1; expected true or false.");
        assertMessage(
                "\"mu\", \"bounds\"",
                "\"mu\", \"bound\"",
                at + ": unknown key 'bound' in a parameter configuration. Did you mean 'bounds'? Known: 'name',"
                        + " 'inits', 'bounds', 'auxdata', 'factors', 'sigmas', 'fixed'.");
    }

    @Test
    void emptyParts() {
        assertMessage(
                "\"observations\": [{\"name\": \"SR\", \"data\": [52, 65]}]",
                "\"observations\": []",
                "/observations: an array without elements; expected at least one of observations.");
        assertMessage(
                "\"observations\": [{\"name\": \"SR\", \"data\": [52, 65]}]",
                "\"observations\": {}",
                "/observations: found an object; expected an array of observations.");
        assertEquals(
                "w.json: found an array; expected a workspace (an object with 'channels', 'measurements',"
                        + " 'observations', 'version').",
                assertThrows(WorkspaceException.class, () -> Workspace.parse("[]", "w.json"))
                        .getMessage());
    }

    @Test
    void carriesFilePointerAndProblem() {
        WorkspaceException e = assertThrows(WorkspaceException.class, () -> Workspace.parse("{\"a\": 1}", "w.json"));
        assertEquals("w.json", e.file());
        assertEquals("", e.pointer());
        assertEquals("w.json: " + e.problem(), e.getMessage());
        assertEquals("/a/b: p", new WorkspaceException("", "/a/b", "p").getMessage());
    }

    private static void assertMessage(String part, String instead, String message) {
        assertTrue(Workspaces.TWO_BINS.contains(part), part);
        int at = Workspaces.TWO_BINS.indexOf(part);
        String changed =
                Workspaces.TWO_BINS.substring(0, at) + instead + Workspaces.TWO_BINS.substring(at + part.length());
        WorkspaceException e = assertThrows(WorkspaceException.class, () -> Workspace.parse(changed, "w.json"));
        assertEquals("w.json: " + message, e.getMessage());
    }
}
