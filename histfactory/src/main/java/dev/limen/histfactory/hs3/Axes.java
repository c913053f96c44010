package dev.limen.histfactory.hs3;

import dev.limen.histfactory.internal.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The axes of a channel, by the edges of their bins; none where the document gives none. */
final class Axes {
    /**
     * One axis.
     *
     * @param edges ascending [bins + 1]; empty where the document says only how many bins there are
     */
    private record Axis(int bins, List<Double> edges) {}

    private final List<Axis> axes = new ArrayList<>();

    /** Those of a channel, checked against the bins of its samples. */
    Axes(Located channel, int bins) {
        Optional<Located> written = channel.optional("axes");
        if (written.isEmpty()) {
            return;
        }
        int expected = 1;
        for (Located at : written.get().elements(1, "axes")) {
            Axis axis = axis(at);
            axes.add(axis);
            expected *= axis.bins();
        }
        if (expected != bins) {
            throw written.get().error(expected + " bins, but the samples have " + bins + ".");
        }
    }

    /** The standard's {@code edges}, ROOT's {@code bounds}, or bins of the same width. */
    private static Axis axis(Located at) {
        at.openObject("an axis", List.of());
        Optional<Located> edges = at.optional("edges").or(() -> at.optional("bounds"));
        if (edges.isPresent()) {
            List<Double> values = edges.get().numbers();
            for (int i = 1; i < values.size(); i++) {
                if (values.get(i - 1) >= values.get(i)) {
                    throw edges.get()
                            .error("edge " + i + " is " + values.get(i) + " after " + values.get(i - 1)
                                    + "; expected ascending edges.");
                }
            }
            return new Axis(values.size() - 1, values);
        }
        if (at.optional("nbins").isEmpty()) {
            throw at.error("an axis without bins. Give 'nbins' or 'edges'.");
        }
        int bins = (int) at.field("nbins").number();
        List<Double> even = new ArrayList<>();
        if (at.optional("min").isPresent() && at.optional("max").isPresent()) {
            double min = at.field("min").number();
            double max = at.field("max").number();
            for (int i = 0; i <= bins; i++) {
                even.add(min + (max - min) * i / bins);
            }
        }
        return new Axis(bins, even);
    }

    /**
     * How much weight falls into each bin; an entry on an edge belongs to the bin above it, on the last edge to the last.
     *
     * @param data unbinned data
     */
    List<Double> histogram(Located data) {
        if (axes.size() != 1 || axes.get(0).edges().isEmpty()) {
            throw data.error("unbinned data of a channel " + (axes.size() > 1 ? "with several axes" : "without edges")
                    + "; give binned data.");
        }
        List<Double> edges = axes.get(0).edges();
        List<Located> entries = data.openObject("unbinned data", List.of("entries"))
                .field("entries")
                .elements(0, "entries");
        Optional<List<Double>> weights = data.optional("weights").map(Located::numbers);
        if (weights.isPresent() && weights.get().size() != entries.size()) {
            throw data.field("weights").error(weights.get().size() + " weights for " + entries.size() + " entries.");
        }
        double[] counts = new double[edges.size() - 1];
        for (int i = 0; i < entries.size(); i++) {
            Located entry = entries.get(i);
            List<Double> coordinates = entry.node().isArray() ? entry.numbers() : List.of(entry.number());
            if (coordinates.size() != 1) {
                throw entry.error(coordinates.size() + " coordinates, but the channel has one axis.");
            }
            counts[bin(edges, coordinates.get(0), entry)] +=
                    weights.isPresent() ? weights.get().get(i) : 1;
        }
        List<Double> listed = new ArrayList<>();
        for (double count : counts) {
            listed.add(count);
        }
        return listed;
    }

    private static int bin(List<Double> edges, double x, Located entry) {
        int last = edges.size() - 1;
        if (x < edges.get(0) || x > edges.get(last)) {
            throw entry.error(
                    x + " is outside of the channel's axis, from " + edges.get(0) + " to " + edges.get(last) + ".");
        }
        int bin = 0;
        while (bin < last - 1 && x >= edges.get(bin + 1)) {
            bin++;
        }
        return bin;
    }
}
