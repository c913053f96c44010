package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every fact of shared/reference/histfactory.md has tests that show it: facts.txt lists them. */
final class FactsIndexTest {
    private static final int PITFALLS = 15;

    private record Fact(String section, String text, List<String> tests) {}

    private static List<Fact> facts() {
        return Resources.text("facts.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" \\| ", 3))
                .map(parts -> new Fact(parts[0], parts[1], List.of(parts[2].split(" "))))
                .toList();
    }

    /** The sources of all tests by the names of their classes; several modules may use a name. */
    private static Map<String, List<Path>> sources() throws IOException {
        Path root = Path.of(System.getProperty("limen.root", ".."));
        Map<String, List<Path>> sources = new TreeMap<>();
        for (String module : List.of("histfactory", "inference", "app")) {
            try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/test/java"))) {
                files.filter(file -> file.toString().endsWith("Test.java")).forEach(file -> sources.computeIfAbsent(
                                file.getFileName().toString().replace(".java", ""), name -> new ArrayList<>())
                        .add(file));
            }
        }
        return sources;
    }

    @Test
    void theTestsAreThere() throws IOException {
        Map<String, List<Path>> sources = sources();
        List<String> missing = new ArrayList<>();
        for (Fact fact : facts()) {
            for (String test : fact.tests()) {
                String[] parts = test.split("#", -1);
                boolean there = false;
                for (Path file : sources.getOrDefault(parts[0], List.of())) {
                    there |= parts[1].isEmpty() || Files.readString(file).contains(" " + parts[1] + "(");
                }
                if (!there) {
                    missing.add(fact.section() + ": " + fact.text() + ": " + test);
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    /** Sections 2 to 6, 8 and 9; 7 is the conversion of XML and ROOT files, which is not offered. */
    @Test
    void everySectionAndEveryPitfallIsListed() throws IOException {
        List<String> listed = facts().stream().map(Fact::section).distinct().toList();
        List<String> expected = new ArrayList<>(List.of("1", "2", "3", "4", "5", "6"));
        IntStream.rangeClosed(1, PITFALLS).forEach(n -> expected.add("8." + n));
        expected.add("9");
        assertEquals(expected, listed);
        String reference = Files.readString(Shared.path("reference/histfactory.md"));
        Matcher section = Pattern.compile("(?m)^## (\\d+)\\.").matcher(reference);
        List<String> sections = section.results().map(found -> found.group(1)).toList();
        assertEquals(List.of("1", "2", "3", "4", "5", "6", "7", "8", "9"), sections);
        String pitfalls = reference.substring(reference.indexOf("## 8."), reference.indexOf("## 9."));
        for (int n = 1; n <= PITFALLS; n++) {
            assertTrue(pitfalls.contains(" " + n + ". ") || pitfalls.contains("\n" + n + ". "), "pitfall " + n);
        }
        assertTrue(!pitfalls.contains(" " + (PITFALLS + 1) + ". "));
    }
}
