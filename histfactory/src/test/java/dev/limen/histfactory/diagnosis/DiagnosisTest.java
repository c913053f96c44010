package dev.limen.histfactory.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.histfactory.Workspace;
import dev.limen.histfactory.internal.JsonReader;
import dev.limen.histfactory.internal.Pointer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of finding is found where it is, and nothing where nothing is wrong. */
class DiagnosisTest {

    static Stream<String> kinds() {
        return Diagnosis.kinds().stream();
    }

    @Test
    void aHealthyWorkspaceHasNoFindings() {
        assertEquals(List.of(), findings(Patients.HEALTHY));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isFoundAndPointsIntoTheDocument(String kind) throws Exception {
        String document = Patients.of(kind);
        List<Finding> found = findings(document).stream()
                .filter(finding -> finding.id().equals(kind))
                .toList();
        assertFalse(found.isEmpty(), () -> kind + " not among " + findings(document));
        for (Finding finding : found) {
            Pointer.parse(finding.pointer()).in(JsonReader.parse(document, "patient.json"));
            assertTrue(finding.mend().endsWith("."), finding.mend());
            assertFalse(finding.found().isBlank() || finding.effect().isBlank(), finding.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "normsys-not-positive, ERROR, /channels/0/samples/1/modifiers/1/data/lo, 'lo 0 and hi 1.2'",
        "refused, ERROR, /channels/1/samples/0/modifiers/1/data, '2 bins'",
        "missing-poi, WARNING, /measurements/0/config/poi, mu_SIG",
        "channel-without-observation, ERROR, /channels/1, CR",
        "observation-without-channel, INFO, /observations/1, VR",
        "unused-configuration, INFO, /measurements/0/config/parameters/0, xsect",
        "empty-bin, ERROR, /channels/0, 'bin 1 of channel ''SR''; observed: 66.0'",
        "negative-rate, WARNING, /channels/0/samples/1/modifiers/0, below shape = -1.6",
        "few-events, WARNING, /channels, 'of the sensitivity'",
        "rate-without-uncertainty, INFO, /channels/0/samples/1/modifiers/2, bin 1",
        "uncertainty-without-rate, WARNING, /channels/0/samples/1/modifiers/2, bin 1",
        "large-uncertainty, WARNING, /channels/1/samples/0/modifiers/1, bin 0",
        "negative-uncertainty, INFO, /channels/0/samples/1/modifiers/2/data/1, '-5.0 in bin 1'",
        "shared-bins, WARNING, /channels/0/samples/1/modifiers/3, '''SR'', ''CR'''",
        "huge-variation, WARNING, /channels/0/samples/1/modifiers/1, 40",
        "one-sided-variation, INFO, /channels/0/samples/1/modifiers/0, 10 and 11 more",
        "no-variation, INFO, /channels/0/samples/1/modifiers/3, idle",
        "failed-fit, ERROR, '', 'does not converge'",
        "flat-direction, WARNING, /channels/0/samples/1/modifiers/3, '''k'', ''l'''",
        "parameter-at-bound, WARNING, /channels/0/samples/1/modifiers/3, '''k'' at its upper bound 0.75'",
        "several-minima, WARNING, /channels/0/samples/1/modifiers/0, bend",
        "prunable-systematics, INFO, /channels/0/samples/1/modifiers/3, small",
    })
    void saysWhereAndHowMuch(String kind, Severity severity, String pointer, String part) {
        List<Finding> findings = findings(Patients.of(kind));
        assertTrue(
                findings.stream()
                        .anyMatch(finding -> finding.id().equals(kind)
                                && finding.severity() == severity
                                && finding.pointer().equals(pointer)
                                && finding.found().contains(part)),
                findings::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "normsys-not-positive",
        "observation-without-channel",
        "unused-configuration",
        "negative-uncertainty",
        "parameter-at-bound"
    })
    void mendsWhatWantsNoDecision(String kind) {
        Diagnosis diagnosis = Diagnosis.parse(Patients.of(kind), "patient.json", DiagnosisSettings.STANDARD);
        assertTrue(
                diagnosis.mendable().stream().anyMatch(finding -> finding.id().equals(kind)));
        String mended = diagnosis.mended();
        assertTrue(findings(mended).stream().noneMatch(finding -> finding.id().equals(kind)), mended);
        assertTrue(mended.contains("[15, 12.0]"), "integers stay integers: " + mended);
        Workspace.parse(mended, "mended.json").model();
    }

    /** There may be any amount of signal: what its background does is measured without it, what it does itself with it. */
    @Test
    void aSignalHidesNoVariationOfItsBackground() {
        String shape = "{\"lo_data\": [40.0, 64.0], \"hi_data\": [131, 56]}";
        String much = Patients.and(
                Patients.with("replace", "/channels/0/samples/0/data", "[500.0, 400.0]"),
                "replace",
                "/channels/0/samples/1/modifiers/0/data",
                shape);
        assertTrue(ids(much).contains("huge-variation"), much);
        String little = Patients.and(
                Patients.of("few-events"),
                "add",
                "/channels/0/samples/0/modifiers/-",
                "{\"name\": \"theory\", \"type\": \"normsys\", \"data\": {\"lo\": 0.6, \"hi\": 1.4}}");
        assertTrue(!ids(little).contains("huge-variation"), little);
    }

    private static List<String> ids(String document) {
        return Diagnosis.parse(document, "patient.json", DiagnosisSettings.STANDARD.withDepth(Depth.STATIC))
                .findings()
                .stream()
                .map(Finding::id)
                .toList();
    }

    @Test
    void aMendedWorkspaceWithoutFindingsIsTheSame() {
        Diagnosis diagnosis = Diagnosis.parse(Patients.HEALTHY, "healthy.json", DiagnosisSettings.STANDARD);
        assertEquals(
                Workspace.parse(Patients.HEALTHY, "healthy.json").toJson(),
                Workspace.parse(diagnosis.mended(), "mended.json").toJson());
    }

    @Test
    void withoutFitsOnlyStaticKindsAreLookedFor() {
        Set<String> found = kinds().flatMap(kind -> Diagnosis.parse(
                        Patients.of(kind), "patient.json", DiagnosisSettings.STANDARD.withDepth(Depth.STATIC))
                        .findings()
                        .stream())
                .map(Finding::id)
                .collect(Collectors.toSet());
        Set<String> fitted = Check.ofFits().stream().map(Check::id).collect(Collectors.toSet());
        assertTrue(found.stream().noneMatch(fitted::contains), found.toString());
        assertEquals(Diagnosis.kinds().size() - fitted.size(), found.size(), found.toString());
    }

    @Test
    void blindFindingsNameNoObservedCount() {
        List<Finding> findings = Diagnosis.parse(
                        Patients.of("empty-bin"),
                        "patient.json",
                        DiagnosisSettings.STANDARD.withCounts(Counts.EXPECTED))
                .findings();
        assertTrue(findings.stream().anyMatch(finding -> finding.id().equals("empty-bin")), findings::toString);
        assertTrue(findings.stream().noneMatch(finding -> finding.found().contains("observed")), findings::toString);
    }

    private static List<Finding> findings(String document) {
        return Diagnosis.parse(document, "patient.json", DiagnosisSettings.STANDARD)
                .findings();
    }
}
