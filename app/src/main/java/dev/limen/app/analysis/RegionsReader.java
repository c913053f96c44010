package dev.limen.app.analysis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code regions}. */
final class RegionsReader {

    private static final List<String> BINNING = List.of("observable", "edges", "bandwidth", "underflow", "overflow");

    private final List<String> cuts;

    private final List<String> categories;

    private RegionsReader(List<String> cuts, List<String> categories) {
        this.cuts = cuts;
        this.categories = categories;
    }

    static List<Region> read(Value value, List<String> cuts, List<Network> networks) {
        List<String> categories = networks.stream()
                .filter(network -> network.output() instanceof Categories)
                .flatMap(network -> network.scores().stream())
                .toList();
        RegionsReader reader = new RegionsReader(cuts, categories);
        List<Region> regions = new ArrayList<>();
        value.named().forEach((name, region) -> region.section(Keys.REGION)
                .ifPresent(section -> regions.add(reader.region(name, section))));
        if (value.isMapping() && value.entries().isEmpty()) {
            value.problem("There is no region; define at least one with its cuts, observable and edges.");
        }
        return regions;
    }

    private Region region(String name, Section section) {
        Optional<String> category = section.get("category").flatMap(value -> value.reference("category", categories));
        // A category alone may make the selection.
        List<CutReference> references = (section.has("category") ? section.get("cuts") : section.require("cuts"))
                .flatMap(Value::list)
                .map(this::references)
                .orElse(List.of());
        boolean counts = category.isPresent() && BINNING.stream().noneMatch(section::has);
        // The share of the category that is the largest, in one bin with everything: a count.
        Region.Binning binning = counts
                ? new Region.Binning(category.get(), List.of(0.0, 1.0), Optional.empty())
                : binning(name, section);
        return new Region(
                name,
                category,
                references,
                binning.observable(),
                binning.edges(),
                binning.bandwidth(),
                counts ? Outflow.KEEP : outflow(section, "underflow"),
                counts ? Outflow.KEEP : outflow(section, "overflow"),
                section.get("without_network").flatMap(value -> withoutNetwork(name, value)));
    }

    private static Optional<Region.WithoutNetwork> withoutNetwork(String name, Value value) {
        return value.isWord("drop")
                ? Optional.of(new Region.LeftOut())
                : value.section(Keys.WITHOUT_NETWORK).map(other -> binning(name, other));
    }

    private static Region.Binning binning(String name, Section section) {
        List<Double> edges = section.require("edges")
                .flatMap(Value::list)
                .map(RegionsReader::edges)
                .orElse(List.of());
        section.get("edges").filter(Value::isList).ifPresent(place -> checkEdges(place, edges));
        Optional<Double> bandwidth = section.get("bandwidth").flatMap(Value::positive);
        if (edges.size() > 2 && !section.has("bandwidth")) {
            section.place()
                    .problem("A region of several bins needs a 'bandwidth' in units of its observable; the region '"
                            + name + "' has " + (edges.size() - 1) + " bins.");
        }
        return new Region.Binning(
                section.require("observable").flatMap(Value::text).orElse(""), edges, bandwidth);
    }

    private List<CutReference> references(List<Value> values) {
        List<CutReference> references = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Value value : values) {
            CutReference.read(value, cuts).ifPresent(reference -> {
                if (!seen.add(reference.cut())) {
                    value.problem("The region uses the cut '" + reference.cut() + "' twice; keep one.");
                }
                references.add(reference);
            });
        }
        return references;
    }

    private static List<Double> edges(List<Value> values) {
        return values.stream().flatMap(value -> value.number().stream()).toList();
    }

    private static void checkEdges(Value place, List<Double> edges) {
        if (edges.size() < 2) {
            place.problem("Bins need at least two edges; found " + edges.size() + ".");
        }
        for (int i = 1; i < edges.size(); i++) {
            if (edges.get(i) <= edges.get(i - 1)) {
                place.problem("Edges must increase; " + edges.get(i) + " follows " + edges.get(i - 1) + ".");
            }
        }
    }

    private static Outflow outflow(Section section, String key) {
        return section.get(key)
                .flatMap(value -> value.word(List.of("drop", "keep")))
                .filter("keep"::equals)
                .map(word -> Outflow.KEEP)
                .orElse(Outflow.DROP);
    }
}
