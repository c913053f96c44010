package dev.limen.inference;

/**
 * A parameter of a likelihood.
 *
 * @param name  unique among the model's parameters; components of a vector are {@code name[i]}
 * @param start where fits begin, and the nominal value; in the parameter's own units
 * @param lower lower bound, may be -infinity
 * @param upper upper bound, may be infinity
 * @param fixed whether fits keep it at {@code start}
 * @param kind  how data constrain it
 */
public record Parameter(String name, double start, double lower, double upper, boolean fixed, Kind kind) {

    /** How data constrain a parameter. */
    public enum Kind {
        /** By the main data only. */
        FREE,
        /** By an auxiliary measurement of its own too. */
        CONSTRAINED,
        /** By an auxiliary measurement, and it acts in one bin only. */
        BIN_LOCAL
    }

    public Parameter {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException(
                    "parameter '" + name + "': bounds [" + lower + ", " + upper + "]; expected lower <= upper");
        }
        if (!(start >= lower && start <= upper)) {
            throw new IllegalArgumentException("parameter '" + name + "': start " + start + " is outside its bounds ["
                    + lower + ", " + upper + "]; move the start or widen the bounds");
        }
    }
}
