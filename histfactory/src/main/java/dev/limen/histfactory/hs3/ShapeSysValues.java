package dev.limen.histfactory.hs3;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the numbers {@code data.vals} of a shapesys with Poisson constraint mean.
 *
 * <p>The constraint of a bin is Poisson(tau | gamma tau). The text of the standard, ROOT and pyhs3 define tau from the
 * same key in different ways, and a document does not say which was meant.
 */
public enum ShapeSysValues {
    /** tau = v, the expected auxiliary count: what the first versions of ROOT with HS3 write and read. */
    TAU,
    /** tau = v^2: the text of the standard. */
    ROOT_OF_TAU,
    /** tau = (content / v)^2, v being the uncertainty in events as in pyhf: what pyhs3 reads. */
    ABSOLUTE,
    /** tau = 1 / v^2, v being the relative uncertainty: what ROOT writes and reads now. */
    RELATIVE;

    /** As the command line spells it, in lower case. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The meaning of that spelling. */
    public static Optional<ShapeSysValues> bySpelling(String text) {
        return Arrays.stream(values()).filter(v -> v.spelling().equals(text)).findFirst();
    }

    /** All spellings. */
    public static List<String> spellings() {
        return Arrays.stream(values()).map(ShapeSysValues::spelling).toList();
    }

    double tau(double content, double value) {
        return switch (this) {
            case TAU -> value;
            case ROOT_OF_TAU -> value * value;
            case ABSOLUTE -> content / value * (content / value);
            case RELATIVE -> 1 / (value * value);
        };
    }
}
