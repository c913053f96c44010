package dev.limen.app.analysis;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether collections' columns stand where numbers of objects are meant, and their quantities where numbers of events are. */
record ObjectUse(List<ObjectCollection> collections, List<Network> networks, List<Cut> cuts, List<Region> regions) {

    /** Notes lists that regions cut on or bin. */
    void checkRegions(Value place) {
        Map<String, Value> entries = place.entries();
        for (Region region : regions) {
            Value at = entries.get(region.name());
            for (CutReference reference : region.cuts()) {
                cuts.stream()
                        .filter(cut -> cut.name().equals(reference.cut()))
                        .forEach(cut -> check(at, "cuts on", cut.column()));
            }
            check(at, "bins", region.observable());
            region.binningWithoutNetwork().ifPresent(binning -> check(at, "bins", binning.observable()));
        }
    }

    private void check(Value place, String does, String column) {
        owner(column)
                .ifPresent(collection -> place.problem("The region " + does + " '" + column
                        + "', which has a number for each object of '" + collection.name()
                        + "'; regions want a number of the event: one of its 'quantities'."));
    }

    private Optional<ObjectCollection> owner(String column) {
        return collections.stream()
                .filter(collection -> collection.columns().contains(column))
                .findFirst();
    }

    /** Notes quantities, and collections, that nothing reads. */
    void checkUnused(Value objects) {
        Set<String> used = new HashSet<>();
        cuts.forEach(cut -> used.add(cut.column()));
        networks.forEach(network -> used.addAll(network.inputs()));
        for (Region region : regions) {
            used.add(region.observable());
            region.binningWithoutNetwork().ifPresent(binning -> used.add(binning.observable()));
        }
        List<String> sets = networks.stream()
                .flatMap(network -> network.set().stream())
                .map(ObjectSet::collection)
                .toList();
        collections.stream()
                .filter(collection -> collection.quantities().isEmpty() && !sets.contains(collection.name()))
                .forEach(collection -> objects.entries()
                        .get(collection.name())
                        .problem(
                                "Nothing reads the collection; give it 'quantities', make it the 'deep_set' of a network,"
                                        + " or remove it."));
        collections.forEach(collection -> collection.quantities().stream()
                .filter(quantity -> !used.contains(quantity.name()))
                .forEach(quantity -> objects.entries()
                        .get(collection.name())
                        .problem("No region bins the quantity '" + quantity.name()
                                + "', and no cut or network reads it; make it the observable of a region, the column of"
                                + " a cut or an input of a network, or remove it.")));
    }

    /** Notes lists that networks read as numbers of the event, and what their deep sets read that their objects lack. */
    void checkNetworks(Value place) {
        for (Network network : networks) {
            Value at = place.entries().get(network.name());
            network.inputs().forEach(input -> owner(input)
                    .ifPresent(collection -> at.problem("The network '" + network.name() + "' reads '"
                            + input + "', which has a number for each object of '" + collection.name()
                            + "'; its inputs are numbers of the event: columns, or 'quantities' of objects. Lists are"
                            + " inputs of a 'deep_set'.")));
            network.set().ifPresent(set -> collections.stream()
                    .filter(collection -> collection.name().equals(set.collection()))
                    .forEach(collection -> checkSet(at, set, collection)));
        }
    }

    private void checkSet(Value at, ObjectSet set, ObjectCollection collection) {
        String columns = "which is no column of '" + collection.name() + "'; its columns are "
                + String.join(", ", collection.columns()) + ".";
        set.inputs().stream()
                .filter(input -> !collection.columns().contains(input))
                .forEach(input -> at.problem("The deep set reads '" + input + "', " + columns));
        for (CutReference reference : set.cuts()) {
            cuts.stream()
                    .filter(cut -> cut.name().equals(reference.cut())
                            && !collection.columns().contains(cut.column()))
                    .forEach(cut -> at.problem(
                            "The deep set's cut '" + cut.name() + "' is on '" + cut.column() + "', " + columns));
            if (collection.cuts().stream().anyMatch(own -> own.cut().equals(reference.cut()))) {
                at.problem("The cut '" + reference.cut() + "' acts on the deep set twice, as one of '"
                        + collection.name() + "', too; keep one.");
            }
        }
    }
}
