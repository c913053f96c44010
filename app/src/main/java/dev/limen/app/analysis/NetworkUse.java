package dev.limen.app.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether networks are used, and whether what is asked of their training can be done. */
final class NetworkUse {

    private NetworkUse() {}

    /** Notes networks that nothing reads. */
    static void check(Value networks, List<Network> read, List<Cut> cuts, List<Region> regions) {
        List<String> used = new ArrayList<>();
        cuts.forEach(cut -> used.add(cut.column()));
        regions.forEach(region -> {
            used.add(region.observable());
            region.category().ifPresent(used::add);
        });
        networks.entries().forEach((name, value) -> {
            Optional<Network> network =
                    read.stream().filter(each -> each.name().equals(name)).findFirst();
            List<String> scores = network.map(Network::scores).orElse(List.of(name));
            if (scores.stream().noneMatch(used::contains)) {
                value.problem("No region bins the network '" + name + "' and no cut reads it; make "
                        + (scores.equals(List.of(name)) ? "it" : "one of " + String.join(", ", scores))
                        + " the observable or the category of a region, or remove it.");
            }
        });
    }

    /** Notes networks whose samples' categories a classifier would have to know. */
    static void check(Value networks, List<Network> read, List<Sample> samples, Training training) {
        if (training.start() == Training.Start.RANDOM
                && !training.comparisons().contains(Training.Comparison.CROSS_ENTROPY)) {
            return;
        }
        for (Network network : read) {
            if (!(network.output() instanceof Categories categories)) {
                continue;
            }
            List<String> missing = samples.stream()
                    .filter(sample -> sample.role() != Role.DATA)
                    .map(Sample::name)
                    .filter(name -> categories.list().stream()
                            .noneMatch(category -> category.samples().contains(name)))
                    .toList();
            if (!missing.isEmpty()) {
                networks.problem("The cross-entropy classifier needs a category of '" + network.name()
                        + "' for each simulated sample; it has none for " + String.join(", ", missing)
                        + ". Name each in a category's list, or write 'start: random' and no 'cross_entropy' among"
                        + " the 'comparisons' of 'training'.");
            }
        }
    }

    /** Notes trainings that cannot be. */
    static void check(Value place, List<Network> networks, List<Cut> cuts, List<Region> regions, Training training) {
        if (networks.isEmpty()) {
            place.problem("There is no network to train; define one under 'networks'.");
        }
        if (!training.comparisons().contains(Training.Comparison.CUTS)) {
            return;
        }
        List<String> scores =
                networks.stream().flatMap(network -> network.scores().stream()).toList();
        if (cuts.stream().allMatch(cut -> scores.contains(cut.column()))) {
            place.problem("The comparison 'cuts' needs a cut on a column that is no network; add one, or remove it from"
                    + " 'comparisons'.");
        }
        Optional<Region> without = regions.stream()
                .filter(region ->
                        region.reads(scores) && region.withoutNetwork().isEmpty())
                .findFirst();
        without.ifPresent(region -> place.problem("The comparison 'cuts' needs to know what the region '"
                + region.name() + "' bins without its network; give it"
                + " 'without_network: {observable: ..., edges: [...], bandwidth: ...}' or 'without_network: drop', or"
                + " remove 'cuts' from 'comparisons'."));
        boolean dropped = !regions.isEmpty()
                && regions.stream().allMatch(region -> region.withoutNetwork()
                        .filter(Region.LeftOut.class::isInstance)
                        .isPresent());
        if (dropped) {
            place.problem("The comparison 'cuts' needs a region; all have 'without_network: drop'. Give one"
                    + " 'without_network: {observable: ..., edges: [...], bandwidth: ...}', or remove 'cuts' from"
                    + " 'comparisons'.");
        }
    }
}
