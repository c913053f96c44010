package dev.limen.app;

import java.io.IOException;
import java.nio.file.Path;

/** Makes the events of an example when they are not there yet; found by {@link java.util.ServiceLoader}. */
public interface EventGenerator {

    /** Whether it makes this file. */
    boolean makes(Path file);

    /** What it makes, in a few words for people. */
    String description();

    /**
     * Writes the file.
     *
     * @throws IOException if it cannot be written
     */
    void write(Path file) throws IOException;
}
