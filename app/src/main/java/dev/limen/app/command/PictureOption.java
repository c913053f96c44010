package dev.limen.app.command;

import dev.limen.app.run.WriteProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Where a picture goes, if one is wanted. */
final class PictureOption {

    @Option(names = "--picture", paramLabel = "FILE", description = "Draw the picture too, as SVG, into a file.")
    private Optional<Path> file = Optional.empty();

    /**
     * Checks before the work that the picture can be written.
     *
     * @throws CommandFailure naming the problem where it cannot
     */
    void require() {
        file.ifPresent(target -> {
            if (!target.toString().endsWith(".svg")) {
                throw new CommandFailure(
                        ExitCode.BAD_INPUT,
                        "--picture " + target + ": pictures are drawn as SVG; name a file that ends in .svg.");
            }
            Path folder =
                    Optional.ofNullable(target.toAbsolutePath().getParent()).orElse(target);
            if (Files.isDirectory(target)) {
                throw unwritable(target, "it is a folder");
            }
            if (!Files.isDirectory(folder)) {
                throw unwritable(target, "its folder " + folder + " does not exist");
            }
            if (!Files.isWritable(Files.exists(target) ? target : folder)) {
                throw unwritable(target, "access denied");
            }
        });
    }

    /** Draws it, if it is wanted. */
    void write(Supplier<String> svg) {
        file.ifPresent(target -> {
            try {
                Files.writeString(target, svg.get());
            } catch (IOException error) {
                throw unwritable(target, WriteProblem.of(error));
            }
        });
    }

    private static CommandFailure unwritable(Path target, String problem) {
        return new CommandFailure(
                ExitCode.BAD_INPUT,
                "--picture " + target + " cannot be written: " + problem + ". Choose another file.");
    }
}
