package dev.limen.app.command;

import dev.limen.histfactory.JsonPatch;
import dev.limen.histfactory.PatchSet;
import dev.limen.histfactory.Workspace;
import dev.limen.histfactory.diagnosis.Diagnosis;
import dev.limen.histfactory.diagnosis.DiagnosisSettings;
import dev.limen.histfactory.hs3.Hs3Document;
import java.nio.file.Path;
import java.util.List;

/**
 * A JSON document that a command line names.
 *
 * @param file its path; {@code -} is standard input
 */
record DocumentFile(String file) {

    static final String STANDARD_INPUT = "-";
    private static final String NAME = "standard input";

    Workspace workspace() {
        return isStandardInput() ? Workspace.read(System.in, NAME) : Workspace.read(Path.of(file));
    }

    Hs3Document hs3() {
        return isStandardInput() ? Hs3Document.read(System.in, NAME) : Hs3Document.read(Path.of(file));
    }

    PatchSet patchSet() {
        return isStandardInput() ? PatchSet.read(System.in, NAME) : PatchSet.read(Path.of(file));
    }

    JsonPatch patch() {
        return isStandardInput() ? JsonPatch.read(System.in, NAME) : JsonPatch.read(Path.of(file));
    }

    /** Looks at a workspace, be it valid or not. */
    Diagnosis diagnosis(List<JsonPatch> patches, DiagnosisSettings settings) {
        return isStandardInput()
                ? Diagnosis.read(System.in, NAME, patches, settings)
                : Diagnosis.read(Path.of(file), patches, settings);
    }

    private boolean isStandardInput() {
        return file.equals(STANDARD_INPUT);
    }

    /**
     * Checks that only one of two documents is to come from standard input.
     *
     * @throws CommandFailure if both are
     */
    void requireApart(DocumentFile other) {
        if (isStandardInput() && other.isStandardInput()) {
            throw new CommandFailure(
                    ExitCode.BAD_INPUT,
                    "two documents are to be read from standard input, which holds one. Name a file for one of them.");
        }
    }
}
