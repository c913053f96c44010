package dev.limen.app.optimise;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.Cut;
import dev.limen.app.analysis.CutReference;
import dev.limen.app.analysis.Outflow;
import dev.limen.app.analysis.Region;
import dev.limen.app.analysis.Sample;
import dev.limen.data.EventTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.function.Function;

/** Which events pass which hard cuts: cutflows, distributions with one cut left out, and counts. */
final class Passing {
    private static final int BINS = 30;

    private final Plan plan;
    private final Function<Sample, EventTable> tables;
    private final double[] thresholds;

    Passing(Plan plan, Function<Sample, EventTable> tables, double[] thresholds) {
        this.plan = plan;
        this.tables = tables;
        this.thresholds = thresholds.clone();
    }

    /** One cutflow a region. */
    List<Cutflow> cutflows() {
        return plan.analysis().regions().stream().map(this::cutflow).toList();
    }

    private Cutflow cutflow(Region region) {
        List<String> names = new ArrayList<>(List.of("preselection"));
        region.cuts().forEach(use -> names.add(describe(use)));
        names.add(region.observable() + " in " + region.edges().get(0) + " to "
                + region.edges().get(region.bins()));
        List<Map<String, Double>> yields = new ArrayList<>();
        names.forEach(name -> yields.add(new LinkedHashMap<>()));
        for (Sample sample : plan.analysis().simulated()) {
            Selected selected = new Selected(table(sample));
            yields.get(0).put(sample.name(), selected.sum());
            for (int k = 0; k < region.cuts().size(); k++) {
                selected.apply(region.cuts().get(k));
                yields.get(k + 1).put(sample.name(), selected.sum());
            }
            selected.bin(region);
            yields.get(names.size() - 1).put(sample.name(), selected.sum());
        }
        List<Cutflow.Row> rows = new ArrayList<>();
        for (int k = 0; k < names.size(); k++) {
            rows.add(new Cutflow.Row(names.get(k), yields.get(k)));
        }
        return new Cutflow(region.name(), rows);
    }

    /** One distribution a cut, in the first region that uses it as it stands, or inverted if none does. */
    List<Distribution> distributions() {
        return plan.analysis().cuts().stream().map(this::distribution).toList();
    }

    private Distribution distribution(Cut cut) {
        Analysis analysis = plan.analysis();
        Region region = analysis.regions().stream()
                .filter(each -> each.cuts().contains(new CutReference(cut.name(), false)))
                .findFirst()
                .orElseGet(() -> analysis.regions().stream()
                        .filter(each -> each.cuts().contains(new CutReference(cut.name(), true)))
                        .findFirst()
                        .orElseThrow());
        List<Double> edges = new ArrayList<>();
        double lower = cut.range().lower();
        for (int k = 0; k <= BINS; k++) {
            edges.add(lower + (cut.range().upper() - lower) * k / BINS);
        }
        Map<String, List<Double>> yields = new LinkedHashMap<>();
        for (Sample sample : analysis.simulated()) {
            Selected selected = new Selected(table(sample));
            region.cuts().stream().filter(use -> !use.cut().equals(cut.name())).forEach(selected::apply);
            selected.bin(region);
            yields.put(sample.name(), selected.histogram(cut.column(), edges));
        }
        return new Distribution(cut.name(), region.name(), edges, yields);
    }

    /** The contents of a region's bins, summed over samples, in events. */
    List<Double> contents(Region region, List<Sample> samples) {
        double[] total = new double[region.bins()];
        for (Sample sample : samples) {
            Selected selected = new Selected(table(sample));
            region.cuts().forEach(selected::apply);
            selected.bin(region);
            double[] own = selected.contents(region);
            for (int bin = 0; bin < total.length; bin++) {
                total[bin] += own[bin];
            }
        }
        return Arrays.stream(total).boxed().toList();
    }

    private EventTable table(Sample sample) {
        return tables.apply(sample);
    }

    private String describe(CutReference use) {
        Cut cut = plan.analysis().cut(use.cut());
        int first = plan.firstThreshold(cut);
        String low = String.format("%.4g", thresholds[first]);
        String text = cut instanceof Cut.Above
                ? cut.column() + " > " + low
                : cut instanceof Cut.Below
                        ? cut.column() + " < " + low
                        : low + " < " + cut.column() + " < " + String.format("%.4g", thresholds[first + 1]);
        return use.inverted() ? "not " + text : text;
    }

    private DoublePredicate keeps(CutReference use) {
        Cut cut = plan.analysis().cut(use.cut());
        int first = plan.firstThreshold(cut);
        double low = thresholds[first];
        DoublePredicate keeps = cut instanceof Cut.Above
                ? x -> x > low
                : cut instanceof Cut.Below ? x -> x < low : x -> x > low && x < thresholds[first + 1];
        return use.inverted() ? keeps.negate() : keeps;
    }

    /** The events of a table that still pass, by their weights; a failed event weighs 0. */
    private final class Selected {
        private final EventTable table;
        private final double[] weights;

        Selected(EventTable table) {
            this.table = table;
            this.weights = table.weight().toDoubles();
        }

        void apply(CutReference use) {
            apply(plan.analysis().cut(use.cut()).column(), keeps(use));
        }

        void bin(Region region) {
            double first = region.underflow() == Outflow.KEEP
                    ? Double.NEGATIVE_INFINITY
                    : region.edges().get(0);
            double last = region.overflow() == Outflow.KEEP
                    ? Double.POSITIVE_INFINITY
                    : region.edges().get(region.bins());
            apply(region.observable(), x -> x >= first && x < last);
        }

        private void apply(String column, DoublePredicate keeps) {
            double[] x = table.column(column).toDoubles();
            double[] defined = table.weight(Set.of(column)).toDoubles();
            for (int i = 0; i < x.length; i++) {
                // An undefined value fails every cut, the inverted one too.
                if (defined[i] == 0 || !keeps.test(x[i])) {
                    weights[i] = 0;
                }
            }
        }

        /** What lies beyond the edges, if it was kept, counts in the bins at the edges. */
        double[] contents(Region region) {
            double[] x = table.column(region.observable()).toDoubles();
            double[] contents = new double[region.bins()];
            for (int i = 0; i < x.length; i++) {
                int bin = 0;
                while (bin < contents.length - 1 && x[i] >= region.edges().get(bin + 1)) {
                    bin++;
                }
                contents[bin] += weights[i];
            }
            return contents;
        }

        double sum() {
            return Arrays.stream(weights).sum();
        }

        List<Double> histogram(String column, List<Double> edges) {
            double[] x = table.column(column).toDoubles();
            double[] defined = table.weight(Set.of(column)).toDoubles();
            double[] contents = new double[edges.size() - 1];
            double lower = edges.get(0);
            double upper = edges.get(contents.length);
            for (int i = 0; i < x.length; i++) {
                if (defined[i] != 0 && x[i] >= lower && x[i] < upper) {
                    int bin = (int) ((x[i] - lower) / (upper - lower) * contents.length);
                    contents[Math.min(bin, contents.length - 1)] += weights[i];
                }
            }
            return Arrays.stream(contents).boxed().toList();
        }
    }
}
