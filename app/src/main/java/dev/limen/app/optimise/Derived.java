package dev.limen.app.optimise;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.Categories;
import dev.limen.app.analysis.Cut;
import dev.limen.app.analysis.Network;
import dev.limen.app.analysis.ObjectCollection;
import dev.limen.app.analysis.Objective;
import dev.limen.app.analysis.Outflow;
import dev.limen.app.analysis.Region;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Analyses that follow from one with networks, on the same events. */
final class Derived {

    private Derived() {}

    /**
     * Without networks: cuts on them and those of objects that only they read are left out, and regions bin what they bin
     * without.
     */
    static Analysis cutsAlone(Analysis analysis) {
        List<String> networks = scores(analysis);
        List<String> left = analysis.cuts().stream()
                .filter(cut -> !networks.contains(cut.column()))
                .map(Cut::name)
                .toList();
        List<Region> regions = analysis.regions().stream()
                .filter(region -> !region.reads(networks)
                        || region.binningWithoutNetwork().isPresent())
                .map(region -> {
                    Region kept = region.with(region.cuts().stream()
                            .filter(use -> left.contains(use.cut()))
                            .toList());
                    return region.reads(networks)
                            ? kept.binned(region.binningWithoutNetwork().orElseThrow())
                            : kept;
                })
                .toList();
        Set<String> used = new LinkedHashSet<>();
        regions.forEach(region -> region.cuts().forEach(use -> used.add(use.cut())));
        Set<String> read = new LinkedHashSet<>();
        used.forEach(cut -> read.add(analysis.cut(cut).column()));
        regions.forEach(region -> read.add(region.observable()));
        List<ObjectCollection> objects = analysis.objects().stream()
                .map(collection -> new ObjectCollection(
                        collection.name(),
                        collection.columns(),
                        collection.cuts(),
                        collection.quantities().stream()
                                .filter(quantity -> read.contains(quantity.name()))
                                .toList()))
                .filter(collection -> !collection.quantities().isEmpty())
                .toList();
        objects.forEach(collection -> used.addAll(collection.cutNames()));
        List<Cut> cuts = analysis.cuts().stream()
                .filter(cut -> used.contains(cut.name()))
                .toList();
        return with(analysis, objects, List.of(), cuts, regions, analysis.objective());
    }

    /** For another objective. */
    static Analysis objective(Analysis analysis, Objective.Goal goal) {
        Objective asked = analysis.objective();
        return with(
                analysis,
                analysis.objects(),
                analysis.networks(),
                analysis.cuts(),
                analysis.regions(),
                new Objective(goal, asked.level(), asked.mu(), asked.floors()));
    }

    /**
     * With regions that bin a network in {@code bins} equal bins between their outermost edges, and one of all events for
     * each score of a category that no region bins.
     */
    static Analysis fine(Analysis analysis, int bins) {
        List<String> networks = scores(analysis);
        List<Region> regions = new ArrayList<>();
        List<String> unbinned = new ArrayList<>(analysis.networks().stream()
                .filter(network -> network.output() instanceof Categories)
                .flatMap(network -> network.scores().stream())
                .toList());
        for (Region region : analysis.regions()) {
            unbinned.remove(region.observable());
            regions.add(
                    networks.contains(region.observable())
                            ? region.binned(new Region.Binning(
                                    region.observable(),
                                    equal(region.edges().get(0), region.edges().get(region.bins()), bins),
                                    Optional.of(1.0)))
                            : region);
        }
        unbinned.forEach(score -> regions.add(new Region(
                score + ", all events",
                Optional.empty(),
                List.of(),
                score,
                equal(0, 1, bins),
                Optional.of(1.0),
                Outflow.DROP,
                Outflow.KEEP,
                Optional.empty())));
        return with(analysis, analysis.objects(), analysis.networks(), analysis.cuts(), regions, analysis.objective());
    }

    private static List<String> scores(Analysis analysis) {
        return analysis.networks().stream()
                .flatMap(network -> network.scores().stream())
                .toList();
    }

    private static List<Double> equal(double lower, double upper, int bins) {
        return IntStream.rangeClosed(0, bins)
                .mapToObj(k -> lower + (upper - lower) * k / bins)
                .toList();
    }

    private static Analysis with(
            Analysis analysis,
            List<ObjectCollection> objects,
            List<Network> networks,
            List<Cut> cuts,
            List<Region> regions,
            Objective objective) {
        return new Analysis(
                analysis.luminosity(),
                analysis.events(),
                analysis.samples(),
                analysis.columns(),
                objects,
                analysis.preselection(),
                networks,
                cuts,
                regions,
                analysis.systematics(),
                objective,
                analysis.optimiser(),
                analysis.training(),
                analysis.interpolation(),
                analysis.backend());
    }
}
