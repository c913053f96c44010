package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of which no likelihood can be computed are refused where they stand, and others are not. */
class NumberRangeTest {

    @ParameterizedTest
    @CsvSource({
        "/channels/0/samples/0/data/0, 2e30",
        "/channels/0/samples/1/modifiers/0/data/lo_data/1, -1e300",
        "/channels/0/samples/1/modifiers/0/data/hi_data/0, 1e300",
        "/channels/0/samples/1/modifiers/1/data/lo, 1.7976931348623157e308",
        "/channels/0/samples/1/modifiers/1/data/hi, 1e31",
        "/channels/0/samples/1/modifiers/3/data/0, 1e31",
        "/channels/0/samples/1/modifiers/4/data/1, 1e31",
        "/observations/0/data/1, 1e300",
        "/measurements/0/config/parameters/0/sigmas/0, 5e-324",
        "/measurements/0/config/parameters/0/auxdata/0, 1e300",
        "/measurements/0/config/parameters/1/bounds/0/1, 1e300",
    })
    void areRefusedWhereTheyStand(String pointer, String number) {
        Workspace workspace = Workspaces.twoBins()
                .patch(JsonPatch.parse(
                        "[{\"op\": \"replace\", \"path\": \"" + pointer + "\", \"value\": " + number + "}]", "p"));
        WorkspaceException refusal = assertThrows(WorkspaceException.class, workspace::model);
        assertEquals(pointer, refusal.pointer());
        assertTrue(refusal.problem().contains("found "), refusal.problem());
    }

    @Test
    void theLargestAllowedGiveALikelihood() {
        Workspace workspace = Workspaces.twoBins()
                .patch(JsonPatch.parse(
                        "[{\"op\": \"replace\", \"path\": \"/channels/0/samples/0/data/0\", \"value\": 1e30},"
                                + " {\"op\": \"replace\", \"path\": \"/measurements/0/config/parameters/1/bounds/0/1\","
                                + " \"value\": 1e30}]",
                        "p"));
        assertEquals(
                1e30,
                workspace
                        .model()
                        .parameters()
                        .get(workspace.model().requirePoi())
                        .upper());
    }
}
