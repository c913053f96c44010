package dev.limen.app.optimise;

import dev.limen.app.analysis.Region;
import dev.limen.app.analysis.Role;
import dev.limen.app.analysis.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What simulated events say of their own statistics, bin by bin, for people. */
record MonteCarlo(Plan plan, Map<Slot, Counts> contents) {
    /** A bin whose background has a larger relative uncertainty carries no claim. */
    static final double LARGEST_ERROR = 0.3;

    /** Bins with more than {@link #LARGEST_ERROR} of relative uncertainty, with it. */
    List<String> uncertain() {
        List<String> bins = new ArrayList<>();
        for (Region region : plan.analysis().regions()) {
            Counts total = Floor.total(plan.analysis(), contents, region, Role.BACKGROUND);
            for (int bin = 0; bin < region.bins(); bin++) {
                double error = Math.sqrt(total.sumw2()[bin]) / total.sumw()[bin];
                if (total.sumw()[bin] > 0 && error > LARGEST_ERROR) {
                    bins.add("%s (%.2g)".formatted(Floor.place(region, bin), error));
                }
            }
        }
        return bins;
    }

    /** Bins whose expected background is no positive number, with it. */
    List<String> notPositive() {
        List<String> bins = new ArrayList<>();
        for (Region region : plan.analysis().regions()) {
            double[] background = Floor.total(plan.analysis(), contents, region, Role.BACKGROUND)
                    .sumw();
            for (int bin = 0; bin < region.bins(); bin++) {
                if (!(background[bin] > 0)) {
                    bins.add("%s (%.3g)".formatted(Floor.place(region, bin), background[bin]));
                }
            }
        }
        return bins;
    }

    /** Processes that have no event in bins, in a sentence each. */
    List<String> withoutEvents() {
        List<String> sentences = new ArrayList<>();
        for (Region region : plan.analysis().regions()) {
            for (Sample sample : plan.analysis().simulated()) {
                Counts counts = contents.get(Slot.nominal(region.name(), sample.name()));
                List<Integer> empty = IntStream.range(0, region.bins())
                        .filter(bin -> counts.sumw2()[bin] == 0)
                        .boxed()
                        .toList();
                if (!empty.isEmpty()) {
                    sentences.add(
                            "No event of %s is left in region %s, %s %s: one mean weight is its uncertainty there."
                                    .formatted(
                                            sample.name(),
                                            region.name(),
                                            empty.size() == 1 ? "bin" : "bins",
                                            empty.stream()
                                                    .map(bin -> Floor.edges(region, bin))
                                                    .collect(Collectors.joining(", "))));
                }
            }
        }
        return sentences;
    }
}
