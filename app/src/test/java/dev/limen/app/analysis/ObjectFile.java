package dev.limen.app.analysis;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** An analysis with jets, and its events. */
public final class ObjectFile {

    public static final String TEXT = """
            events: {id: event, undefined: -999}
            samples:
              signal: {files: jets.parquet, where: "label = 1", weight: w, role: signal}
              background: {files: jets.parquet, where: "label = 0", weight: w}
              data: {files: jets.parquet, where: "label = 2", role: data}
            columns:
              jet_far: "list_transform(jet_eta, lambda x: abs(x))"
            objects:
              jets:
                columns: [jet_pt, jet_far]
                cuts: [central]
                quantities:
                  n_hard: {count: all, cuts: [hard]}
                  ht: {sum: jet_pt, cuts: [{invert: soft}]}
                  lead: {leading: jet_pt}
                  second: {leading: jet_pt, place: 2, softness: 0.002}
            cuts:
              central: {below: jet_far, start: 2.4, range: [1, 3], width: 0.1, round: 0.1}
              hard: {above: jet_pt, start: 40, range: [25, 80], width: 3, round: 1}
              soft: {below: jet_pt, start: 30, range: [20, 60], width: 3}
              lead: {above: lead, start: 60, range: [30, 200], width: 5, round: 5}
              number: {above: n_hard, start: 0.5, range: [0, 4], width: 0.2}
            regions:
              SR: {cuts: [lead, number], observable: ht, edges: [60, 120, 180, 300], bandwidth: 10, overflow: keep}
              CR: {cuts: [{invert: lead}], observable: second, edges: [0, 60]}
            systematics:
              jes: {shift: {jet_pt: [0.96, 1.04], others: unaffected}, samples: [background]}
            objective: {minimise: expected_limit}
            optimiser: {adam: {steps: 4, learning_rate: 0.02}, check_every: 2}
            """;

    /** With a network of columns beside the objects. */
    public static final String NETWORK = TEXT.replace(
                    "objects:", "  jet_sum: \"coalesce(list_sum(jet_pt), 0)\"\n  jets_all: \"len(jet_pt)\"\nobjects:")
            .replace(
                    "cuts:\n  central:",
                    "networks:\n  nn: {inputs: [jet_sum, jets_all], layers: [4]}\ncuts:\n  central:")
            .replace(
                    "observable: ht, edges: [60, 120, 180, 300], bandwidth: 10,",
                    "observable: nn, edges: [0, 0.5, 1], bandwidth: 0.05,")
            .replace("optimiser:", "training: {adam: {steps: 3, learning_rate: 0.01}, check_every: 3}\noptimiser:")
            .replace("      ht: {sum: jet_pt, cuts: [{invert: soft}]}\n", "")
            .replace("  soft: {below: jet_pt, start: 30, range: [20, 60], width: 3}\n", "");

    /** With a network of objects' quantities, one of which nothing else reads, and a column. */
    public static final String QUANTITIES = TEXT.replace("objects:", "  jets_all: \"len(jet_pt)\"\nobjects:")
            .replace(
                    "cuts:\n  central:",
                    "networks:\n  nn: {inputs: [n_hard, ht, lead, jets_all], layers: [4], seed: 3}\ncuts:\n  central:")
            .replace(
                    "observable: ht, edges: [60, 120, 180, 300], bandwidth: 10,",
                    "observable: nn, edges: [0, 0.5, 1], bandwidth: 0.05,")
            .replace("optimiser:", "training: {adam: {steps: 3, learning_rate: 0.01}, check_every: 3}\noptimiser:");

    /** With a network of the objects themselves besides. */
    public static final String DEEP_SET = QUANTITIES.replace(
            "inputs: [n_hard, ht, lead, jets_all],",
            "inputs: [ht, jets_all], deep_set: {of: jets, inputs: [jet_pt, jet_far], cuts: [hard], layers: [5, 3]},");

    /** With a network of objects alone. */
    public static final String SET_ALONE = DEEP_SET.replace("inputs: [ht, jets_all], ", "")
            .replace("      ht: {sum: jet_pt, cuts: [{invert: soft}]}\n", "")
            .replace("cuts: [hard], layers: [5, 3]", "cuts: [{invert: soft}], layers: 3");

    private ObjectFile() {}

    /** Writes {@code jets.parquet}: signal in every third event, with more and harder jets; two of 500 events are data. */
    public static Path events(Path folder, int count) throws SQLException {
        Path file = folder.resolve("jets.parquet");
        String label = "CASE WHEN i % 250 = 7 THEN 2 WHEN i % 3 = 0 THEN 1 ELSE 0 END";
        String lists =
                "SELECT i AS event, " + label + " AS label, CASE WHEN i % 3 = 0 THEN 90.0 ELSE 1500.0 END / " + count
                        + " AS w,"
                        + " list_transform(range(CAST(hash(i) % 4 + (CASE WHEN i % 3 = 0 THEN 1 ELSE 0 END) AS BIGINT)),"
                        + " lambda k: 20 - (CASE WHEN i % 3 = 0 THEN 50 ELSE 25 END)"
                        + " * ln((1 + hash(i * 16 + k) % 9998) / 10000.0)) AS jet_pt,"
                        + " list_transform(jet_pt, lambda x, k: CASE WHEN hash(i * 16 + k + 7) % 50 = 0 THEN -999"
                        + " ELSE (hash(i * 32 + k) % 6001) / 1000.0 - 3 END) AS jet_eta"
                        + " FROM range(" + count + ") t(i)";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + lists + ") TO '" + file + "' (FORMAT PARQUET)");
        }
        return file;
    }
}
