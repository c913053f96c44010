package dev.limen.app.analysis;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A channel of the model: which events, and how they are binned.
 *
 * @param name the channel's name
 * @param category the network's score that must be the largest of its network; absent where cuts alone select
 * @param cuts all of which must hold; shared thresholds move together
 * @param observable the column that is binned
 * @param edges bin boundaries in units of the observable, increasing
 * @param bandwidth of the kernel in units of the observable; absent for a count
 * @param underflow what happens below the first edge
 * @param overflow what happens above the last edge
 * @param withoutNetwork what becomes of it where cuts alone are compared with a network
 */
public record Region(
        String name,
        Optional<String> category,
        List<CutReference> cuts,
        String observable,
        List<Double> edges,
        Optional<Double> bandwidth,
        Outflow underflow,
        Outflow overflow,
        Optional<WithoutNetwork> withoutNetwork) {

    /** Copies the lists. */
    public Region {
        cuts = List.copyOf(cuts);
        edges = List.copyOf(edges);
    }

    /** What becomes of a region without its network. */
    public sealed interface WithoutNetwork permits Binning, LeftOut {}

    /** There is no such region. */
    public record LeftOut() implements WithoutNetwork {}

    /**
     * What a region bins.
     *
     * @param observable the column that is binned
     * @param edges bin boundaries in units of the observable, increasing
     * @param bandwidth of the kernel in units of the observable; absent for a count
     */
    public record Binning(String observable, List<Double> edges, Optional<Double> bandwidth) implements WithoutNetwork {
        /** Copies the list. */
        public Binning {
            edges = List.copyOf(edges);
        }
    }

    /** This region by cuts alone. */
    public Region with(List<CutReference> others) {
        return new Region(
                name, Optional.empty(), others, observable, edges, bandwidth, underflow, overflow, withoutNetwork);
    }

    /** Whether a network's score selects its events, or is what it bins. */
    public boolean reads(Collection<String> scores) {
        return category.isPresent() || scores.contains(observable);
    }

    /** What it bins without its network; empty where nothing is said, or it is left out. */
    public Optional<Binning> binningWithoutNetwork() {
        return withoutNetwork.filter(Binning.class::isInstance).map(Binning.class::cast);
    }

    /** This region with something else in its bins. */
    public Region binned(Binning binning) {
        return new Region(
                name,
                category,
                cuts,
                binning.observable(),
                binning.edges(),
                binning.bandwidth(),
                underflow,
                overflow,
                Optional.empty());
    }

    /** How many bins there are. */
    public int bins() {
        return edges.size() - 1;
    }
}
