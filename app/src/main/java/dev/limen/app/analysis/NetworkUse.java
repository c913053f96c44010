package dev.limen.app.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether networks are used, and whether what is asked of their training can be done. */
final class NetworkUse {

    private NetworkUse() {}

    /** Notes networks that nothing reads. */
    static void check(Value networks, List<Cut> cuts, List<Region> regions) {
        List<String> used = new ArrayList<>();
        cuts.forEach(cut -> used.add(cut.column()));
        regions.forEach(region -> used.add(region.observable()));
        networks.entries().forEach((name, value) -> {
            if (!used.contains(name)) {
                value.problem("No region bins the network '" + name + "' and no cut reads it; make it the observable of"
                        + " a region, or remove it.");
            }
        });
    }

    /** Notes trainings that cannot be. */
    static void check(Value place, List<Network> networks, List<Cut> cuts, List<Region> regions, Training training) {
        if (networks.isEmpty()) {
            place.problem("There is no network to train; define one under 'networks'.");
        }
        if (!training.comparisons().contains(Training.Comparison.CUTS)) {
            return;
        }
        List<String> names = networks.stream().map(Network::name).toList();
        if (cuts.stream().allMatch(cut -> names.contains(cut.column()))) {
            place.problem("The comparison 'cuts' needs a cut on a column that is no network; add one, or remove it from"
                    + " 'comparisons'.");
        }
        Optional<Region> without = regions.stream()
                .filter(region -> names.contains(region.observable())
                        && region.withoutNetwork().isEmpty())
                .findFirst();
        without.ifPresent(region -> place.problem("The comparison 'cuts' needs to know what the region '"
                + region.name() + "' bins without its network; give it"
                + " 'without_network: {observable: ..., edges: [...], bandwidth: ...}', or remove 'cuts' from"
                + " 'comparisons'."));
    }
}
