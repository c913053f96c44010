package dev.limen.app.command;

import dev.limen.app.grid.Exclusion;
import dev.limen.app.grid.ExclusionPicture;
import dev.limen.app.grid.SignalGrid;
import dev.limen.app.run.WriteProblem;
import dev.limen.histfactory.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Where the line of what is excluded goes. */
final class ContourFiles {

    private static final List<String> FORMS = List.of("svg", "json", "csv");

    @Option(
            names = "--contour",
            paramLabel = "FILE",
            description =
                    "Write the line of what is excluded, observed and expected with one standard deviation: as a picture"
                            + " (.svg) or as data (.json, .csv); may be given several times. log CLs is taken as linear on the"
                            + " Delaunay triangles of the points.")
    private List<Path> files = List.of();

    /**
     * Checks before the work that the files can be written.
     *
     * @throws CommandFailure naming the file where it cannot
     */
    void require() {
        for (Path file : files) {
            if (!FORMS.contains(form(file))) {
                throw unwritable(file, "its name should end in .svg, .json or .csv");
            }
            Path folder = file.toAbsolutePath().getParent();
            if (Files.isDirectory(file)) {
                throw unwritable(file, "it is a folder");
            }
            if (!Files.isDirectory(folder)) {
                throw unwritable(file, "its folder " + folder + " does not exist");
            }
            if (!Files.isWritable(Files.exists(file) ? file : folder)) {
                throw unwritable(file, "access denied");
            }
        }
    }

    /**
     * Checks that there is a plane if a line is asked for.
     *
     * @throws CommandFailure if points have no coordinates
     */
    void require(SignalGrid grid) {
        if (!files.isEmpty()
                && (grid.axes().isEmpty()
                        || grid.points().stream().allMatch(p -> p.place().isEmpty()))) {
            throw new CommandFailure(
                    ExitCode.BAD_INPUT,
                    "--contour: the points have no two coordinates. Give --coordinates with a pattern that finds them in"
                            + " names such as '" + grid.points().get(0).name()
                            + "', for instance 'signal_(?<m1>\\d+)_(?<m2>\\d+)'; or --axes with two labels of the patch set.");
        }
    }

    private static CommandFailure unwritable(Path file, String problem) {
        return new CommandFailure(ExitCode.BAD_INPUT, file + " cannot be written: " + problem + ".");
    }

    private static String form(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    void write(Exclusion exclusion, Streams streams) {
        if (!files.isEmpty() && exclusion.plane().triangles().isEmpty()) {
            new Warnings(streams)
                    .print(
                            "the " + exclusion.points().size()
                                    + " points that have a place and a result lie on one line, so that no contour goes between them");
        }
        for (Path file : files) {
            try {
                Files.writeString(file, text(exclusion, form(file)));
            } catch (IOException error) {
                throw unwritable(file, WriteProblem.of(error));
            }
        }
    }

    private static String text(Exclusion exclusion, String form) {
        return switch (form) {
            case "svg" -> ExclusionPicture.svg(exclusion);
            case "json" -> JsonText.indented(exclusion.tree()) + "\n";
            default -> String.join("\n", exclusion.csv()) + "\n";
        };
    }
}
