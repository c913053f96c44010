package dev.limen.app.report;

/**
 * A number and its standard error.
 *
 * @param value the number
 * @param error at least 0; 0 where it has none
 */
public record Measured(double value, double error) {

    /** The number and its error, to two digits of the error: {@code 0.842 ± 0.013}. */
    @Override
    public String toString() {
        return error > 0 ? Numbers.rounded(value, error) + " ± " + Numbers.rounded(error, error) : Numbers.brief(value);
    }
}
