package dev.limen.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "0.98412345, 0.9841",
        "-2.5, −2.5",
        "48211.4, 48211",
        "1234567.8, 1234568",
        "12345678, 1.23 × 10⁷",
        "0.00001234, 1.23 × 10⁻⁵",
        "NaN, –",
        "Infinity, ∞",
        "-Infinity, −∞",
        "0.1, 0.1"
    })
    void writesFourDigits(double value, String text) {
        assertEquals(text, Numbers.brief(value));
    }

    @ParameterizedTest
    @CsvSource({
        "0.98412, 0.0183, 0.984 ± 0.018",
        "123.456, 12.3, 123 ± 12",
        "1.5, 0, 1.5",
        "-0.5, 0.1, −0.50 ± 0.10",
        "5123, 140, 5123 ± 140"
    })
    void writesTwoDigitsOfTheError(double value, double error, String text) {
        assertEquals(text, new Measured(value, error).toString());
    }

    @ParameterizedTest
    @CsvSource({"0, 100, 5, '0 20 40 60 80 100'", "0.95, 1.22, 5, '1.0 1.1 1.2'", "-3, 3, 6, '−3 −2 −1 0 1 2 3'"})
    void labelsRoundValues(double lower, double upper, int count, String labels) {
        List<String> found = Scale.linear(lower, upper, 0, 100).ticks(100.0 / count).stream()
                .map(Scale.Tick::label)
                .toList();
        assertEquals(List.of(labels.split(" ")), found);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 1000, '0.1 1 10 100 1000'", "0.5, 2e8, '1 100 10000 1000000 1 × 10⁸'"})
    void labelsPowersOfTen(double lower, double upper, String labels) {
        List<String> found = Scale.logarithmic(lower, upper, 0, 100).ticks(20).stream()
                .map(Scale.Tick::label)
                .toList();
        assertEquals(labels, String.join(" ", found));
    }

    @Property
    void ticksLieWithinAnyAxisAndIncrease(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double lower,
            @ForAll @DoubleRange(min = 0.01, max = 1e6) double length) {
        Scale scale = Scale.linear(lower, lower + length, 0, 300);
        List<Scale.Tick> ticks = scale.ticks(40);
        assertTrue(ticks.size() >= 1 && ticks.size() <= 9, ticks.toString());
        for (int i = 0; i < ticks.size(); i++) {
            double value = ticks.get(i).value();
            assertTrue(value >= lower - 1e-6 * length && value <= lower + length * (1 + 1e-6), ticks.toString());
            assertTrue(i == 0 || value > ticks.get(i - 1).value(), ticks.toString());
        }
    }
}
