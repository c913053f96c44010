package dev.limen.histfactory.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limen.histfactory.JsonPatch;
import dev.limen.histfactory.Workspace;
import dev.limen.histfactory.WorkspaceException;
import dev.limen.histfactory.internal.JsonReader;
import dev.limen.histfactory.internal.JsonWriter;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is wrong with a workspace: findings, each with its place, what it does to a fit, and a mend.
 *
 * <p>The document is looked at first as a tree, then decoded as far as it goes, then its rates are evaluated, then it is
 * fitted. A workspace that {@link Workspace} refuses has all its refusals listed, and what remains without the refused
 * parts is looked at, too.
 */
public final class Diagnosis {
    private final String name;
    private final String document;
    private final List<Finding> findings;

    private Diagnosis(String name, JsonNode unpatched, List<JsonPatch> patches, DiagnosisSettings settings) {
        this.name = name;
        String text = JsonWriter.write(unpatched, JsonWriter.Style.DOCUMENT) + "\n";
        for (JsonPatch patch : patches) {
            text = patch.applyTo(text, name);
        }
        this.document = text;
        JsonNode tree = patches.isEmpty() ? unpatched : JsonReader.parse(text, name);
        List<Finding> all = new ArrayList<>();
        Reading reading = new Reading(name, tree, settings);
        all.addAll(reading.findings());
        if (reading.workspace().isPresent() && reading.model().isPresent()) {
            Subject subject = new Subject(
                    reading.workspace().orElseThrow(),
                    reading.model().orElseThrow(),
                    settings.counts(),
                    reading::pointer);
            Check.withoutFits().forEach(check -> all.addAll(check.of(subject)));
            if (settings.depth() == Depth.FITTED) {
                FittedSubject fitted = new FittedSubject(subject, settings);
                Check.ofFits().forEach(check -> all.addAll(check.of(fitted)));
            }
        }
        all.sort(Comparator.comparing(Finding::severity));
        this.findings = List.copyOf(all);
    }

    /** Looks at a workspace that could be read. */
    public static Diagnosis of(Workspace workspace) {
        return of(workspace, DiagnosisSettings.STANDARD);
    }

    /** Looks at a workspace that could be read. */
    public static Diagnosis of(Workspace workspace, DiagnosisSettings settings) {
        return parse(workspace.toJson(), workspace.name(), settings);
    }

    /**
     * Looks at the text of a workspace, be it valid or not.
     *
     * @param name what to call it in messages
     * @throws WorkspaceException if it is no JSON, or the measurement asked for is not there
     */
    public static Diagnosis parse(String json, String name, DiagnosisSettings settings) {
        return new Diagnosis(name, JsonReader.parse(json, name), List.of(), settings);
    }

    /**
     * Looks at a workspace in a file, be it valid or not, after patches.
     *
     * @throws WorkspaceException if there is no such file, it is no JSON, a patch does not apply, or the measurement asked
     *     for is not there
     */
    public static Diagnosis read(Path path, List<JsonPatch> patches, DiagnosisSettings settings) {
        return new Diagnosis(path.toString(), JsonReader.read(path), patches, settings);
    }

    /**
     * Looks at a workspace in a stream, which is closed, be it valid or not, after patches.
     *
     * @param name what to call it in messages
     * @throws WorkspaceException as {@link #read(Path, List, DiagnosisSettings)}
     */
    public static Diagnosis read(InputStream in, String name, List<JsonPatch> patches, DiagnosisSettings settings) {
        return new Diagnosis(name, JsonReader.parse(in, name), patches, settings);
    }

    /** The kinds of findings there are: docs/doctor.md has a section for each. */
    public static List<String> kinds() {
        return Check.ids();
    }

    /** The findings, errors first. */
    public List<Finding> findings() {
        return findings;
    }

    /** The findings that {@link #mended} mends: those whose mend wants no decision. */
    public List<Finding> mendable() {
        return findings.stream().filter(finding -> finding.patch().isPresent()).toList();
    }

    /** The document with the mends of {@link #mendable}; every other number and key is as it was read. */
    public String mended() {
        List<JsonPatch> patches = mendable().stream()
                .map(finding -> finding.patch().orElseThrow())
                .toList();
        return Operations.together(patches).applyTo(document, name);
    }

    @Override
    public String toString() {
        return "Diagnosis[" + name + ": " + findings.size() + " findings]";
    }
}
