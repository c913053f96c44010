package dev.limen.app.optimise;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.Region;
import dev.limen.app.analysis.Role;
import dev.limen.app.analysis.Sample;
import dev.limen.data.EventTable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The observed events in each region's bins; the only place where data are read. */
public final class ObservedCounts {

    private ObservedCounts() {}

    /**
     * Counts the data at frozen thresholds, with hard cuts.
     *
     * @param base the folder that relative file names start from
     * @param thresholds in the order of the analysis' cuts
     * @return counts in each bin, by region
     * @throws OptimisationException if the analysis has no sample of data
     * @throws dev.limen.data.DataException if events cannot be read
     */
    public static Map<String, List<Double>> at(Analysis analysis, Path base, double[] thresholds) {
        List<Sample> data = analysis.samples(Role.DATA);
        if (data.isEmpty()) {
            throw new OptimisationException(
                    "The analysis has no sample with 'role: data', so there is nothing to unblind.");
        }
        Plan plan = new Plan(analysis);
        Map<String, EventTable> tables = new LinkedHashMap<>();
        for (Sample sample : data) {
            tables.put(
                    sample.name(), EventSets.source(plan, sample, base).read().nominal());
        }
        Passing passing = new Passing(plan, sample -> tables.get(sample.name()), thresholds);
        Map<String, List<Double>> counts = new LinkedHashMap<>();
        for (Region region : analysis.regions()) {
            counts.put(region.name(), passing.contents(region, data));
        }
        return counts;
    }
}
