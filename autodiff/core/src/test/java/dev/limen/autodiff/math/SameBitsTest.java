package dev.limen.autodiff.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** An interpreter that never compiles and a compiler that has had its time return the same bits. */
class SameBitsTest {

    private static final int COUNT = 20_000;

    @Test
    void interpretedAndCompiledAgree() throws IOException, InterruptedException {
        Map<String, Long> compiled = Map.of();
        for (int warm = 0; warm < 20; warm++) {
            compiled = Checksums.all(COUNT);
        }
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-Xint",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Checksums.class.getName(),
                        Integer.toString(COUNT))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        Map<String, Long> interpreted = output.lines()
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(cells -> cells[0], cells -> Long.parseLong(cells[1])));
        assertEquals(interpreted, compiled);
    }
}
