package dev.limen.app.optimise;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.Role;
import dev.limen.app.analysis.Sample;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The observed events in each region's bins; the only place where data are read. */
public final class ObservedCounts {

    private ObservedCounts() {}

    /**
     * Counts the data at frozen thresholds and weights, with hard cuts.
     *
     * @param base the folder that relative file names start from
     * @param thresholds in the order of the analysis' cuts
     * @param networks in the order of the analysis' networks
     * @return counts in each bin, by region
     * @throws OptimisationException if the analysis has no sample of data, or a network is not the one it declares
     * @throws dev.limen.data.DataException if events cannot be read
     */
    public static Map<String, List<Double>> at(
            Analysis analysis, Path base, double[] thresholds, List<SavedNetwork> networks) {
        List<Sample> data = analysis.samples(Role.DATA);
        if (data.isEmpty()) {
            throw new OptimisationException(
                    "The analysis has no sample with 'role: data', so there is nothing to unblind.");
        }
        Plan plan = new Plan(analysis)
                .with(networks.stream().map(SavedNetwork::scale).toList());
        double[] frozen = frozen(plan, thresholds, networks);
        Map<String, List<Double>> counts = new LinkedHashMap<>();
        for (Sample sample : data) {
            HardSample hard = new HardSample(
                    plan, sample, EventSets.source(plan, sample, base).read());
            hard.at(frozen)
                    .contents()
                    .forEach((slot, contents) -> counts.merge(
                            slot.region(),
                            Arrays.stream(contents.sumw()).boxed().toList(),
                            ObservedCounts::sum));
        }
        return counts;
    }

    private static double[] frozen(Plan plan, double[] thresholds, List<SavedNetwork> networks) {
        double[] frozen = Arrays.copyOf(thresholds, plan.moving());
        for (int k = 0; k < networks.size(); k++) {
            plan.scorers().get(k).restore(networks.get(k), frozen);
        }
        return frozen;
    }

    private static List<Double> sum(List<Double> one, List<Double> other) {
        return IntStream.range(0, one.size())
                .mapToObj(bin -> one.get(bin) + other.get(bin))
                .toList();
    }
}
