package dev.limen.app.optimise;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.ColumnShift;
import dev.limen.app.analysis.Systematic;
import dev.limen.app.analysis.Variation;
import dev.limen.histfactory.Interpolation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What an analysis declares to be approximate. */
final class Approximations {

    private Approximations() {}

    /** A sentence for each. */
    static List<String> of(Analysis analysis) {
        List<String> sentences = new ArrayList<>();
        Interpolation codes = analysis.interpolation();
        if (codes.normsys() == Interpolation.Factor.CODE1 || codes.histosys() == Interpolation.Shift.CODE0) {
            sentences.add("Interpolation " + codes + " has a kink where a nuisance parameter is 0, which is where it"
                    + " starts: derivatives there are one-sided, those from below, and steps may be off.");
        }
        for (Systematic systematic : analysis.systematics()) {
            if (systematic.variation() instanceof Variation.Shift shift) {
                String frozen = shift.columns().stream()
                        .filter(ColumnShift.Frozen.class::isInstance)
                        .map(ColumnShift::column)
                        .collect(Collectors.joining(", "));
                if (!frozen.isEmpty()) {
                    sentences.add("An approximation: " + frozen + " is frozen under '" + systematic.name()
                            + "' although it depends on what is shifted.");
                }
            }
        }
        return sentences;
    }
}
