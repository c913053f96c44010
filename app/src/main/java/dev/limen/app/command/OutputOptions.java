package dev.limen.app.command;

import dev.limen.histfactory.JsonText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where results go, and for whom. */
final class OutputOptions {

    @Option(names = "--json", description = "Print JSON, which is the default.")
    private boolean json;

    @Option(names = "--text", description = "Print a text for people.")
    private boolean text;

    @Mixin
    private OutputFile file = new OutputFile();

    /**
     * Checks before the work that its result can be written.
     *
     * @throws CommandFailure naming the folder where it cannot
     */
    void require() {
        file.require();
    }

    /** A file beside the one that results go to; see {@link OutputFile#beside}. */
    Optional<Path> beside(String suffix) {
        return file.beside(suffix);
    }

    /** Writes a result in the form that was asked for. */
    void write(Streams streams, Map<String, ?> tree, List<String> lines) {
        boolean forPeople = text && !json;
        if (!forPeople || file.isNamed()) {
            file.write(streams, JsonText.sorted(tree));
        }
        if (forPeople) {
            lines.forEach(streams.results()::println);
        }
    }
}
