package dev.limen.app.run;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.Objective;
import dev.limen.app.optimise.Outcome;
import dev.limen.app.optimise.Recomputed;
import dev.limen.app.report.Measured;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a run found, in words.
 *
 * @param verdict in one or two words
 * @param sentence with its numbers
 * @param reason how it was tested
 */
public record Finding(String verdict, String sentence, String reason) {

    /** The words for an outcome. */
    public static Finding of(Analysis analysis, Outcome outcome) {
        Outcome.Comparison comparison = outcome.comparison();
        double before = outcome.hardTest().before();
        double after = outcome.hardTest().rounded();
        String sentence = String.format(
                        Locale.ROOT,
                        "%s goes from %.4g to %.4g on test events with hard%s cuts%s: %s.",
                        capitalised(objective(analysis)),
                        before,
                        after,
                        Arrays.equals(outcome.after(), outcome.rounded()) ? "" : ", rounded",
                        outcome.recomputed().isPresent() ? ", by asymptotic formulae" : "",
                        gain(comparison))
                + outcome.recomputed().map(Finding::recomputed).orElse("");
        String reason = String.format(
                Locale.ROOT,
                "%d paired bootstrap replicas; a random search of hard cuts with %d evaluations ends at %.4g, %s.",
                comparison.replicas(),
                comparison.evaluations(),
                comparison.randomSearch(),
                lead(comparison));
        return new Finding(verdict(outcome), sentence, reason);
    }

    private static String gain(Outcome.Comparison comparison) {
        if (!(comparison.error() > 0)) {
            return String.format(Locale.ROOT, "a gain of %.3g", comparison.gain());
        }
        return String.format(
                Locale.ROOT,
                "a gain of %.3g ± %.2g, %.1f standard errors",
                comparison.gain(),
                comparison.error(),
                comparison.gain() / comparison.error());
    }

    private static String lead(Outcome.Comparison comparison) {
        if (comparison.lead() == 0) {
            return "as good";
        }
        return String.format(
                Locale.ROOT,
                "%s by %.2g ± %.1g",
                comparison.lead() > 0 ? "better" : "worse",
                Math.abs(comparison.lead()),
                comparison.leadError());
    }

    /** The objective's name, such as "expected limit on mu at 95 % CL". */
    public static String objective(Analysis analysis) {
        Objective objective = analysis.objective();
        return switch (objective.goal()) {
            case EXPECTED_LIMIT -> "expected limit on " + Analysis.POI + " at " + percent(objective.level()) + " CL";
            case EXPECTED_CLS ->
                String.format(Locale.ROOT, "expected log CLs at %s = %.3g", Analysis.POI, objective.mu());
            case POI_UNCERTAINTY -> "expected uncertainty of " + Analysis.POI;
            case SIGNIFICANCE -> "expected significance";
        };
    }

    private static String recomputed(Recomputed found) {
        return " " + capitalised(found.how()) + " it goes from " + measured(found.before()) + " to "
                + measured(found.rounded()) + ".";
    }

    /** A number that was computed again, with its error. */
    public static String measured(Recomputed.Estimate estimate) {
        return new Measured(estimate.value(), estimate.error()) + (estimate.bound() ? " or beyond" : "");
    }

    private static String percent(double level) {
        return BigDecimal.valueOf(level).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    }

    private static String verdict(Outcome outcome) {
        return switch (outcome.claim()) {
            case GAIN -> "gain";
            case NO_GAIN -> "no gain shown";
            case INCONCLUSIVE -> "inconclusive";
        };
    }

    private static String capitalised(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
