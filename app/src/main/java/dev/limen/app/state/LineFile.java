package dev.limen.app.state;

import dev.limen.histfactory.JsonText;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A file of JSON objects, a line each, that one process at a time adds to; a kill in the middle of a line costs that line.
 *
 * <p>The lock lasts until {@link #close}. Nothing else in this process may open the file until then: where it is closed again, the
 * operating system gives the lock up.
 */
public final class LineFile implements AutoCloseable {
    private final Path file;
    /** Not written through its channel, which an interrupted thread would close, and with it the lock. */
    private final RandomAccessFile content;

    private LineFile(Path file, RandomAccessFile content) {
        this.file = file;
        this.content = content;
    }

    /**
     * Opens a file, or makes it; empty if another process is at it.
     *
     * @throws UncheckedIOException if it cannot be read or written
     */
    public static Optional<LineFile> open(Path file) {
        try {
            RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw");
            if (locked(content)) {
                return Optional.of(new LineFile(file, content));
            }
            content.close();
            return Optional.empty();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /**
     * Opens the file that a command keeps beside its results.
     *
     * @throws IllegalArgumentException if another process is at it
     * @throws UncheckedIOException if it cannot be read or written
     */
    public static LineFile beside(Path file) {
        return open(file)
                .orElseThrow(() -> new IllegalArgumentException("another process is at " + file
                        + ", which it continues. Wait for it, or choose another --output-file"));
    }

    private static boolean locked(RandomAccessFile content) throws IOException {
        try {
            return content.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException another) {
            return false;
        } catch (IOException failure) {
            content.close();
            throw failure;
        }
    }

    /** Where it is. */
    public Path file() {
        return file;
    }

    /**
     * Drops all that it holds.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public void clear() {
        try {
            content.setLength(0);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /**
     * Reads the whole lines, and drops what a kill left unfinished. Where a line is refused, the file is closed as it was.
     *
     * @throws UncheckedIOException if it cannot be read or written
     */
    public void recall(Consumer<String> line) {
        try {
            String text = text();
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            whole.lines().forEach(line);
            content.setLength(whole.getBytes(StandardCharsets.UTF_8).length);
            content.seek(content.length());
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        } catch (RuntimeException refused) {
            close();
            throw refused;
        }
    }

    private String text() throws IOException {
        byte[] bytes = new byte[Math.toIntExact(content.length())];
        content.seek(0);
        content.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * Adds an object.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public synchronized void add(Map<String, Object> tree) {
        try {
            content.write((JsonText.line(tree) + "\n").getBytes(StandardCharsets.UTF_8));
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
        close();
        try {
            Files.deleteIfExists(file);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** Lets go of it; a later process may continue. */
    @Override
    public void close() {
        try {
            content.close();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
