package dev.limen.app.command;

import dev.limen.histfactory.Workspace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Applies one patch of a patch set to the workspace that it was made for. */
@Command(
        name = "apply",
        header = "Applies one patch of a patch set to the workspace that it was made for.",
        description = "The workspace's digests are verified first.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  limen patchset apply BkgOnly.json patchset.json --name signal_900 --output-file patched.json"
        })
final class PatchSetApplyCommand implements Callable<Integer> {

    private final Streams streams;

    @Mixin
    private PatchedPair input = new PatchedPair();

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "The patch's name.")
    private String name = "";

    @Mixin
    private OutputFile output = new OutputFile();

    PatchSetApplyCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        output.require();
        input.require();
        Workspace workspace = input.workspace();
        output.write(streams, input.patchSet().apply(workspace, name).toSortedJson());
        return ExitCode.COMPUTED.code();
    }
}
