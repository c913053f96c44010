package dev.limen.app.command;

import dev.limen.histfactory.ModifierType;
import dev.limen.histfactory.Pruning;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes parts out of a workspace. */
@Command(
        name = "prune",
        header = "Takes channels, samples, modifiers or measurements out of a workspace.",
        description =
                "A channel's observation goes with it, a modifier's configurations too. Every option may be given "
                        + "several times; a name that the workspace lacks is an error.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  limen prune workspace.json --channel CR --output-file pruned.json",
            "  limen prune workspace.json --modifier-type staterror --modifier-type shapesys"
        })
final class PruneCommand implements Callable<Integer> {

    private final Streams streams;

    @Mixin
    private WorkspaceArgument input = new WorkspaceArgument();

    @Option(
            names = {"-c", "--channel"},
            paramLabel = "NAME",
            description = "A channel to take out.")
    private List<String> channels = List.of();

    @Option(
            names = {"-s", "--sample"},
            paramLabel = "NAME",
            description = "A sample to take out of all channels.")
    private List<String> samples = List.of();

    @Option(
            names = {"-m", "--modifier"},
            paramLabel = "NAME",
            description = "A modifier to take out of all samples.")
    private List<String> modifiers = List.of();

    @Option(
            names = {"-t", "--modifier-type"},
            paramLabel = "TYPE",
            converter = ModifierTypeChoice.class,
            completionCandidates = ModifierTypeChoice.class,
            description = "A type of modifiers to take out: ${COMPLETION-CANDIDATES}.")
    private List<ModifierType> types = List.of();

    @Option(names = "--measurement", paramLabel = "NAME", description = "A measurement to take out.")
    private List<String> measurements = List.of();

    @Mixin
    private OutputFile output = new OutputFile();

    PruneCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        output.require();
        Pruning pruning = Pruning.none()
                .channels(channels)
                .samples(samples)
                .modifiers(modifiers)
                .modifierTypes(types)
                .measurements(measurements);
        output.write(streams, input.read().pruned(pruning).toSortedJson());
        return ExitCode.COMPUTED.code();
    }
}
