package dev.limen.app.command;

import dev.limen.histfactory.Inspection;
import dev.limen.histfactory.JsonText;
import dev.limen.histfactory.Workspace;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what is in a workspace. */
@Command(
        name = "inspect",
        header = "Shows what is in a workspace: channels, samples, parameters, measurements.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example:", "  limen inspect BkgOnly.json"})
final class InspectCommand implements Callable<Integer> {

    private final Streams streams;

    @Mixin
    private WorkspaceArgument input = new WorkspaceArgument();

    @Option(
            names = "--measurement",
            paramLabel = "NAME",
            description = "The measurement to mark by (*); the first by default.")
    private Optional<String> measurement = Optional.empty();

    @Option(names = "--json", description = "Print JSON instead of the table.")
    private boolean json;

    @Mixin
    private OutputFile output = new OutputFile();

    InspectCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        output.require();
        Workspace workspace = input.read();
        Inspection inspection =
                Inspection.of(workspace, measurement.map(workspace::measurement).orElseGet(workspace::measurement));
        if (json || output.isNamed()) {
            output.write(streams, JsonText.sorted(inspection.tree()));
        }
        if (!json) {
            inspection.text().forEach(streams.results()::println);
        }
        return ExitCode.COMPUTED.code();
    }
}
