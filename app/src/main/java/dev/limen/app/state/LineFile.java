package dev.limen.app.state;

import dev.limen.histfactory.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.function.Consumer;

/** A file of JSON objects, a line each, that is added to; a kill in the middle of a line costs that line. */
public record LineFile(Path file) {

    /**
     * Reads the whole lines that a file has, if there is one, and drops what a kill left unfinished.
     *
     * @throws UncheckedIOException if it cannot be read or written
     */
    public void recall(Consumer<String> line) {
        try {
            String text = Files.exists(file) ? Files.readString(file) : "";
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            whole.lines().forEach(line);
            Files.writeString(file, whole);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /**
     * Adds an object; the caller sees to it that one thread at a time does.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public void add(Map<String, Object> tree) {
        try {
            Files.writeString(
                    file,
                    JsonText.line(tree) + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /**
     * Removes the file: the computation is finished.
     *
     * @throws UncheckedIOException if it cannot be removed
     */
    public void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
