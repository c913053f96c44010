package dev.limen.app.report;

/**
 * One threshold's way.
 *
 * @param name of the threshold
 * @param condition what it keeps, such as "met &gt;"
 * @param start before
 * @param optimum after the optimisation
 * @param rounded what is published
 * @param flatLow lower end of the region where the objective changes by less than 1 %; NaN where it was not computed
 * @param flatHigh upper end of it
 */
public record CutSummary(
        String name, String condition, double start, double optimum, double rounded, double flatLow, double flatHigh) {}
