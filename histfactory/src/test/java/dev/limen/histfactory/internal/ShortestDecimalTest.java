package dev.limen.histfactory.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShortestDecimalTest {
    /** Right-hand sides printed by Python 3.11's repr. */
    @ParameterizedTest
    @CsvSource({
        "0.0, 0.0",
        "-0.0, -0.0",
        "1, 1.0",
        "100, 100.0",
        "0.1, 0.1",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "123456.789, 123456.789",
        "1e15, 1000000000000000.0",
        "1e16, 1e+16",
        "123456789012345678, 1.2345678901234568e+17",
        "2e23, 2e+23",
        "1e23, 1e+23",
        "9007199254740993, 9007199254740992.0",
        "4.9e-324, 5e-324",
        "2.2250738585072014e-308, 2.2250738585072014e-308",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "1125899906842624.25, 1125899906842624.2",
        "1125899906842624.75, 1125899906842624.8",
        "5.684341886080801486968994140625e-14, 5.684341886080802e-14",
        "9.999999747378752e-05, 9.999999747378752e-05",
        "2e-3, 0.002",
        "-7, -7.0",
        "1.5e300, 1.5e+300",
        "2e-323, 2e-323",
        "123456789.125, 123456789.125",
        "0.30000000000000004, 0.30000000000000004",
        "-1.5e-7, -1.5e-07",
        "1.2345e22, 1.2345e+22"
    })
    void isPythonsSpelling(String number, String python) {
        assertEquals(python, ShortestDecimal.of(Double.parseDouble(number)));
    }

    @Test
    void isPythonsSpellingAroundEveryPowerOfTwo() {
        for (int exponent = -1074; exponent <= 1023; exponent++) {
            double power = Math.scalb(1.0, exponent);
            check(power);
            check(Math.nextUp(power));
            check(Math.nextDown(power));
        }
    }

    @Property(tries = 3000)
    void nothingShorterAndNothingCloserReadsBack(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        if (Double.isFinite(value)) {
            check(value);
        }
    }

    @Property(tries = 2000)
    void decimalsOfPeopleStayAsTheyAre(
            @ForAll @IntRange(min = 1, max = 999_999) int digits, @ForAll @IntRange(max = 3) int places) {
        BigDecimal decimal = BigDecimal.valueOf(digits, places);
        String expected = decimal.stripTrailingZeros().toPlainString();
        String spelt = ShortestDecimal.of(decimal.doubleValue());
        assertEquals(expected.contains(".") ? expected : expected + ".0", spelt);
    }

    @Test
    void refusesWhatJsonCannotCarry() {
        assertThrows(IllegalArgumentException.class, () -> ShortestDecimal.of(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> ShortestDecimal.of(Double.NEGATIVE_INFINITY));
    }

    /** Against exact decimal arithmetic: n digits suffice, n - 1 do not, and no other n digits are closer. */
    private static void check(double value) {
        String spelt = ShortestDecimal.of(value);
        assertEquals(Double.doubleToRawLongBits(value), Double.doubleToRawLongBits(Double.parseDouble(spelt)), spelt);
        if (value == 0) {
            return;
        }
        BigDecimal exact = new BigDecimal(value);
        int digits = new BigDecimal(spelt).stripTrailingZeros().precision();
        BigDecimal distance = new BigDecimal(spelt).subtract(exact).abs();
        for (RoundingMode mode : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
            BigDecimal same = exact.round(new MathContext(digits, mode));
            assertTrue(same.doubleValue() != value || same.subtract(exact).abs().compareTo(distance) >= 0, spelt);
            if (digits > 1) {
                assertTrue(exact.round(new MathContext(digits - 1, mode)).doubleValue() != value, spelt);
            }
        }
    }
}
