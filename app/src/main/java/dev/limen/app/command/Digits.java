package dev.limen.app.command;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers rounded to so many digits, as {@code %e} and {@code %g} of {@link java.util.Formatter} spell them, which takes a
 * start from the shell longer to load than all the rest of a message.
 */
final class Digits {

    private Digits() {}

    /**
     * With an exponent: {@code 5.6e-29}.
     *
     * @param count how many digits, 2 at least
     */
    static String scientific(double value, int count) {
        if (!Double.isFinite(value) || value == 0) {
            return value == 0 ? "0." + "0".repeat(count - 1) + "e+00" : Double.toString(value);
        }
        BigDecimal rounded = rounded(value, count);
        String digits = rounded.unscaledValue().abs().toString();
        digits += "0".repeat(count - digits.length());
        int exponent = rounded.precision() - rounded.scale() - 1;
        String magnitude = Integer.toString(Math.abs(exponent));
        return (value < 0 ? "-" : "")
                + digits.charAt(0) + "." + digits.substring(1)
                + (exponent < 0 ? "e-" : "e+")
                + (magnitude.length() < 2 ? "0" : "") + magnitude;
    }

    /**
     * Without an exponent where it can be read so: {@code 3.11}, {@code 1.00e+12}.
     *
     * @param count how many digits, 2 at least
     */
    static String significant(double value, int count) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = rounded(value, count);
        int exponent = value == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        return exponent >= -4 && exponent < count
                ? rounded.setScale(count - 1 - exponent, RoundingMode.UNNECESSARY)
                        .toPlainString()
                : scientific(value, count);
    }

    private static BigDecimal rounded(double value, int count) {
        return new BigDecimal(Double.toString(value)).round(new MathContext(count, RoundingMode.HALF_UP));
    }
}
