package dev.limen.app.command;

import dev.limen.histfactory.PatchSet;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the patches of a patch set. */
@Command(
        name = "inspect",
        header = "Lists the patches of a patch set.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example:", "  limen patchset inspect patchset.json"})
final class PatchSetInspectCommand implements Callable<Integer> {

    private final Streams streams;

    @Mixin
    private PatchSetArgument input = new PatchSetArgument();

    PatchSetInspectCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        PatchSet patches = input.read();
        PrintStream results = streams.results();
        results.println();
        results.println("    " + patches.patches().size() + " patches found in Patchset");
        results.println("---------------------------------");
        results.println();
        patches.patches().forEach(patch -> results.println(patch.name()));
        return ExitCode.COMPUTED.code();
    }
}
