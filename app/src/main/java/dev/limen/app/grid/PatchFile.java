package dev.limen.app.grid;

import dev.limen.histfactory.WorkspaceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A file with a JSON patch, which is an array, or a patch set, which is an object. */
record PatchFile(Path path) {

    private static final String JSON = ".json";

    /** The files that arguments name. */
    static List<PatchFile> all(List<String> arguments) {
        List<PatchFile> files = new ArrayList<>();
        for (String argument : arguments) {
            Path path = Path.of(argument);
            if (Files.isDirectory(path)) {
                files.addAll(in(path, argument, file -> file.name().endsWith(JSON) && !file.isPatchSet()));
            } else if (Files.exists(path) || !(argument.contains("*") || argument.contains("?"))) {
                files.add(new PatchFile(path));
            } else {
                files.addAll(matching(path, argument));
            }
        }
        return files;
    }

    private static List<PatchFile> matching(Path pattern, String argument) {
        Path folder = pattern.getParent() == null ? Path.of("") : pattern.getParent();
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern.getFileName());
        return in(folder, argument, file -> matcher.matches(file.path().getFileName()));
    }

    private static List<PatchFile> in(Path folder, String argument, Predicate<PatchFile> wanted) {
        List<PatchFile> found;
        try (Stream<Path> files = Files.list(folder)) {
            found = files.filter(Files::isRegularFile)
                    .map(PatchFile::new)
                    .filter(wanted)
                    .sorted(Comparator.comparing(PatchFile::name))
                    .toList();
        } catch (IOException error) {
            throw new WorkspaceException(folder.toString(), "cannot be listed (" + error + "). Name its files.", error);
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    argument + " holds no JSON patch; name files, folders or patterns such as 'patch.*.json'");
        }
        return found;
    }

    String name() {
        return path.getFileName().toString();
    }

    /** Whether it begins as an object does. */
    boolean isPatchSet() {
        try (BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            int character = reader.read();
            while (Character.isWhitespace(character)) {
                character = reader.read();
            }
            return character == '{';
        } catch (IOException error) {
            throw new WorkspaceException(
                    path.toString(), "cannot be read (" + error + "). Name a JSON patch or a patch set.", error);
        }
    }
}
