package dev.limen.data;

/**
 * Nominal sums of weights after the preselection: of all events of a sample, and of the part that was read.
 *
 * @param all expected events of the sample
 * @param part expected events of the part; equal to {@code all} if the sample was not split
 */
public record SumOfWeights(double all, double part) {
    /**
     * What the part's yields are multiplied by to stand for all: {@code all / part}, one factor for all variations.
     *
     * @throws DataException if the part has no positive sum
     */
    public double rescaling() {
        if (part == all) {
            return 1;
        }
        if (!(part * all > 0)) {
            throw new DataException("cannot scale a part of the events with a sum of weights of " + part
                    + " to the sum " + all + " of all of them: too few events for a split");
        }
        return all / part;
    }
}
