package dev.limen.app.run;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.Objective;
import dev.limen.app.optimise.Outcome;
import dev.limen.app.optimise.Recomputed;
import dev.limen.app.report.Measured;
import dev.limen.app.report.Verdict;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;

/** What a run found, in words. */
public final class Finding {

    private Finding() {}

    /** The words for an outcome. */
    public static Verdict of(Analysis analysis, Outcome outcome) {
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
                        gain(comparison.gain(), comparison.error(), ", %.1f standard errors"))
                + outcome.recomputed().map(Finding::recomputed).orElse("");
        String reason = String.format(
                Locale.ROOT,
                "%d paired bootstrap replicas; a random search of hard cuts with %d evaluations ends at %.4g, %s.",
                comparison.replicas(),
                comparison.evaluations(),
                comparison.randomSearch(),
                lead(comparison));
        return new Verdict(kind(outcome.claim()), sentence, reason);
    }

    /** A gain and, where it has an error, this and the format of how many of it they are. */
    static String gain(double gain, double error, String errors) {
        String size = String.format(Locale.ROOT, "a gain of %.3g", gain);
        return error > 0 ? size + String.format(Locale.ROOT, " ± %.2g" + errors, error, gain / error) : size;
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

    static Verdict.Kind kind(Outcome.Claim claim) {
        return switch (claim) {
            case GAIN -> Verdict.Kind.GAIN;
            case NO_GAIN -> Verdict.Kind.NO_GAIN;
            case INCONCLUSIVE -> Verdict.Kind.INCONCLUSIVE;
        };
    }

    static String capitalised(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
