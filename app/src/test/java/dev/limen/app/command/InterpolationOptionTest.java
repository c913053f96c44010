package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One bin of 50 background events with a histosys, and no POI in the model: the fitted alpha solves
 * (nu - n) nu' / nu + alpha = 0, a quadratic equation where nu is a straight line.
 */
class InterpolationOptionTest {
    @TempDir
    private Path folder;

    private String write(double low, double high, double observed) throws IOException {
        Path file = folder.resolve("workspace.json");
        Files.writeString(file, """
                {"channels": [{"name": "SR", "samples": [{"name": "background", "data": [50], "modifiers": [
                   {"name": "a", "type": "histosys", "data": {"lo_data": [%s], "hi_data": [%s]}}]}]}],
                 "observations": [{"name": "SR", "data": [%s]}],
                 "measurements": [{"name": "m", "config": {"poi": "mu", "parameters": []}}], "version": "1.0.0"}
                """.formatted(low, high, observed));
        return file.toString();
    }

    private static double fitted(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "fit";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Session.run(all).json().at("/mle_parameters/a/0").doubleValue();
    }

    /** The positive root of slope (at 0 + slope a - n) + a (at 0 + slope a) = 0. */
    private static double onLine(double at0, double slope, double n) {
        double b = slope * slope + at0;
        return (-b + Math.sqrt(b * b - 4 * slope * slope * (at0 - n))) / (2 * slope);
    }

    @Test
    void code0IsAStraightLineToEachSide() throws IOException {
        String file = write(45, 60, 57);
        assertEquals(onLine(50, 10, 57), fitted(file, "--interpolation", "code1_code0"), 1e-9);
        assertFalse(Math.abs(fitted(file) - onLine(50, 10, 57)) < 1e-3);
    }

    @Test
    void atAKinkThatHoldsTheCertificateSaysSo() throws IOException {
        // More events to both sides, and fewer observed.
        String file = write(55, 60, 40);
        JsonNode fit =
                Session.run("fit", file, "--interpolation", "code4_code0").json();
        assertEquals(0, fit.at("/mle_parameters/a/0").doubleValue());
        assertEquals("kink", fit.at("/limen/certificate/at_bounds/a").textValue());
    }

    @Test
    void code2GoesOnStraightBeyondOneStandardDeviationAndJumpsInPyhf() throws IOException {
        String file = write(45, 60, 120);
        // The parabola through 45, 50, 60 has the value 60 and the slope 12.5 at 1.
        assertEquals(onLine(47.5, 12.5, 120), fitted(file, "--interpolation", "code4_code2"), 1e-9);
        // pyhf starts from the nominal 50 there.
        assertEquals(onLine(37.5, 12.5, 120), fitted(file, "--interpolation", "code4_code2", "--pyhf-exact"), 1e-9);
        assertEquals(fitted(file), fitted(file, "--pyhf-exact"));
    }

    @Test
    void otherPairsAreRefused() throws IOException {
        String file = write(45, 60, 57);
        Session.run("fit", file, "--interpolation", "code0_code1")
                .assertFails(2, "--interpolation", "'code0_code1'", "Known: 'code1_code0', 'code1_code2'");
        Session.run("fit", file, "--interpolation", "code4").assertFails(2, "as code4_code4p");
    }

    @Test
    void testsAndLimitsNeedAPoi() throws IOException {
        String file = write(45, 60, 57);
        for (String command : new String[] {"cls", "limit", "significance"}) {
            Session.run(command, file)
                    .assertFails(2, "the POI 'mu' of measurement 'm' is the name of no modifier", "Patch in a signal");
        }
    }
}
