package dev.limen.app.analysis;

/**
 * The schedule by which soft things harden: at step t of T the widths of the file are multiplied by first * (last/first)^(t/T).
 *
 * @param first factor on the first step, above 0
 * @param last factor on the last step, above 0 and not above the first
 */
public record Annealing(double first, double last) {

    /** The values of the file at every step. */
    public static final Annealing NONE = new Annealing(1, 1);

    /** The factor at a fraction of the way, from 0 to 1. */
    public double factor(double fraction) {
        return first * StrictMath.pow(last / first, fraction);
    }
}
