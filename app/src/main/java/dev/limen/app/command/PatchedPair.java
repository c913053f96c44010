package dev.limen.app.command;

import dev.limen.histfactory.PatchSet;
import dev.limen.histfactory.Workspace;
import picocli.CommandLine.Parameters;

/** A background-only workspace and the patch set that was made for it. */
final class PatchedPair {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "BACKGROUND-ONLY",
            defaultValue = DocumentFile.STANDARD_INPUT,
            description = "Background-only workspace; - or none reads standard input.")
    private String backgroundOnly = DocumentFile.STANDARD_INPUT;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PATCHSET",
            defaultValue = DocumentFile.STANDARD_INPUT,
            description = "Patch set; - or none reads standard input.")
    private String patchSet = DocumentFile.STANDARD_INPUT;

    /**
     * Checks that only one of them comes from standard input.
     *
     * @throws CommandFailure if both do
     */
    void require() {
        new DocumentFile(backgroundOnly).requireApart(new DocumentFile(patchSet));
    }

    Workspace workspace() {
        return new DocumentFile(backgroundOnly).workspace();
    }

    PatchSet patchSet() {
        return new DocumentFile(patchSet).patchSet();
    }
}
