package dev.limen.app.command;

import dev.limen.histfactory.Workspace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks that a workspace is the one that a patch set was made for. */
@Command(
        name = "verify",
        header = "Checks that a workspace is the one that a patch set was made for.",
        description = "Says 'All good.' if its digests are those in the patch set; exit code 2 if not.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example:", "  limen patchset verify BkgOnly.json patchset.json"})
final class PatchSetVerifyCommand implements Callable<Integer> {

    private final Streams streams;

    @Mixin
    private PatchedPair input = new PatchedPair();

    PatchSetVerifyCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        input.require();
        Workspace workspace = input.workspace();
        input.patchSet().verify(workspace);
        streams.results().println("All good.");
        return ExitCode.COMPUTED.code();
    }
}
