package dev.limen.app.run;

import dev.limen.histfactory.JsonText;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The folder of one run; each file appears whole or not at all, and an earlier run is never overwritten unasked.
 */
public final class RunFolder {

    private static final int MOST_RUNS = 9999;
    private static final List<String> WRITTEN = List.of(
            "result.json",
            "observed.json",
            "workspace-observed.json",
            "workspace.json",
            "report.html",
            "trajectory.jsonl",
            "curves.jsonl",
            "run.json",
            "analysis.yaml");

    private final Path path;

    private RunFolder(Path path) {
        this.path = path;
    }

    /**
     * Makes the first free one of {@code name-001}, {@code name-002}, ... in a folder.
     *
     * @throws RunFolderException if it cannot be made
     */
    public static RunFolder numbered(Path parent, String name) {
        create(parent);
        for (int number = 1; number <= MOST_RUNS; number++) {
            Path candidate = candidate(parent, name, number);
            if (Files.exists(candidate)) {
                continue;
            }
            try {
                Files.createDirectory(candidate);
                return new RunFolder(candidate);
            } catch (IOException error) {
                throw refused(candidate, error);
            }
        }
        throw new RunFolderException(
                parent + " holds " + MOST_RUNS + " runs of " + name + "; remove some or choose another folder.");
    }

    /** The last of {@code name-001}, {@code name-002}, ... in a folder, if there is one. */
    static Optional<Path> last(Path parent, String name) {
        Optional<Path> last = Optional.empty();
        for (int number = 1; number <= MOST_RUNS; number++) {
            Path candidate = candidate(parent, name, number);
            if (!Files.exists(candidate)) {
                break;
            }
            last = Optional.of(candidate);
        }
        return last;
    }

    private static Path candidate(Path parent, String name, int number) {
        return parent.resolve(String.format("%s-%03d", name, number));
    }

    /**
     * Makes a folder of a given path, which must not exist or be empty.
     *
     * @throws RunFolderException if it holds anything, or cannot be made
     */
    public static RunFolder fresh(Path path) {
        create(path);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            if (entries.iterator().hasNext()) {
                throw new RunFolderException("The folder " + path
                        + " is not empty, and a run never overwrites another; choose another folder or give --force.");
            }
        } catch (IOException error) {
            throw refused(path, error);
        }
        return new RunFolder(path);
    }

    /**
     * Takes a folder of a given path, removing the files of an earlier run in it.
     *
     * @throws RunFolderException if it cannot be made
     */
    public static RunFolder replacing(Path path) {
        create(path);
        try {
            // What is left of an earlier run must not be taken for this one's if this one does not end.
            for (String name : WRITTEN) {
                Files.deleteIfExists(path.resolve(name));
            }
            new RunFolder(path).removeMatching("*{.checkpoint,.onnx,.safetensors}");
        } catch (IOException error) {
            throw refused(path, error);
        }
        return new RunFolder(path);
    }

    /**
     * The folder of an earlier run, to add to it.
     *
     * @throws RunFolderException if it cannot be written to
     */
    static RunFolder existing(Path path) {
        create(path);
        return new RunFolder(path);
    }

    /**
     * Removes what trainings kept while they lasted.
     *
     * @throws RunFolderException if it cannot be removed
     */
    void removeCheckpoints() {
        try {
            removeMatching("*.checkpoint");
        } catch (IOException error) {
            throw refused(path, error);
        }
    }

    /** Whether a training kept its state here. */
    boolean hasCheckpoints() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*.checkpoint")) {
            return files.iterator().hasNext();
        } catch (IOException error) {
            throw refused(path, error);
        }
    }

    private void removeMatching(String pattern) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, pattern)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /**
     * Writes a file of the run through a temporary file beside it.
     *
     * @throws RunFolderException if it cannot be written
     */
    public void write(String name, String text) {
        try {
            Path part = path.resolve("." + name + ".part");
            try {
                Files.writeString(part, text);
                Files.move(
                        part, path.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException error) {
            throw refused(path.resolve(name), error);
        }
    }

    /**
     * Writes a tree as indented JSON.
     *
     * @throws RunFolderException if it cannot be written
     * @throws IllegalArgumentException if it holds NaN or an infinity
     */
    public void writeJson(String name, Map<String, ?> tree) {
        write(name, JsonText.indented(tree) + "\n");
    }

    /**
     * Writes trees as JSON, a line each.
     *
     * @throws RunFolderException if it cannot be written
     * @throws IllegalArgumentException if one holds NaN or an infinity
     */
    void writeLines(String name, List<Map<String, Object>> trees) {
        StringBuilder lines = new StringBuilder();
        trees.forEach(tree -> lines.append(JsonText.line(tree)).append('\n'));
        write(name, lines.toString());
    }

    private static void create(Path path) {
        try {
            Files.createDirectories(path);
        } catch (FileAlreadyExistsException file) {
            throw new RunFolderException(path + " is a file, where a folder for the run was expected.", file);
        } catch (IOException error) {
            throw refused(path, error);
        }
        if (!Files.isWritable(path)) {
            throw new RunFolderException("The folder " + path
                    + " cannot be written to; choose another with --output or change its permissions.");
        }
    }

    static RunFolderException refused(Path path, IOException error) {
        return new RunFolderException(
                path + " cannot be written: " + WriteProblem.of(error) + ". Choose another folder with --output.",
                error);
    }
}
