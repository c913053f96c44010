package dev.limen.app.run;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.Cut;
import dev.limen.app.analysis.Region;
import dev.limen.app.analysis.Role;
import dev.limen.app.analysis.Sample;
import dev.limen.app.optimise.Distribution;
import dev.limen.app.optimise.Outcome;
import dev.limen.app.optimise.Slot;
import dev.limen.app.report.NMinusOne;
import dev.limen.app.report.Stack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Stacked histograms for a report: small backgrounds at the bottom, large ones above them, the signal on top.
 *
 * @param end contents whose yields give the order
 */
record Stacks(Analysis analysis, Map<Slot, Outcome.Contents> end) {

    /** A region's stack with the uncertainty of its background. */
    Stack of(Region region, Map<Slot, Outcome.Contents> contents) {
        List<Stack.Contribution> processes = inOrder().stream()
                .map(sample -> new Stack.Contribution(
                        sample.name(),
                        sample.role() == Role.SIGNAL,
                        contents.get(Slot.nominal(region.name(), sample.name())).sumw()))
                .toList();
        BackgroundUncertainty uncertainty = new BackgroundUncertainty(analysis, contents);
        List<Double> errors = IntStream.range(0, region.bins())
                .mapToObj(bin -> uncertainty.of(region, bin))
                .toList();
        return new Stack(processes, errors, List.of());
    }

    private List<Sample> inOrder() {
        Comparator<Sample> bySignal = Comparator.comparing(sample -> sample.role() == Role.SIGNAL);
        return analysis.simulated().stream()
                .sorted(bySignal.thenComparingDouble(this::expected))
                .toList();
    }

    private double expected(Sample sample) {
        return analysis.regions().stream()
                .flatMap(region -> end.get(Slot.nominal(region.name(), sample.name())).sumw().stream())
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    /** Each cut's column with the other cuts applied, and where its thresholds stood and stand. */
    List<NMinusOne> nMinusOne(List<Distribution> distributions, Map<String, Double> before, Map<String, Double> after) {
        List<NMinusOne> plots = new ArrayList<>();
        for (Distribution distribution : distributions) {
            Cut cut = analysis.cut(distribution.cut());
            List<Stack.Contribution> processes = inOrder().stream()
                    .map(sample -> new Stack.Contribution(
                            sample.name(),
                            sample.role() == Role.SIGNAL,
                            distribution.yields().get(sample.name())))
                    .toList();
            plots.add(new NMinusOne(
                    distribution.cut() + " in " + distribution.region(),
                    cut.column(),
                    distribution.edges(),
                    new Stack(processes, List.of(), List.of()),
                    marks(cut, before, after)));
        }
        return plots;
    }

    private static List<NMinusOne.Mark> marks(Cut cut, Map<String, Double> before, Map<String, Double> after) {
        List<NMinusOne.Mark> marks = new ArrayList<>();
        for (int k = 0; k < cut.thresholds().size(); k++) {
            String name = cut.thresholds().get(k).name();
            boolean keepsAbove = cut instanceof Cut.Above || (cut instanceof Cut.Window && k == 0);
            marks.add(new NMinusOne.Mark(before.get(name), after.get(name), keepsAbove));
        }
        return marks;
    }
}
