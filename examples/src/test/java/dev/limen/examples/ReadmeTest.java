package dev.limen.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The programs that the README shows are the ones that are compiled and run. */
class ReadmeTest {
    private static final Path ROOT = Path.of(System.getProperty("limen.root"));

    @Test
    void javaLinesStandInTheExamples() throws IOException {
        StringBuilder sources = new StringBuilder();
        for (String name : List.of("OptimiseCuts", "DifferentiateLimit", "OneOperator")) {
            sources.append(
                    Files.readString(ROOT.resolve("examples/src/main/java/dev/limen/examples/" + name + ".java")));
        }
        List<String> shown = shownLines();
        assertTrue(shown.size() > 10, "the README shows " + shown.size() + " lines of Java");
        List<String> missing = new ArrayList<>();
        for (String line : shown) {
            if (sources.indexOf(line.strip()) < 0) {
                missing.add(line);
            }
        }
        assertEquals(List.of(), missing);
    }

    private static List<String> shownLines() throws IOException {
        List<String> shown = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(ROOT.resolve("README.md"))) {
            if (line.startsWith("```")) {
                inside = line.equals("```java");
            } else if (inside && !line.isBlank()) {
                shown.add(line);
            }
        }
        return shown;
    }
}
