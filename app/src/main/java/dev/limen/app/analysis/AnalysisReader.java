package dev.limen.app.analysis;

import dev.limen.histfactory.Interpolation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the top of an analysis file and hands each part to its reader, with the names defined before it. */
final class AnalysisReader {

    private final Section root;

    AnalysisReader(Section root) {
        this.root = root;
    }

    Analysis read() {
        Optional<Luminosity> luminosity = root.get("luminosity").map(AnalysisReader::luminosity);
        Events events =
                root.require("events").map(EventsReader::read).orElse(new Events(List.of(), List.of(), Split.DEFAULT));
        List<Sample> samples = root.require("samples")
                .map(value -> SamplesReader.read(value, luminosity.isPresent()))
                .orElse(List.of());
        List<Column> columns = root.get("columns").map(AnalysisReader::columns).orElse(List.of());
        List<Network> networks = root.get("networks")
                .map(value -> NetworksReader.read(
                        value, names("columns"), samples, new NetworksReader.Objects(names("objects"), names("cuts"))))
                .orElse(List.of());
        // A network alone may make the selection.
        List<Cut> cuts = (root.has("networks") ? root.get("cuts") : root.require("cuts"))
                .map(CutsReader::read)
                .orElse(List.of());
        List<Region> regions = root.require("regions")
                .map(value -> RegionsReader.read(value, names("cuts"), networks))
                .orElse(List.of());
        List<ObjectCollection> objects = root.get("objects")
                .map(value -> ObjectsReader.read(value, cuts, taken(networks)))
                .orElse(List.of());
        root.get("cuts").ifPresent(value -> noteUnused(value.entries(), regions, objects, networks));
        Training training = root.get("training").map(TrainingReader::read).orElse(TrainingReader.DEFAULT);
        root.get("networks").ifPresent(value -> {
            NetworkUse.check(value, networks, cuts, regions);
            NetworkUse.check(value, networks, samples, training);
        });
        root.get("training").ifPresent(value -> NetworkUse.check(value, networks, cuts, regions, training));
        ObjectUse use = new ObjectUse(objects, networks, cuts, regions);
        root.get("regions").ifPresent(use::checkRegions);
        root.get("objects").ifPresent(use::checkUnused);
        root.get("networks").ifPresent(use::checkNetworks);
        List<Systematic> systematics = root.get("systematics")
                .map(value -> SystematicsReader.read(value, samples, columns))
                .orElse(List.of());
        return new Analysis(
                luminosity,
                events,
                samples,
                columns,
                objects,
                root.get("preselection").flatMap(Value::text),
                networks,
                cuts,
                regions,
                systematics,
                root.require("objective").map(ObjectiveReader::read).orElse(ObjectiveReader.DEFAULT),
                root.get("optimiser").map(OptimiserReader::read).orElse(OptimiserReader.DEFAULT),
                training,
                root.get("interpolation").flatMap(AnalysisReader::interpolation).orElse(Interpolation.STANDARD),
                root.get("backend").flatMap(Value::text));
    }

    private static Optional<Interpolation> interpolation(Value value) {
        return value.text().flatMap(text -> {
            try {
                return Optional.of(Interpolation.parse(text));
            } catch (IllegalArgumentException other) {
                value.problem(other.getMessage());
                return Optional.empty();
            }
        });
    }

    /** The names of columns and scores. */
    private List<String> taken(List<Network> networks) {
        List<String> taken = new ArrayList<>(names("columns"));
        networks.forEach(network -> taken.addAll(network.scores()));
        return taken;
    }

    /** The names that a mapping defines, also where what they stand for has problems. */
    private List<String> names(String key) {
        return root.get(key).map(value -> List.copyOf(value.entries().keySet())).orElse(List.of());
    }

    private static Luminosity luminosity(Value value) {
        if (!value.isMapping()) {
            return new Luminosity(value.positive().orElse(Double.NaN), 0);
        }
        Optional<Section> section = value.section(Keys.LUMINOSITY);
        double amount = section.flatMap(s -> s.require("value"))
                .flatMap(Value::positive)
                .orElse(Double.NaN);
        double uncertainty = section.flatMap(s -> s.get("uncertainty"))
                .flatMap(Value::notNegative)
                .orElse(0.0);
        return new Luminosity(amount, uncertainty);
    }

    private static List<Column> columns(Value value) {
        List<Column> columns = new ArrayList<>();
        value.named().forEach((name, sql) -> sql.text().ifPresent(text -> columns.add(new Column(name, text))));
        return columns;
    }

    private static void noteUnused(
            Map<String, Value> cuts, List<Region> regions, List<ObjectCollection> objects, List<Network> networks) {
        Set<String> used = new HashSet<>();
        objects.forEach(collection -> used.addAll(collection.cutNames()));
        networks.forEach(
                network -> network.set().ifPresent(set -> set.cuts().forEach(reference -> used.add(reference.cut()))));
        regions.forEach(region -> region.cuts().forEach(reference -> used.add(reference.cut())));
        cuts.forEach((name, value) -> {
            if (!used.contains(name)) {
                value.problem("No region uses the cut '" + name + "'; add it to the cuts of a region or remove it.");
            }
        });
    }
}
