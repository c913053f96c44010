package dev.limen.app.command;

import dev.limen.histfactory.PatchSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes one patch out of a patch set. */
@Command(
        name = "extract",
        header = "Takes one patch out of a patch set.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  limen patchset extract patchset.json --name signal_900 --output-file extracted.json"
        })
final class PatchSetExtractCommand implements Callable<Integer> {

    /** Whether what is known about the patch is written, too. */
    static final class Metadata {
        @Option(names = "--with-metadata", description = "Write what is known about the patch and the set, too.")
        private boolean with;

        // It is the default.
        @SuppressWarnings("UnusedVariable")
        @Option(names = "--without-metadata", description = "Write the operations only, which is the default.")
        private boolean without;
    }

    private final Streams streams;

    @Mixin
    private PatchSetArgument input = new PatchSetArgument();

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "The patch's name.")
    private String name = "";

    @ArgGroup
    private Metadata metadata = new Metadata();

    @Mixin
    private OutputFile output = new OutputFile();

    PatchSetExtractCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        output.require();
        PatchSet patches = input.read();
        output.write(
                streams,
                metadata.with ? patches.toSortedJson(name) : patches.get(name).toSortedJson());
        return ExitCode.COMPUTED.code();
    }
}
