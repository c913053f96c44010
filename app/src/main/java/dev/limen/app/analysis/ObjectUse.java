package dev.limen.app.analysis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether collections' columns stand where numbers of objects are meant, and their quantities where numbers of events are. */
record ObjectUse(List<ObjectCollection> collections, List<Cut> cuts, List<Region> regions) {

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

    /** Notes quantities that nothing reads. */
    void checkUnused(Value objects) {
        Set<String> used = new HashSet<>();
        cuts.forEach(cut -> used.add(cut.column()));
        for (Region region : regions) {
            used.add(region.observable());
            region.binningWithoutNetwork().ifPresent(binning -> used.add(binning.observable()));
        }
        collections.forEach(collection -> collection.quantities().stream()
                .filter(quantity -> !used.contains(quantity.name()))
                .forEach(quantity -> objects.entries()
                        .get(collection.name())
                        .problem("No region bins the quantity '" + quantity.name()
                                + "' and no cut reads it; make it the observable of a region or the column of a cut,"
                                + " or remove it.")));
    }

    /** Notes what networks cannot have of objects. */
    void checkNetworks(Value place, List<Network> networks, Training training) {
        List<String> names = new ArrayList<>();
        collections.forEach(collection -> {
            names.addAll(collection.columns());
            collection.quantities().forEach(quantity -> names.add(quantity.name()));
        });
        for (Network network : networks) {
            network.inputs().stream()
                    .filter(names::contains)
                    .forEach(input -> place.problem("The network '" + network.name() + "' reads '" + input
                            + "', which is of 'objects'; networks read columns with a number for each event, such as"
                            + " list_sum(...) under 'columns'."));
        }
        if (training.batch().isPresent() && !collections.isEmpty()) {
            place.problem("Batches of events with 'objects' are not dealt; write 'batch: full' under 'training'.");
        }
    }

    /** The cuts that collections use. */
    static Set<String> cuts(List<ObjectCollection> collections) {
        Set<String> names = new HashSet<>();
        for (ObjectCollection collection : collections) {
            collection.cuts().forEach(reference -> names.add(reference.cut()));
            collection.quantities().forEach(quantity -> quantity.cuts()
                    .forEach(reference -> names.add(reference.cut())));
        }
        return names;
    }
}
