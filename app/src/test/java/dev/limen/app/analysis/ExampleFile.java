package dev.limen.app.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An analysis file that says all that can be said, and changed copies of it. */
final class ExampleFile {

    static final Path PATH =
            Path.of(System.getProperty("limen.root"), "app/src/test/resources/dev/limen/app/analysis/analysis.yaml");

    private ExampleFile() {}

    static String text() {
        try {
            return Files.readString(PATH);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** The example with one passage replaced, which must be there. */
    static String with(String passage, String replacement) {
        String text = text();
        if (!text.contains(passage)) {
            throw new IllegalArgumentException("The example does not contain: " + passage);
        }
        return text.replace(passage, replacement);
    }
}
