package dev.limen.app.optimise;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.Cut;
import dev.limen.app.analysis.CutReference;
import dev.limen.app.analysis.ObjectCollection;
import dev.limen.app.analysis.Quantity;
import dev.limen.app.analysis.Region;
import dev.limen.app.analysis.Sample;
import dev.limen.app.analysis.Systematic;
import dev.limen.app.analysis.Threshold;
import dev.limen.app.analysis.Variation;
import dev.limen.autodiff.optimise.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What follows from an analysis file alone: thresholds, networks, columns and the histograms to be filled. */
final class Plan {
    private final Analysis analysis;
    private final List<Scorer> scorers;

    /** The plan of an analysis whose networks, if it has any, are not standardised yet. */
    Plan(Analysis analysis) {
        this(analysis, List.of());
    }

    private Plan(Analysis analysis, List<InputScale> scales) {
        this.analysis = analysis;
        List<Scorer> scored = new ArrayList<>();
        int first = thresholds().size();
        for (int k = 0; k < scales.size(); k++) {
            Scorer scorer = new Scorer(analysis.networks().get(k), scales.get(k), first);
            scored.add(scorer);
            first += scorer.size();
        }
        this.scorers = List.copyOf(scored);
    }

    /** This plan with its networks' inputs standardised, one a network. */
    Plan with(List<InputScale> scales) {
        return new Plan(analysis, scales);
    }

    /** This plan, its networks as they are, of an analysis that differs in regions or objective only. */
    Plan withAnalysis(Analysis other) {
        return new Plan(other).with(scorers.stream().map(Scorer::scale).toList());
    }

    /** The networks, in file order. */
    List<Scorer> scorers() {
        return scorers;
    }

    /** The network of a score's name, if it is one. */
    Optional<Scorer> scorer(String score) {
        return scorers.stream()
                .filter(scorer -> scorer.scores().contains(score))
                .findFirst();
    }

    /** How many numbers move: thresholds, then the weights of each network. */
    int moving() {
        return thresholds().size() + scorers.stream().mapToInt(Scorer::size).sum();
    }

    /** Thresholds and weights to begin with. */
    double[] start() {
        double[] start = new double[moving()];
        List<Threshold> thresholds = thresholds();
        for (int i = 0; i < thresholds.size(); i++) {
            start[i] = thresholds.get(i).start();
        }
        for (Scorer scorer : scorers) {
            double[] weights = scorer.initial();
            System.arraycopy(weights, 0, start, scorer.first(), weights.length);
        }
        return start;
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
        for (int i = 0; i < thresholds.size(); i++) {
            Threshold threshold = thresholds.get(i);
            parameters.scalar(
                    threshold.name(),
                    start[i],
                    threshold.range().lower(),
                    threshold.range().upper());
        }
        return parameters;
    }

    /** What moves with the thresholds rounded as asked. */
    double[] rounded(double[] thresholds) {
        double[] rounded = thresholds.clone();
        for (Cut cut : analysis.cuts()) {
            int first = firstThreshold(cut);
            for (int k = 0; k < cut.thresholds().size() && cut.round().isPresent(); k++) {
                double step = cut.round().get();
                double nearest = step * Math.rint(thresholds[first + k] / step);
                rounded[first + k] =
                        Math.min(cut.range().upper(), Math.max(cut.range().lower(), nearest));
            }
        }
        return rounded;
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

    /** The columns that a region cuts on or bins, in which an event must be defined. */
    Set<String> columns(Region region) {
        Set<String> columns = new LinkedHashSet<>();
        for (CutReference reference : region.cuts()) {
            columns.add(analysis.cut(reference.cut()).column());
        }
        columns.add(region.observable());
        columns.removeIf(this::isComputed);
        return columns;
    }

    /** The columns of events that anything reads. */
    Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>();
        analysis.regions().forEach(region -> columns.addAll(columns(region)));
        analysis.cuts().forEach(cut -> columns.add(cut.column()));
        analysis.regions().forEach(region -> region.binningWithoutNetwork()
                .ifPresent(binning -> columns.add(binning.observable())));
        columns.removeIf(this::isComputed);
        analysis.objects().forEach(collection -> columns.removeAll(collection.columns()));
        analysis.networks().stream()
                .flatMap(network -> network.inputs().stream())
                .filter(input -> quantity(input).isEmpty())
                .forEach(columns::add);
        return columns;
    }

    /** Whether a name that cuts and regions use is that of a network's score or of a quantity of objects. */
    boolean isComputed(String name) {
        return analysis.networks().stream().anyMatch(network -> network.scores().contains(name))
                || quantity(name).isPresent();
    }

    /** The quantity of objects of a name, if it is one. */
    Optional<Quantity> quantity(String name) {
        return analysis.objects().stream()
                .flatMap(collection -> collection.quantities().stream())
                .filter(quantity -> quantity.name().equals(name))
                .findFirst();
    }

    /** The collection of a name. */
    ObjectCollection collection(String name) {
        return analysis.objects().stream()
                .filter(collection -> collection.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The collection that has a quantity. */
    ObjectCollection collection(Quantity quantity) {
        return analysis.objects().stream()
                .filter(collection -> collection.quantities().contains(quantity))
                .findFirst()
                .orElseThrow();
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
