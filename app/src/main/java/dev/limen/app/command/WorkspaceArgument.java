package dev.limen.app.command;

import dev.limen.histfactory.Workspace;
import picocli.CommandLine.Parameters;

/** Which workspace. */
final class WorkspaceArgument {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "WORKSPACE",
            defaultValue = DocumentFile.STANDARD_INPUT,
            description = "HistFactory workspace in JSON; - or none reads standard input.")
    private String file = DocumentFile.STANDARD_INPUT;

    DocumentFile document() {
        return new DocumentFile(file);
    }

    Workspace read() {
        return document().workspace();
    }

    String file() {
        return file;
    }
}
