package dev.limen.app.analysis;

import java.util.List;
import java.util.Optional;

/**
 * A channel of the model: which events, and how they are binned.
 *
 * @param name the channel's name
 * @param cuts all of which must hold; shared thresholds move together
 * @param observable the column that is binned
 * @param edges bin boundaries in units of the observable, increasing
 * @param bandwidth of the kernel in units of the observable; absent for a count
 * @param underflow what happens below the first edge
 * @param overflow what happens above the last edge
 * @param withoutNetwork what is binned in its place where cuts alone are compared with a network
 */
public record Region(
        String name,
        List<CutReference> cuts,
        String observable,
        List<Double> edges,
        Optional<Double> bandwidth,
        Outflow underflow,
        Outflow overflow,
        Optional<Binning> withoutNetwork) {

    /** Copies the lists. */
    public Region {
        cuts = List.copyOf(cuts);
        edges = List.copyOf(edges);
    }

    /**
     * What a region bins.
     *
     * @param observable the column that is binned
     * @param edges bin boundaries in units of the observable, increasing
     * @param bandwidth of the kernel in units of the observable; absent for a count
     */
    public record Binning(String observable, List<Double> edges, Optional<Double> bandwidth) {
        /** Copies the list. */
        public Binning {
            edges = List.copyOf(edges);
        }
    }

    /** This region with other cuts. */
    public Region with(List<CutReference> others) {
        return new Region(name, others, observable, edges, bandwidth, underflow, overflow, withoutNetwork);
    }

    /** This region with something else in its bins. */
    public Region binned(Binning binning) {
        return new Region(
                name,
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
