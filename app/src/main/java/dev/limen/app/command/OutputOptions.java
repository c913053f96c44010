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

    /**
     * Checks before the work that its result can be written.
     *
     * @throws CommandFailure naming the folder where it cannot
     */
    void require() {
        file.ifPresent(target -> {
            Path folder =
                    Optional.ofNullable(target.toAbsolutePath().getParent()).orElse(target);
            if (Files.isDirectory(target)) {
                throw unwritable("it is a folder");
            }
            if (!Files.isDirectory(folder)) {
                String problem = Files.exists(folder) ? " is no folder" : " does not exist";
                throw unwritable("its folder " + folder + problem);
            }
            if (!Files.isWritable(Files.exists(target) ? target : folder)) {
                throw unwritable("access denied");
            }
        });
    }

    private CommandFailure unwritable(String problem) {
        return new CommandFailure(
                ExitCode.BAD_INPUT,
                file.map(Path::toString).orElse("") + " cannot be written: " + problem
                        + ". Choose another with --output-file.");
    }

    /** Writes a result in the form that was asked for. */
    void write(Streams streams, Map<String, ?> tree, List<String> lines) {
        if (file.isPresent()) {
            try {
                Files.writeString(file.get(), JsonText.sorted(tree) + "\n");
            } catch (IOException error) {
                throw unwritable(WriteProblem.of(error));
            }
        }
        if (text && !json) {
            lines.forEach(streams.results()::println);
        } else if (file.isEmpty()) {
            streams.results().println(JsonText.sorted(tree));
        }
    }
}
