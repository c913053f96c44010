package dev.limen.histfactory.internal;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Doubles as Python's {@code repr} spells them: the fewest digits that read back as the same number, of these the
 * closest, as {@code 0.1}, {@code 100.0}, {@code 1e-05}, {@code 1e+16}.
 *
 * <p>{@link Double#toString} is not shortest before JDK 19 and never drops below two digits after it. The method is
 * R. Giulietti, "The Schubfach way to render doubles" (2020): with v = c 2^q and k = floor(log10 2^q), the interval of
 * reals that round to v holds at least one multiple of 10^k and at most one of 10^(k+1).
 */
public final class ShortestDecimal {
    private static final long LOW_63 = Long.MAX_VALUE;

    /** The powers of ordinary numbers, about 1e-9 to 1e19; all 617 take longer to make than a small document to write. */
    private static final int MIN_K = -25;

    private static final int MAX_K = 3;
    private static final List<Power> ORDINARY =
            IntStream.rangeClosed(MIN_K, MAX_K).mapToObj(Power::of).toList();

    private ShortestDecimal() {}

    /**
     * The spelling of a finite number.
     *
     * @param value any finite double
     * @throws IllegalArgumentException if it is NaN or infinite, which JSON cannot carry
     */
    public static String of(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("JSON has no " + value);
        }
        long bits = Double.doubleToRawLongBits(value);
        String sign = bits < 0 ? "-" : "";
        if (value == 0) {
            return sign + "0.0";
        }
        long fraction = bits & 0xFFFFFFFFFFFFFL;
        int exponent = (int) (bits >>> 52) & 0x7FF;
        if (exponent == 0) {
            return sign + decimal(fraction, -1074, false);
        }
        return sign + decimal(fraction | (1L << 52), exponent - 1075, fraction == 0 && exponent > 1);
    }

    /** Renders c 2^q; below a power of two the neighbour is only half as far away as above it. */
    private static String decimal(long c, int q, boolean powerOfTwo) {
        int k = powerOfTwo ? floorLog10ThreeQuartersPow2(q) : floorLog10Pow2(q);
        int h = q + floorLog2Pow10(-k) + 2;
        Power power = k >= MIN_K && k <= MAX_K ? ORDINARY.get(k - MIN_K) : Power.of(k);
        long g1 = power.high();
        long g0 = power.low();
        long v = scaled(g1, g0, (4 * c) << h);
        long low = scaled(g1, g0, (powerOfTwo ? 4 * c - 1 : 4 * c - 2) << h);
        long high = scaled(g1, g0, (4 * c + 2) << h);
        long odd = c & 1;
        long s = v >> 2;
        if (s >= 10) {
            long tens = s / 10;
            boolean under = low + odd <= 40 * tens;
            boolean over = 40 * tens + 40 + odd <= high;
            if (under != over) {
                return spell(under ? tens : tens + 1, k + 1);
            }
        }
        boolean under = low + odd <= 4 * s;
        boolean over = 4 * s + 4 + odd <= high;
        if (under != over) {
            return spell(under ? s : s + 1, k);
        }
        long aboveMiddle = v - (4 * s + 2);
        boolean down = aboveMiddle < 0 || (aboveMiddle == 0 && (s & 1) == 0);
        return spell(down ? s : s + 1, k);
    }

    /** g c / 2^127 rounded to odd: exact enough to compare with multiples of 4. */
    private static long scaled(long g1, long g0, long c) {
        long x1 = Math.multiplyHigh(g0, c);
        long y0 = g1 * c;
        long y1 = Math.multiplyHigh(g1, c);
        long z = (y0 >>> 1) + x1;
        long w = y1 + (z >>> 63);
        return w | (((z & LOW_63) + LOW_63) >>> 63);
    }

    /** Python writes 1e16 and above, and below 1e-4, with an exponent of at least two digits. */
    private static String spell(long digits, int exponent) {
        String text = Long.toString(digits);
        int end = text.length();
        while (end > 1 && text.charAt(end - 1) == '0') {
            end--;
        }
        int point = text.length() + exponent;
        String kept = text.substring(0, end);
        if (point > 16 || point <= -4) {
            int power = point - 1;
            String mantissa = end == 1 ? kept : kept.charAt(0) + "." + kept.substring(1);
            String magnitude = Integer.toString(Math.abs(power));
            return mantissa + (power < 0 ? "e-" : "e+") + (magnitude.length() < 2 ? "0" : "") + magnitude;
        }
        if (point <= 0) {
            return "0." + "0".repeat(-point) + kept;
        }
        if (point >= end) {
            return kept + "0".repeat(point - end) + ".0";
        }
        return kept.substring(0, point) + "." + kept.substring(point);
    }

    private static int floorLog10Pow2(int e) {
        return (int) ((e * 661_971_961_083L) >> 41);
    }

    private static int floorLog10ThreeQuartersPow2(int e) {
        return (int) ((e * 661_971_961_083L - 274_743_187_321L) >> 41);
    }

    private static int floorLog2Pow10(int e) {
        return (int) ((e * 913_124_641_741L) >> 38);
    }

    /** 126 bits of 10^-k in two halves of 63, rounded up. */
    private record Power(long high, long low) {

        static Power of(int k) {
            int r = floorLog2Pow10(-k) - 125;
            BigInteger ten = BigInteger.TEN.pow(Math.abs(k));
            BigInteger g = k <= 0
                    ? ten.shiftLeft(Math.max(-r, 0)).shiftRight(Math.max(r, 0))
                    : BigInteger.ONE.shiftLeft(-r).divide(ten);
            g = g.add(BigInteger.ONE);
            return new Power(g.shiftRight(63).longValueExact(), g.longValue() & LOW_63);
        }
    }
}
