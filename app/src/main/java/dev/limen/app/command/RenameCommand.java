package dev.limen.app.command;

import dev.limen.histfactory.Renaming;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Renames parts of a workspace. */
@Command(
        name = "rename",
        header = "Renames channels, samples, modifiers or measurements of a workspace.",
        description =
                "An observation follows its channel; configurations and the POI follow their modifier. Every option "
                        + "takes the old name and the new one and may be given several times; all names change at once.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  limen rename workspace.json --channel SR SR_2018 --modifier mu mu_SIG --output-file renamed.json"
        })
final class RenameCommand implements Callable<Integer> {

    /** Renaming of one pair more. */
    private interface Step {
        Renaming with(Renaming before, String old, String name);
    }

    private final Streams streams;

    @Mixin
    private WorkspaceArgument input = new WorkspaceArgument();

    @Option(
            names = {"-c", "--channel"},
            arity = "2",
            paramLabel = "NAME",
            description = "A channel and its new name.")
    private List<String> channels = List.of();

    @Option(
            names = {"-s", "--sample"},
            arity = "2",
            paramLabel = "NAME",
            description = "A sample and its new name.")
    private List<String> samples = List.of();

    @Option(
            names = {"-m", "--modifier"},
            arity = "2",
            paramLabel = "NAME",
            description = "A modifier and its new name.")
    private List<String> modifiers = List.of();

    @Option(names = "--measurement", arity = "2", paramLabel = "NAME", description = "A measurement and its new name.")
    private List<String> measurements = List.of();

    @Mixin
    private OutputFile output = new OutputFile();

    RenameCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        output.require();
        Renaming renaming = Renaming.none();
        renaming = with(renaming, channels, Renaming::channel);
        renaming = with(renaming, samples, Renaming::sample);
        renaming = with(renaming, modifiers, Renaming::modifier);
        renaming = with(renaming, measurements, Renaming::measurement);
        output.write(streams, input.read().renamed(renaming).toSortedJson());
        return ExitCode.COMPUTED.code();
    }

    private static Renaming with(Renaming before, List<String> pairs, Step step) {
        Renaming renaming = before;
        for (int i = 0; i < pairs.size(); i += 2) {
            renaming = step.with(renaming, pairs.get(i), pairs.get(i + 1));
        }
        return renaming;
    }
}
