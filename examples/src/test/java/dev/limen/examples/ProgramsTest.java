package dev.limen.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs that the README shows print what it says. */
@Isolated("it gives the process another standard output")
class ProgramsTest {
    private interface Main {
        void run(String[] arguments);
    }

    private static List<String> output(Main program) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            program.run(new String[0]);
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void oneOperator() {
        assertEquals(
                List.of(
                        "bin 0: 4.1153 +- 2.0286 events",
                        "bin 1: 0.5221 +- 1.1887 events",
                        "bin 2: 3.5807 +- 2.6762 events",
                        "bin 0 by its upper edge: 0.2616 events/GeV",
                        "bin 0 by the bandwidth: -0.1235 events/GeV"),
                output(OneOperator::main));
    }

    @Test
    void differentiateLimit() {
        assertEquals(
                List.of(
                        "observed limit on mu: 1.0606",
                        "expected limit on mu: 0.9507",
                        "bin 0: +0.00386 for one more signal event, -0.00338 for one more background event",
                        "bin 1: -0.02272 for one more signal event, +0.00297 for one more background event",
                        "bin 2: -0.09134 for one more signal event, +0.04181 for one more background event",
                        "by the upward cross-section factor: +0.5933"),
                output(DifferentiateLimit::main));
    }

    @Test
    void optimiseCuts() {
        assertEquals(
                List.of("met > 60.0, mt < 150.0: limit 3.3686", "met > 192.9, mt < 100.8: limit 1.7811"),
                output(OptimiseCuts::main));
    }

    @Test
    void leadingJetCut() {
        assertEquals(
                List.of(
                        "quality > 0.10, leading jet > 60 GeV: Z = 1.20",
                        "quality > 0.51, leading jet > 104 GeV: Z = 1.44"),
                output(LeadingJetCut::main));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OneOperator", "DifferentiateLimit", "OptimiseCuts"})
    void programsAreShort(String name) throws IOException {
        assertTrue(lines(name) <= 40, name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ThreeBlobs", "InfernoBenchmark", "LeadingJetCut"})
    void trainingsAreShort(String name) throws IOException {
        assertTrue(lines(name) <= 60, name);
    }

    private static int lines(String name) throws IOException {
        Path source = Path.of(System.getProperty("limen.root"))
                .resolve("examples/src/main/java/dev/limen/examples/" + name + ".java");
        return Files.readAllLines(source).size();
    }
}
