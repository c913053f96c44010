package dev.limen.app.command;

import dev.limen.app.run.WriteProblem;
import dev.limen.histfactory.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where results go, and for whom. */
final class OutputOptions {

    @Option(names = "--json", description = "Print JSON, which is the default.")
    private boolean json;

    @Option(names = "--text", description = "Print a text for people.")
    private boolean text;

    @Option(names = "--output-file", paramLabel = "FILE", description = "Write the JSON to a file instead.")
    private Optional<Path> file = Optional.empty();

    /** Writes a result in the form that was asked for. */
    void write(Streams streams, Map<String, ?> tree, List<String> lines) {
        if (file.isPresent()) {
            try {
                Files.writeString(file.get(), JsonText.sorted(tree) + "\n");
            } catch (IOException error) {
                throw new CommandFailure(
                        ExitCode.BAD_INPUT,
                        file.get() + " cannot be written: " + WriteProblem.of(error)
                                + ". Choose another with --output-file.",
                        error);
            }
        }
        if (text && !json) {
            lines.forEach(streams.results()::println);
        } else if (file.isEmpty()) {
            streams.results().println(JsonText.sorted(tree));
        }
    }
}
