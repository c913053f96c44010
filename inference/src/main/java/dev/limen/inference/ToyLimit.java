package dev.limen.inference;

/**
 * The upper limit on the POI by pseudo-experiments: where CLs by toys is 1 - level.
 *
 * <p>All signal strengths use the same random numbers, so CLs falls with mu almost without noise of its own. The search
 * ends where log CLs is within a tenth of its standard error of the level's, or where the bracket is 1e-3 of the limit.
 *
 * @param value  the limit
 * @param error  its standard error from the number of toys: that of log CLs over its slope
 * @param failed toys left out because a fit failed, in all points
 * @param points signal strengths tried
 */
public record ToyLimit(double value, double error, int failed, int points) {

    /**
     * The observed limit.
     *
     * @param level confidence level in (0, 1), say 0.95
     * @throws dev.limen.autodiff.NotConvergedException if a fit to the data did not converge
     * @throws IllegalStateException if the signal adds no events, or no signal strength is excluded
     */
    public static ToyLimit observed(LogLikelihood model, Data data, double level, Toys toys) {
        return ToyLimitSearch.observed(ToyTest.of(model, data, toys), level).limit();
    }

    /** The median limit without signal, of toys made at the fit to the data with the POI held at 0; as {@link #observed}. */
    public static ToyLimit expected(LogLikelihood model, Data data, double level, Toys toys) {
        return ToyLimitSearch.expected(ToyTest.of(model, data, toys), level, Band.MEDIAN)
                .limit();
    }

    /** The median limit without signal, of toys made at nominal parameters; as {@link #observed}. */
    public static ToyLimit blind(LogLikelihood model, double level, Toys toys) {
        return ToyLimitSearch.expected(ToyTest.blind(model, toys), level, Band.MEDIAN)
                .limit();
    }
}
