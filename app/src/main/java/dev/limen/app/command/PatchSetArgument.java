package dev.limen.app.command;

import dev.limen.histfactory.PatchSet;
import picocli.CommandLine.Parameters;

/** Which patch set, of a command that needs no workspace. */
final class PatchSetArgument {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PATCHSET",
            defaultValue = DocumentFile.STANDARD_INPUT,
            description = "Patch set in JSON; - or none reads standard input.")
    private String file = DocumentFile.STANDARD_INPUT;

    PatchSet read() {
        return new DocumentFile(file).patchSet();
    }
}
