package dev.limen.app.analysis;

import dev.limen.app.analysis.Training.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes networks and their training. */
final class TrainingWriter {

    private TrainingWriter() {}

    static Map<String, Object> tree(Network network) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (!network.inputs().isEmpty()) {
            tree.put("inputs", network.inputs());
        }
        network.set()
                .ifPresent(set -> tree.put(
                        "deep_set",
                        AnalysisWriter.mapping(
                                "of", set.collection(),
                                "inputs", set.inputs(),
                                "cuts", AnalysisWriter.references(set.cuts()),
                                "layers", set.layers())));
        tree.put("layers", network.layers().stream().map(TrainingWriter::layer).toList());
        tree.put("activation", Words.of(network.activation()));
        network.initialiser().ifPresent(initialiser -> tree.put("initialiser", Words.of(initialiser)));
        if (network.output() instanceof Categories categories) {
            Map<String, Object> samples = new LinkedHashMap<>();
            categories.list().forEach(category -> samples.put(category.name(), category.samples()));
            tree.put("categories", samples);
            tree.put("temperature", categories.temperature());
        } else {
            tree.put("output", Words.of((Network.Single) network.output()));
        }
        tree.put("seed", network.seed());
        tree.put("precision", Words.of(network.precision()));
        return tree;
    }

    private static Object layer(HiddenLayer layer) {
        if (layer instanceof HiddenLayer.Dense dense) {
            return dense.width();
        }
        return layer instanceof HiddenLayer.Residual residual
                ? AnalysisWriter.mapping("residual", residual.width())
                : NetworksReader.NORMALISATION;
    }

    static Map<String, Object> tree(Training training) {
        Map<String, Object> tree = method(training.method());
        tree.put("batch", training.batch().map(size -> (Object) size).orElse("full"));
        training.patience().ifPresent(checks -> tree.put("patience", checks));
        tree.put("check_every", training.checkEvery());
        tree.put(
                "annealing",
                AnalysisWriter.mapping(
                        "widths",
                        AnalysisWriter.schedule(training.widths()),
                        "bandwidths",
                        AnalysisWriter.schedule(training.bandwidths())));
        tree.put("start", Words.of(training.start()));
        List<String> comparisons =
                training.comparisons().stream().map(Words::of).toList();
        tree.put("comparisons", comparisons);
        return tree;
    }

    private static Map<String, Object> method(Method method) {
        if (method instanceof Method.Stochastic rule) {
            Map<String, Object> tree = AnalysisWriter.mapping(
                    "steps", rule.steps(),
                    "learning_rate", rule.learningRate(),
                    "threshold_rate", rule.thresholdRate(),
                    "schedule", Words.of(rule.schedule()));
            if (rule.rule() == Training.Rule.ADAMW) {
                tree.put("weight_decay", rule.weightDecay());
            }
            if (rule.rule() == Training.Rule.SGD) {
                tree.put("momentum", rule.momentum());
            }
            if (Double.isFinite(rule.clip())) {
                tree.put("clip", rule.clip());
            }
            return AnalysisWriter.mapping(Words.of(rule.rule()), tree);
        }
        Method.Lbfgs lbfgs = (Method.Lbfgs) method;
        return AnalysisWriter.mapping(
                "lbfgs", AnalysisWriter.mapping("steps", lbfgs.steps(), "memory", lbfgs.memory()));
    }
}
