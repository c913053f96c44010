package dev.limen.networks;

import java.util.Arrays;
import java.util.Objects;

/**
 * Some of the parameters that a training moves, with a learning rate of their own: a network's weights, or thresholds.
 *
 * <p>Bounded parameters move in units of {@code upper - lower}, and never beyond: a learning rate, a clipped gradient and
 * a decay mean the same for a threshold in GeV and one in radians.
 */
public final class ParameterGroup {
    private final String name;
    private final double[] lower;
    private final double[] upper;
    private final double rate;
    private final double decay;
    private final double longest;
    private final double largest;

    private ParameterGroup(
            String name, double[] lower, double[] upper, double rate, double decay, double longest, double largest) {
        this.name = Objects.requireNonNull(name, "name");
        this.lower = lower;
        this.upper = upper;
        this.rate = rate;
        this.decay = decay;
        this.longest = longest;
        this.largest = largest;
    }

    /** {@code size} parameters without bounds, moved with learning rate 0.001. */
    public static ParameterGroup free(String name, int size) {
        double[] lower = new double[size];
        double[] upper = new double[size];
        Arrays.fill(lower, Double.NEGATIVE_INFINITY);
        Arrays.fill(upper, Double.POSITIVE_INFINITY);
        return new ParameterGroup(name, lower, upper, 0.001, 0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /**
     * Parameters within bounds, moved with learning rate 0.01 of {@code upper - lower}.
     *
     * @throws IllegalArgumentException naming the first pair that is no interval
     */
    public static ParameterGroup bounded(String name, double[] lower, double[] upper) {
        if (lower.length != upper.length) {
            throw new IllegalArgumentException("Group '" + name + "' has " + lower.length + " lower and " + upper.length
                    + " upper bounds; expected as many.");
        }
        for (int i = 0; i < lower.length; i++) {
            if (!(lower[i] < upper[i]) || Double.isInfinite(upper[i] - lower[i])) {
                throw new IllegalArgumentException("Parameter " + i + " of group '" + name + "' has the bounds ["
                        + lower[i] + ", " + upper[i] + "]; expected finite ones, the lower below the upper.");
            }
        }
        return new ParameterGroup(
                name, lower.clone(), upper.clone(), 0.01, 0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** The same with another learning rate; 0 holds the group where it is. */
    public ParameterGroup rate(double other) {
        Settings.requireNotNegative("learning rate of group '" + name + "'", other);
        return new ParameterGroup(name, lower, upper, other, decay, longest, largest);
    }

    /**
     * The same with weights that decay: the objective grows by {@code decay/2 |x|^2}, or, by a rule that decouples it, a
     * step of learning rate r takes {@code r decay x} from x.
     *
     * @throws IllegalArgumentException if the group is bounded
     */
    public ParameterGroup decay(double other) {
        Settings.requireNotNegative("weight decay of group '" + name + "'", other);
        if (other > 0 && isBounded()) {
            throw new IllegalArgumentException("Group '" + name
                    + "' is bounded, and 0 is no natural value of a threshold; give the decay to a free group.");
        }
        return new ParameterGroup(name, lower, upper, rate, other, longest, largest);
    }

    /** The same with the group's gradient shortened to this Euclidean length where it is longer. */
    public ParameterGroup clipNorm(double length) {
        Settings.requirePositive("clipped length of group '" + name + "'", length);
        return new ParameterGroup(name, lower, upper, rate, decay, length, largest);
    }

    /** The same with each component of the gradient moved into +- {@code size}. */
    public ParameterGroup clipValue(double size) {
        Settings.requirePositive("clipped component of group '" + name + "'", size);
        return new ParameterGroup(name, lower, upper, rate, decay, longest, size);
    }

    public String name() {
        return name;
    }

    /** Number of parameters. */
    public int size() {
        return lower.length;
    }

    double rate() {
        return rate;
    }

    double decay() {
        return decay;
    }

    boolean clips() {
        return longest < Double.POSITIVE_INFINITY || largest < Double.POSITIVE_INFINITY;
    }

    boolean isBounded() {
        return lower.length > 0 && !Double.isInfinite(lower[0]);
    }

    double lower(int i) {
        return lower[i];
    }

    double upper(int i) {
        return upper[i];
    }

    /** What counts as 1. */
    double unit(int i) {
        return isBounded() ? upper[i] - lower[i] : 1;
    }

    /** Multiplies {@code gradient[from..]} by what counts as 1. */
    void toUnits(double[] gradient, int from) {
        if (isBounded()) {
            for (int i = 0; i < size(); i++) {
                gradient[from + i] *= upper[i] - lower[i];
            }
        }
    }

    /** {@code point = x + fraction move} from there on, in the parameters' own units, within the bounds. */
    void moved(double[] x, double fraction, double[] move, double[] point, int from) {
        if (isBounded()) {
            for (int i = 0; i < size(); i++) {
                double to = x[from + i] + fraction * move[from + i] * (upper[i] - lower[i]);
                point[from + i] = Math.max(lower[i], Math.min(upper[i], to));
            }
        } else {
            for (int at = from; at < from + size(); at++) {
                point[at] = x[at] + fraction * move[at];
            }
        }
    }

    /** Clips components, then the length, of {@code gradient[from..]}. */
    void clip(double[] gradient, int from) {
        if (!clips()) {
            return;
        }
        double square = 0;
        for (int i = from; i < from + size(); i++) {
            gradient[i] = Math.max(-largest, Math.min(largest, gradient[i]));
            square += gradient[i] * gradient[i];
        }
        double length = Math.sqrt(square);
        if (length > longest) {
            double factor = longest / length;
            for (int i = from; i < from + size(); i++) {
                gradient[i] *= factor;
            }
        }
    }
}
