package dev.limen.app.optimise;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.Cut;
import dev.limen.app.analysis.CutReference;
import dev.limen.app.analysis.Region;
import dev.limen.app.analysis.Sample;
import dev.limen.app.analysis.Systematic;
import dev.limen.app.analysis.Threshold;
import dev.limen.app.analysis.Variation;
import dev.limen.autodiff.optimise.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What follows from an analysis file alone: thresholds, columns and the histograms to be filled. */
final class Plan {
    private final Analysis analysis;

    Plan(Analysis analysis) {
        this.analysis = analysis;
    }

    Analysis analysis() {
        return analysis;
    }

    /** The objective as a loss: smaller is better. */
    double loss(double objective) {
        return analysis.objective().goal().maximised() ? -objective : objective;
    }

    /** What moves, in the order of the vectors of thresholds. */
    List<Threshold> thresholds() {
        return analysis.cuts().stream()
                .flatMap(cut -> cut.thresholds().stream())
                .toList();
    }

    /** The thresholds as parameters within their ranges, begun at {@code start}. */
    Parameters parameters(double[] start) {
        Parameters parameters = new Parameters();
        List<Threshold> thresholds = thresholds();
        for (int i = 0; i < start.length; i++) {
            Threshold threshold = thresholds.get(i);
            parameters.scalar(
                    threshold.name(),
                    start[i],
                    threshold.range().lower(),
                    threshold.range().upper());
        }
        return parameters;
    }

    /** Where the thresholds of a cut begin in these vectors. */
    int firstThreshold(Cut cut) {
        int first = 0;
        for (Cut other : analysis.cuts()) {
            if (other.equals(cut)) {
                return first;
            }
            first += other.thresholds().size();
        }
        throw new IllegalArgumentException("no cut " + cut);
    }

    /** The columns that a region reads. */
    Set<String> columns(Region region) {
        Set<String> columns = new LinkedHashSet<>();
        for (CutReference reference : region.cuts()) {
            columns.add(analysis.cut(reference.cut()).column());
        }
        columns.add(region.observable());
        return columns;
    }

    /** The columns that any cut or region reads. */
    Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>();
        analysis.regions().forEach(region -> columns.addAll(columns(region)));
        analysis.cuts().forEach(cut -> columns.add(cut.column()));
        return columns;
    }

    /** The systematics that act on a sample by other events, or events of other weight. */
    List<Systematic> shapes(Sample sample) {
        return analysis.systematics().stream()
                .filter(systematic -> systematic.actsOn(sample) && !(systematic.variation() instanceof Variation.Norm))
                .toList();
    }

    /** The names of the tables of events that a systematic needs: down, if it has one, and up. */
    static List<String> variations(Systematic systematic) {
        List<String> names = new ArrayList<>();
        if (systematic.template() != Systematic.Template.SYMMETRISED) {
            names.add(Slot.down(systematic.name()));
        }
        names.add(Slot.up(systematic.name()));
        return names;
    }

    /** The histograms of a sample, in a fixed order. */
    List<Slot> slots(Sample sample) {
        List<Slot> slots = new ArrayList<>();
        for (Region region : analysis.regions()) {
            slots.add(Slot.nominal(region.name(), sample.name()));
            for (Systematic systematic : shapes(sample)) {
                for (String variation : variations(systematic)) {
                    slots.add(new Slot(region.name(), sample.name(), variation));
                }
            }
        }
        return slots;
    }

    Region region(String name) {
        return analysis.regions().stream()
                .filter(region -> region.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
