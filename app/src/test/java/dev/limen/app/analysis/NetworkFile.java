package dev.limen.app.analysis;

/** An analysis with a network that says all that can be said of one. */
final class NetworkFile {

    private static final String METHOD =
            "adamw: {steps: 40, learning_rate: 0.01, threshold_rate: 0.02, schedule: cosine, weight_decay: 0.1, clip: 1}, batch: 5000";

    static final String TEXT = """
            events: {id: event, undefined: -999}
            samples:
              s: {files: a.csv, role: signal}
              b: {files: a.csv}
            networks:
              nn: {inputs: [met, mt], layers: [16, {residual: 8}, layer_normalisation], activation: relu, initialiser: he_uniform, output: sigmoid, seed: 3, precision: float32}
            cuts:
              mt: {below: mt, start: 70, range: [20, 150], width: 5}
              score: {above: nn, start: 0.2, range: [0, 1], width: 0.05}
            regions:
              SR:
                cuts: [mt, score]
                observable: nn
                edges: [0, 0.5, 1]
                bandwidth: 0.05
                without_network: {observable: mt, edges: [0, 50, 100], bandwidth: 5}
            objective: {minimise: expected_limit}
            training: {METHOD, patience: 4, check_every: 5, annealing: {widths: [1, 0.5]}, start: random, comparisons: [cross_entropy, inferno, cuts]}
            """.replace("METHOD", METHOD);

    /** A network of two categories, each with a region. */
    static final String CATEGORIES = """
            events: {id: event}
            samples:
              s: {files: a.csv, role: signal}
              b: {files: a.csv}
              d: {files: a.csv, role: data}
            networks:
              nn: {inputs: [met, mt], categories: {sig: [s], bkg: b}, temperature: 2}
            cuts:
              mt: {below: mt, start: 70, range: [20, 150], width: 5}
            regions:
              SR: {category: nn.sig, cuts: [mt]}
              CR: {category: nn.bkg, observable: mt, edges: [0, 50, 100], bandwidth: 4, without_network: drop}
              TOP: {category: nn.bkg, cuts: [{invert: mt}], observable: nn.bkg, edges: [0, 1], overflow: keep}
            objective: {minimise: expected_limit}
            training: {adam: {}, start: random}
            """;

    private NetworkFile() {}

    /** With another method, on all events. */
    static String with(String method) {
        return TEXT.replace(METHOD, method);
    }
}
