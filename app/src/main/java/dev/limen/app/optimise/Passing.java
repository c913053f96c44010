package dev.limen.app.optimise;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.Cut;
import dev.limen.app.analysis.CutReference;
import dev.limen.app.analysis.Region;
import dev.limen.app.analysis.Sample;
import dev.limen.data.EventTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Which events pass which hard cuts: cutflows, and distributions with one cut left out. */
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
        region.category().ifPresent(score -> names.add("largest: " + score));
        names.add(region.observable() + " in " + region.edges().get(0) + " to "
                + region.edges().get(region.bins()));
        List<Map<String, Double>> yields = new ArrayList<>();
        names.forEach(name -> yields.add(new LinkedHashMap<>()));
        for (Sample sample : plan.analysis().simulated()) {
            HardSelection selection = new HardSelection(plan, tables.apply(sample), thresholds);
            for (int k = 0; k <= region.cuts().size(); k++) {
                double[] passing = selection.passing(region.cuts().subList(0, k));
                yields.get(k).put(sample.name(), Arrays.stream(passing).sum());
            }
            if (region.category().isPresent()) {
                double[] selected = selection.selected(region);
                yields.get(names.size() - 2)
                        .put(sample.name(), Arrays.stream(selected).sum());
            }
            double[] binned = selection.binned(region, region.cuts());
            yields.get(names.size() - 1)
                    .put(sample.name(), Arrays.stream(binned).sum());
        }
        List<Cutflow.Row> rows = new ArrayList<>();
        for (int k = 0; k < names.size(); k++) {
            rows.add(new Cutflow.Row(names.get(k), yields.get(k)));
        }
        return new Cutflow(region.name(), rows);
    }

    /** One distribution a cut on events, in the first region that uses it as it stands, or inverted if none does. */
    List<Distribution> distributions() {
        return plan.analysis().cuts().stream()
                .filter(cut -> plan.analysis().regions().stream()
                        .flatMap(region -> region.cuts().stream())
                        .anyMatch(use -> use.cut().equals(cut.name())))
                .map(this::distribution)
                .toList();
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
            EventTable table = tables.apply(sample);
            HardSelection selection = new HardSelection(plan, table, thresholds);
            double[] weights = selection.binned(
                    region,
                    region.cuts().stream()
                            .filter(use -> !use.cut().equals(cut.name()))
                            .toList());
            Set<String> defined = plan.isComputed(cut.column()) ? Set.of() : Set.of(cut.column());
            yields.put(
                    sample.name(),
                    histogram(
                            selection.values(cut.column()),
                            table.weight(defined).toDoubles(),
                            weights,
                            edges));
        }
        return new Distribution(cut.name(), region.name(), edges, yields);
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

    private static List<Double> histogram(double[] x, double[] defined, double[] weights, List<Double> edges) {
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
