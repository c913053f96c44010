package dev.limen.app.report;

/** Numbers in the sentences of pictures. */
public final class Quoted {

    private Quoted() {}

    /** A number under its name. */
    public static String of(String name, double value) {
        return name + " = " + Numbers.brief(value);
    }

    /** A number with its standard error, to two digits of that. */
    public static String of(String name, double value, double error) {
        return error > 0 && Double.isFinite(error)
                ? name + " = " + Numbers.rounded(value, error) + " ± " + Numbers.rounded(error, error)
                : of(name, value);
    }

    /** A share in per cent. */
    public static String percent(double share) {
        return Numbers.brief(Math.rint(1000 * share) / 10) + " %";
    }
}
