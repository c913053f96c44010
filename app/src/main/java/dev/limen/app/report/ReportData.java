package dev.limen.app.report;

import java.util.List;

/**
 * Everything that a report shows, as numbers and words.
 *
 * @param title of the page, usually the name of the analysis
 * @param subtitle what was optimised, on which events, blind or not
 * @param verdict what the run claims
 * @param headlines the numbers to remember, before and after
 * @param cuts thresholds that moved, before and after; empty where a table says more
 * @param galleries observables and scores
 * @param trajectories how it came about
 * @param nMinusOne each cut's column with all other cuts applied
 * @param tables the rest, in the order of the page
 * @param warnings what a reader must know; empty if nothing
 * @param facts name and value of what makes the run reproducible
 */
public record ReportData(
        String title,
        String subtitle,
        Verdict verdict,
        List<Headline> headlines,
        List<CutSummary> cuts,
        List<Gallery> galleries,
        List<Trajectory> trajectories,
        List<NMinusOne> nMinusOne,
        List<Table> tables,
        List<String> warnings,
        List<Fact> facts) {

    /** Copies the lists. */
    public ReportData {
        headlines = List.copyOf(headlines);
        cuts = List.copyOf(cuts);
        galleries = List.copyOf(galleries);
        trajectories = List.copyOf(trajectories);
        nMinusOne = List.copyOf(nMinusOne);
        tables = List.copyOf(tables);
        warnings = List.copyOf(warnings);
        facts = List.copyOf(facts);
    }

    /** A name and its value. */
    public record Fact(String name, String value) {}
}
