package dev.limen.app.analysis;

import java.util.List;
import java.util.Locale;

/** The keys of each kind of mapping in an analysis file; the JSON Schema defines each kind under the same name. */
enum Keys {
    ANALYSIS(
            "luminosity",
            "events",
            "samples",
            "columns",
            "objects",
            "preselection",
            "networks",
            "cuts",
            "regions",
            "systematics",
            "objective",
            "optimiser",
            "training",
            "interpolation",
            "backend"),
    LUMINOSITY("value", "uncertainty"),
    EVENTS("id", "undefined", "split"),
    SPLIT("train", "validation", "test", "seed"),
    SAMPLE("files", "where", "weight", "role", "cross_section", "sum_of_weights", "normalisation"),
    OBJECTS("columns", "cuts", "quantities"),
    QUANTITY("count", "sum", "leading", "place", "softness", "cuts"),
    NETWORK(
            "inputs",
            "deep_set",
            "layers",
            "activation",
            "initialiser",
            "output",
            "categories",
            "temperature",
            "seed",
            "precision"),
    DEEP_SET("of", "inputs", "cuts", "layers"),
    RESIDUAL_LAYER("residual"),
    CUT("above", "below", "window", "start", "range", "width", "round"),
    REGION("category", "cuts", "observable", "edges", "bandwidth", "underflow", "overflow", "without_network"),
    WITHOUT_NETWORK("observable", "edges", "bandwidth"),
    INVERTED_CUT("invert"),
    SYSTEMATIC("shift", "weight_factors", "weights", "norm", "samples", "split", "symmetrise"),
    COLUMN_ADD("add"),
    COLUMN_RECOMPUTE("recompute"),
    OBJECTIVE("minimise", "maximise", "level", "mu", "floors"),
    FLOORS("background", "effective_events"),
    OPTIMISER("adam", "gradient_descent", "lbfgs", "annealing", "check_every"),
    ADAM("steps", "learning_rate"),
    GRADIENT_DESCENT("steps", "learning_rate"),
    LBFGS("steps", "memory"),
    ANNEALING("widths", "bandwidths"),
    TRAINING("adam", "adamw", "sgd", "lbfgs", "batch", "patience", "check_every", "annealing", "start", "comparisons"),
    TRAINING_ADAM("steps", "learning_rate", "threshold_rate", "schedule", "clip"),
    TRAINING_ADAMW("steps", "learning_rate", "threshold_rate", "schedule", "clip", "weight_decay"),
    TRAINING_SGD("steps", "learning_rate", "threshold_rate", "schedule", "clip", "momentum"),
    TRAINING_LBFGS("steps", "memory");

    /** Separated by spaces. */
    private final String keys;

    Keys(String... keys) {
        this.keys = String.join(" ", keys);
    }

    /** All keys that a mapping of this kind may have. */
    List<String> keys() {
        return List.of(keys.split(" "));
    }

    /** Its name in the schema, such as {@code inverted_cut}. */
    String definition() {
        return name().toLowerCase(Locale.ROOT);
    }
}
