package dev.limen.app.analysis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code regions}. */
final class RegionsReader {

    private final List<String> cuts;

    private RegionsReader(List<String> cuts) {
        this.cuts = cuts;
    }

    static List<Region> read(Value value, List<String> cuts) {
        RegionsReader reader = new RegionsReader(cuts);
        List<Region> regions = new ArrayList<>();
        value.named().forEach((name, region) -> region.section(Keys.REGION)
                .ifPresent(section -> regions.add(reader.region(name, section))));
        if (value.isMapping() && value.entries().isEmpty()) {
            value.problem("There is no region; define at least one with its cuts, observable and edges.");
        }
        return regions;
    }

    private Region region(String name, Section section) {
        List<CutReference> references = section.require("cuts")
                .flatMap(Value::list)
                .map(this::references)
                .orElse(List.of());
        Region.Binning binning = binning(name, section);
        return new Region(
                name,
                references,
                binning.observable(),
                binning.edges(),
                binning.bandwidth(),
                outflow(section, "underflow"),
                outflow(section, "overflow"),
                section.get("without_network")
                        .flatMap(value -> value.section(Keys.WITHOUT_NETWORK))
                        .map(other -> binning(name, other)));
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
            boolean inverted = value.isMapping();
            Optional<Value> place = inverted
                    ? value.section(Keys.INVERTED_CUT).flatMap(section -> section.require("invert"))
                    : Optional.of(value);
            place.flatMap(at -> at.reference("cut", cuts)).ifPresent(cut -> {
                if (!seen.add(cut)) {
                    value.problem("The region uses the cut '" + cut + "' twice; keep one.");
                }
                references.add(new CutReference(cut, inverted));
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
