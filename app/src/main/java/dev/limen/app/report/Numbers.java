package dev.limen.app.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as people read them. */
final class Numbers {

    private static final int DIGITS = 4;
    private static final double LARGE = 1e7;
    private static final double SMALL = 1e-4;

    private Numbers() {}

    /** Four significant digits; very large and very small ones as a power of ten. */
    static String brief(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        double size = Math.abs(value);
        if (size >= LARGE || (size > 0 && size < SMALL)) {
            BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS - 1));
            int exponent = rounded.precision() - rounded.scale() - 1;
            return sign(rounded.scaleByPowerOfTen(-exponent)
                            .stripTrailingZeros()
                            .toPlainString()) + " × 10" + superscript(exponent);
        }
        BigDecimal rounded = new BigDecimal(value);
        rounded = size >= 1000 ? rounded.setScale(0, RoundingMode.HALF_EVEN) : rounded.round(new MathContext(DIGITS));
        return sign(rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString());
    }

    /** A value to as many decimals as two digits of its error have. */
    static String rounded(double value, double error) {
        int leading = (int) Math.floor(Math.log10(error));
        int decimals = Math.max(0, 1 - leading);
        return sign(
                new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString());
    }

    /** A number with a fixed count of decimals. */
    static String fixed(BigDecimal value, int decimals) {
        return sign(value.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString());
    }

    /** A relative change in per cent, with its sign. */
    static String percent(double ratio) {
        BigDecimal rounded = new BigDecimal(100 * ratio).setScale(1, RoundingMode.HALF_EVEN);
        return (rounded.signum() > 0 ? "+" : "") + sign(rounded.toPlainString()) + " %";
    }

    private static String sign(String number) {
        return number.replace('-', '−');
    }

    private static String superscript(int exponent) {
        StringBuilder text = new StringBuilder();
        for (char c : Integer.toString(exponent).toCharArray()) {
            text.append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0'));
        }
        return text.toString();
    }
}
