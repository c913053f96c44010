package dev.limen.app.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes an analysis with every default spelt out; reading the text gives the same analysis. */
public final class AnalysisWriter {

    private static final int LINE = 140;

    private AnalysisWriter() {}

    /** The YAML text of an analysis. */
    public static String write(Analysis analysis) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.AUTO);
        options.setWidth(LINE);
        return new Yaml(options).dump(tree(analysis));
    }

    private static Map<String, Object> tree(Analysis analysis) {
        Map<String, Object> tree = new LinkedHashMap<>();
        analysis.luminosity()
                .ifPresent(l -> tree.put("luminosity", mapping("value", l.value(), "uncertainty", l.uncertainty())));
        tree.put("events", events(analysis.events()));
        Map<String, Object> samples = new LinkedHashMap<>();
        analysis.samples().forEach(sample -> samples.put(sample.name(), sample(sample)));
        tree.put("samples", samples);
        Map<String, Object> columns = new LinkedHashMap<>();
        analysis.columns().forEach(column -> columns.put(column.name(), column.sql()));
        tree.put("columns", columns);
        if (!analysis.objects().isEmpty()) {
            tree.put("objects", ObjectsWriter.tree(analysis.objects()));
        }
        analysis.preselection().ifPresent(sql -> tree.put("preselection", sql));
        Map<String, Object> networks = new LinkedHashMap<>();
        analysis.networks().forEach(network -> networks.put(network.name(), TrainingWriter.tree(network)));
        if (!networks.isEmpty()) {
            tree.put("networks", networks);
        }
        Map<String, Object> cuts = new LinkedHashMap<>();
        analysis.cuts().forEach(cut -> cuts.put(cut.name(), cut(cut)));
        if (!cuts.isEmpty()) {
            tree.put("cuts", cuts);
        }
        Map<String, Object> regions = new LinkedHashMap<>();
        analysis.regions().forEach(region -> regions.put(region.name(), region(region)));
        tree.put("regions", regions);
        Map<String, Object> systematics = new LinkedHashMap<>();
        analysis.systematics().forEach(s -> systematics.put(s.name(), SystematicWriter.tree(s)));
        tree.put("systematics", systematics);
        tree.put("objective", objective(analysis.objective()));
        tree.put("optimiser", optimiser(analysis.optimiser()));
        if (!networks.isEmpty()) {
            tree.put("training", TrainingWriter.tree(analysis.training()));
        }
        tree.put("interpolation", analysis.interpolation().toString());
        analysis.backend().ifPresent(name -> tree.put("backend", name));
        return tree;
    }

    private static Map<String, Object> events(Events events) {
        Split split = events.split();
        return mapping(
                "id",
                events.id(),
                "undefined",
                events.undefined(),
                "split",
                mapping(
                        "train", split.train(),
                        "validation", split.validation(),
                        "test", split.test(),
                        "seed", split.seed()));
    }

    private static Map<String, Object> sample(Sample sample) {
        Map<String, Object> tree = mapping("files", sample.files());
        sample.where().ifPresent(sql -> tree.put("where", sql));
        sample.weight().ifPresent(sql -> tree.put("weight", sql));
        tree.put("role", Words.of(sample.role()));
        if (sample.normalisation() instanceof Normalisation.CrossSection given) {
            tree.put("cross_section", given.crossSection());
            tree.put("sum_of_weights", given.sumOfWeights());
        }
        if (sample.free()) {
            tree.put("normalisation", "free");
        }
        return tree;
    }

    private static Map<String, Object> cut(Cut cut) {
        List<Double> starts = cut.thresholds().stream().map(Threshold::start).toList();
        String kind = cut instanceof Cut.Above ? "above" : cut instanceof Cut.Below ? "below" : "window";
        Map<String, Object> tree = mapping(
                kind,
                cut.column(),
                "start",
                starts.size() == 1 ? starts.get(0) : starts,
                "range",
                List.of(cut.range().lower(), cut.range().upper()),
                "width",
                cut.width());
        cut.round().ifPresent(step -> tree.put("round", step));
        return tree;
    }

    private static Map<String, Object> region(Region region) {
        Map<String, Object> tree = new LinkedHashMap<>();
        region.category().ifPresent(score -> tree.put("category", score));
        tree.putAll(
                mapping("cuts", references(region.cuts()), "observable", region.observable(), "edges", region.edges()));
        region.bandwidth().ifPresent(bandwidth -> tree.put("bandwidth", bandwidth));
        tree.put("underflow", Words.of(region.underflow()));
        tree.put("overflow", Words.of(region.overflow()));
        region.withoutNetwork().ifPresent(other -> tree.put("without_network", withoutNetwork(other)));
        return tree;
    }

    static List<Object> references(List<CutReference> cuts) {
        return cuts.stream()
                .map(use -> use.inverted() ? mapping("invert", use.cut()) : (Object) use.cut())
                .toList();
    }

    private static Object withoutNetwork(Region.WithoutNetwork other) {
        if (!(other instanceof Region.Binning binning)) {
            return "drop";
        }
        Map<String, Object> tree = mapping("observable", binning.observable(), "edges", binning.edges());
        binning.bandwidth().ifPresent(bandwidth -> tree.put("bandwidth", bandwidth));
        return tree;
    }

    private static Map<String, Object> objective(Objective objective) {
        Objective.Goal goal = objective.goal();
        Map<String, Object> tree = mapping(goal.maximised() ? "maximise" : "minimise", goal.key());
        if (goal == Objective.Goal.EXPECTED_LIMIT) {
            tree.put("level", objective.level());
        } else {
            tree.put("mu", objective.mu());
        }
        Floors floors = objective.floors();
        tree.put("floors", mapping("background", floors.background(), "effective_events", floors.effectiveEvents()));
        return tree;
    }

    private static Map<String, Object> optimiser(Optimiser optimiser) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (optimiser.algorithm() instanceof Optimiser.Algorithm.Adam adam) {
            tree.put("adam", mapping("steps", adam.steps(), "learning_rate", adam.learningRate()));
        } else if (optimiser.algorithm() instanceof Optimiser.Algorithm.GradientDescent descent) {
            tree.put("gradient_descent", mapping("steps", descent.steps(), "learning_rate", descent.learningRate()));
        } else if (optimiser.algorithm() instanceof Optimiser.Algorithm.Lbfgs lbfgs) {
            tree.put("lbfgs", mapping("steps", lbfgs.steps(), "memory", lbfgs.memory()));
        }
        tree.put(
                "annealing",
                mapping("widths", schedule(optimiser.widths()), "bandwidths", schedule(optimiser.bandwidths())));
        tree.put("check_every", optimiser.checkEvery());
        return tree;
    }

    static List<Double> schedule(Annealing annealing) {
        return List.of(annealing.first(), annealing.last());
    }

    /** An ordered mapping from alternating keys and values. */
    static Map<String, Object> mapping(Object... keysAndValues) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            tree.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return tree;
    }

    /** One or two values as a list. */
    static List<Object> sides(Optional<?> down, Object up) {
        return down.isPresent() ? List.of(down.get(), up) : List.of(up);
    }
}
