package dev.limen.app.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** A linear or logarithmic axis: values to positions, and round numbers to label it with. */
final class Scale {

    /** Ticks at the very ends are kept in spite of rounding. */
    private static final double SLACK = 1e-9;

    private static final int MOST_DECIMALS = 6;
    private static final double PLAIN_BELOW = 1e7;

    private final double lower;
    private final double upper;
    private final double from;
    private final double to;
    private final boolean logarithmic;

    private Scale(double lower, double upper, double from, double to, boolean logarithmic) {
        this.lower = lower;
        this.upper = upper > lower ? upper : lower + 1;
        this.from = from;
        this.to = to;
        this.logarithmic = logarithmic;
    }

    static Scale linear(double lower, double upper, double from, double to) {
        return new Scale(lower, upper, from, to, false);
    }

    /** Both ends above 0. */
    static Scale logarithmic(double lower, double upper, double from, double to) {
        return new Scale(lower, upper, from, to, true);
    }

    /** The position of a value, kept within the axis. */
    double at(double value) {
        double kept = Math.max(lower, Math.min(upper, value));
        double fraction = logarithmic
                ? (Math.log(kept) - Math.log(lower)) / (Math.log(upper) - Math.log(lower))
                : (kept - lower) / (upper - lower);
        return from + fraction * (to - from);
    }

    double lower() {
        return lower;
    }

    double upper() {
        return upper;
    }

    /** A round value and how it is written. */
    record Tick(double value, String label) {}

    /** Round values within the axis, at least some pixels apart; powers of ten on a logarithmic one. */
    List<Tick> ticks(double pixels) {
        int count = (int) Math.max(2, Math.abs(to - from) / pixels);
        return logarithmic ? powers(count) : multiples(roundStep((upper - lower) / count));
    }

    private List<Tick> powers(int count) {
        List<Tick> ticks = new ArrayList<>();
        int first = (int) Math.ceil(Math.log10(lower) - SLACK);
        int last = (int) Math.floor(Math.log10(upper) + SLACK);
        int every = Math.max(1, (last - first + count) / count);
        for (int power = first; power <= last; power += every) {
            double value = BigDecimal.ONE.scaleByPowerOfTen(power).doubleValue();
            ticks.add(new Tick(value, Numbers.brief(value)));
        }
        return ticks;
    }

    private List<Tick> multiples(BigDecimal step) {
        List<Tick> ticks = new ArrayList<>();
        long first = (long) Math.ceil(lower / step.doubleValue() - SLACK);
        long last = (long) Math.floor(upper / step.doubleValue() + SLACK);
        int decimals = Math.max(0, step.stripTrailingZeros().scale());
        for (long i = first; i <= last; i++) {
            BigDecimal value = step.multiply(BigDecimal.valueOf(i));
            boolean plain = decimals <= MOST_DECIMALS && Math.abs(value.doubleValue()) < PLAIN_BELOW;
            String label = plain ? Numbers.fixed(value, decimals) : Numbers.brief(value.doubleValue());
            ticks.add(new Tick(value.doubleValue(), label));
        }
        return ticks;
    }

    /** The smallest of 1, 2, 5 times a power of ten that is not below a raw step. */
    private static BigDecimal roundStep(double raw) {
        int power = (int) Math.floor(Math.log10(raw));
        double mantissa = raw / Math.pow(10, power);
        int round = mantissa <= 1.0001 ? 1 : mantissa <= 2.0001 ? 2 : mantissa <= 5.0001 ? 5 : 10;
        return BigDecimal.valueOf(round).scaleByPowerOfTen(power);
    }
}
