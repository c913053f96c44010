package dev.limen.app.command;

import dev.limen.app.run.WriteProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a document goes: to a file, or to standard output if none is named. */
final class OutputFile {

    @Option(names = "--output-file", paramLabel = "FILE", description = "Write the JSON to a file instead.")
    private Optional<Path> file = Optional.empty();

    boolean isNamed() {
        return file.isPresent();
    }

    /** A file beside the one that is named, called the same and {@code suffix}; empty if none is named. */
    Optional<Path> beside(String suffix) {
        return file.map(target -> target.resolveSibling(target.getFileName() + suffix));
    }

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

    /** Writes a document to the file, or prints it where no file is named. */
    void write(Streams streams, String document) {
        if (file.isEmpty()) {
            streams.results().println(document);
            return;
        }
        try {
            Files.writeString(file.get(), document + "\n");
        } catch (IOException error) {
            throw unwritable(WriteProblem.of(error));
        }
    }
}
