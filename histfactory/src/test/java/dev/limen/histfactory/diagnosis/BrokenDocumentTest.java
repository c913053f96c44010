package dev.limen.histfactory.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.histfactory.Workspace;
import dev.limen.histfactory.WorkspaceException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workspaces that are refused: everything that is wrong is listed, and what can be is mended. */
class BrokenDocumentTest {
    private static final DiagnosisSettings STATIC = DiagnosisSettings.STANDARD.withDepth(Depth.STATIC);

    @Test
    void listsAllRefusalsWithTheirPlacesInTheWholeDocument() {
        String document = Patients.with("add", "/channels/0/samples/1/modifiers/0/data/lo_data/-", "5");
        document = Patients.and(document, "replace", "/channels/0/samples/1/modifiers/1/type", "\"normsyst\"");
        document = Patients.and(document, "replace", "/channels/0/samples/1/modifiers/2/data/0", "\"many\"");
        document = Patients.and(document, "replace", "/channels/1/samples/0/modifiers/1/data/0", "true");
        document = Patients.and(document, "add", "/channels/1/samples/0/colour", "4");
        List<Finding> refused = refused(document);
        assertEquals(
                List.of(
                        "/channels/1/samples/0/colour",
                        "/channels/0/samples/1/modifiers/1/type",
                        "/channels/0/samples/1/modifiers/2/data/0",
                        "/channels/1/samples/0/modifiers/1/data/0",
                        "/channels/0/samples/1/modifiers/0/data/lo_data"),
                refused.stream().map(Finding::pointer).toList());
        assertEquals(
                "Did you mean 'normsys'? Known: 'histosys', 'lumi', 'normfactor', 'normsys', 'shapefactor',"
                        + " 'shapesys', 'staterror'.",
                refused.get(1).mend());
    }

    @Test
    void looksAtWhatRemains() {
        String document = Patients.and(
                Patients.of("observation-without-channel"),
                "replace",
                "/channels/0/samples/1/modifiers/1/type",
                "\"normsyst\"");
        List<Finding> findings =
                Diagnosis.parse(document, "broken.json", STATIC).findings();
        assertEquals(
                List.of("refused", "observation-without-channel"),
                findings.stream().map(Finding::id).toList());
    }

    @Test
    void mendsSpellingOfTheDocument() {
        String document = Patients.with("add", "/channels/0/bins", "[0, 1, 2]");
        document = Patients.and(document, "remove", "/version", "");
        document = Patients.and(document, "replace", "/channels/0/samples/0/data/0", "\"15.0\"");
        document = Patients.and(document, "replace", "/channels/0/samples/0/modifiers/0/data", "[]");
        document = Patients.and(document, "remove", "/measurements/0/config/parameters", "");
        Diagnosis diagnosis = Diagnosis.parse(document, "broken.json", STATIC);
        assertEquals(5, diagnosis.findings().size(), () -> diagnosis.findings().toString());
        assertEquals(5, diagnosis.mendable().size());
        Workspace mended = Workspace.parse(diagnosis.mended(), "mended.json");
        assertEquals(
                Workspace.parse(Patients.HEALTHY, "healthy.json").toSortedJson().replace("15,", "15.0,"),
                mended.toSortedJson());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "{}", "3", "\"text\"", "null", "{\"channels\": []}", "{\"channels\": {}, \"version\": 2}"})
    void saysWhatIsNoWorkspaceAtAll(String document) {
        Diagnosis diagnosis = Diagnosis.parse(document, "none.json", DiagnosisSettings.STANDARD);
        assertTrue(
                diagnosis.findings().stream().anyMatch(finding -> finding.severity() == Severity.ERROR),
                () -> diagnosis.findings().toString());
    }

    @Test
    void missingListsAreNamedAndTheRestIsLookedAt() {
        String document = Patients.and(Patients.of("negative-rate"), "remove", "/observations", "");
        document = Patients.and(document, "remove", "/measurements", "");
        List<String> ids = Diagnosis.parse(document, "broken.json", STATIC).findings().stream()
                .map(Finding::id)
                .toList();
        assertEquals(2, ids.stream().filter("refused"::equals).count(), ids.toString());
        assertTrue(ids.contains("negative-rate"), ids.toString());
    }

    @Test
    void whatIsNoJsonIsRefused() {
        assertThrows(WorkspaceException.class, () -> Diagnosis.parse("{\"channels\": [", "cut.json", STATIC));
        WorkspaceException unknown = assertThrows(
                WorkspaceException.class,
                () -> Diagnosis.parse(Patients.HEALTHY, "w.json", STATIC.withMeasurement("n")));
        assertTrue(unknown.getMessage().contains("no measurement 'n'"), unknown.getMessage());
    }

    private static List<Finding> refused(String document) {
        return Diagnosis.parse(document, "broken.json", STATIC).findings().stream()
                .filter(finding -> finding.id().equals("refused"))
                .toList();
    }
}
