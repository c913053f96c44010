package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    private static final long SECOND = 1_000_000_000L;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final AtomicLong clock = new AtomicLong();

    @Test
    void rewritesOneLineOfATerminalWithTheTimeLeft() {
        ProgressLine line = line(true, 200, false);
        line.phase("optimising");
        clock.set(30 * SECOND);
        assertTrue(line.step(9, 99, 1.25));
        String text = text();
        assertTrue(text.endsWith("step 9 of 99  expected limit 1.2500  4:30 left"), text);
        assertFalse(text.contains("\n"), text);
        line.close();
        assertTrue(text().endsWith("\r\033[K"));
    }

    @Test
    void stepsOfABrokenRunTookNoTime() {
        ProgressLine line = line(true, 200, false);
        line.phase("optimising");
        clock.set(30 * SECOND);
        line.recalled(49);
        clock.set(40 * SECOND);
        line.step(59, 99, 1.25);
        assertTrue(text().endsWith("step 59 of 99  expected limit 1.2500  0:40 left"), text());
    }

    @Test
    void fitsTheTerminal() {
        ProgressLine line = line(true, 40, false);
        line.step(0, 10, 1);
        assertEquals(39, text().substring(text().lastIndexOf('K') + 1).length());
    }

    @Test
    void writesTenLinesElsewhere() {
        ProgressLine line = line(false, 100, false);
        line.phase("optimising");
        for (int step = 0; step <= 100; step++) {
            line.step(step, 100, 1);
        }
        line.close();
        assertTrue(text().contains("step 100 of 100") && !text().contains("101"), text());
        assertEquals(12, text().lines().count());
        assertFalse(text().contains("\r") || text().contains("\033"), text());
    }

    @Test
    void stopsWhereTheUserAsked() {
        assertFalse(line(false, 100, true).step(0, 10, 1));
    }

    private ProgressLine line(boolean terminal, int columns, boolean interrupted) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new ProgressLine(
                new Streams(stream, stream, terminal, columns), "expected limit", clock::get, () -> interrupted);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
