package dev.limen.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Sorts a workspace by names. */
@Command(
        name = "sort",
        header = "Sorts channels, samples, modifiers, measurements and observations by name.",
        description = "Afterwards another measurement may be the first, which is the one used by default.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example:", "  limen sort workspace.json --output-file sorted.json"})
final class SortCommand implements Callable<Integer> {

    private final Streams streams;

    @Mixin
    private WorkspaceArgument input = new WorkspaceArgument();

    @Mixin
    private OutputFile output = new OutputFile();

    SortCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        output.require();
        output.write(streams, input.read().sorted().toSortedJson());
        return ExitCode.COMPUTED.code();
    }
}
