package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Against {@link java.util.Formatter}. */
class DigitsTest {

    private static DoubleStream numbers() {
        SplittableRandom random = new SplittableRandom(7);
        DoubleStream any = random.doubles(5000)
                .map(u -> (u - 0.5) * Math.pow(10, random.nextInt(-40, 40)))
                .limit(5000);
        DoubleStream edges = DoubleStream.of(
                0,
                1,
                -1,
                9.995,
                0.9996,
                999.6,
                9999999.6,
                0.0001,
                0.00009999,
                0.000099999999,
                1e-300,
                5e-324,
                1.7e308,
                5.6e-29,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY);
        return DoubleStream.concat(any, edges);
    }

    @Test
    void spellsAsTheFormatterWithAnExponent() {
        for (int count : new int[] {2, 3, 7}) {
            String format = "%." + (count - 1) + "e";
            numbers()
                    .forEach(value ->
                            assertEquals(String.format(Locale.ROOT, format, value), Digits.scientific(value, count)));
        }
    }

    @Test
    void spellsAsTheFormatterWithSignificantDigits() {
        for (int count : new int[] {2, 3, 7}) {
            String format = "%." + count + "g";
            numbers()
                    .forEach(value ->
                            assertEquals(String.format(Locale.ROOT, format, value), Digits.significant(value, count)));
        }
    }
}
