package dev.limen.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/** A small analysis with a network, and its events. */
final class TrainFile {

    static final String TEXT = """
            events: {id: event}
            samples:
              signal: {files: events.csv, where: "label = 1", weight: w, role: signal}
              background: {files: events.csv, where: "label = 0", weight: w}
            networks:
              nn: {inputs: [x, y, z], layers: [6], activation: tanh, seed: 2}
            cuts:
              z: {above: z, start: -2, range: [-3, 0], width: 0.2, round: 0.05}
            regions:
              SR:
                cuts: [z]
                observable: nn
                edges: [0, 0.35, 0.65, 1]
                bandwidth: 0.02
                without_network: {observable: x, edges: [-4, 0, 1, 4], bandwidth: 0.2}
            systematics:
              shift: {shift: {x: {add: [-0.2, 0.2]}, others: unaffected}, samples: [background]}
              norm: {norm: [0.9, 1.1], samples: [background]}
            objective: {minimise: expected_limit}
            optimiser: {adam: {steps: 3, learning_rate: 0.02}}
            training:
              adam: {steps: 12, learning_rate: 0.03}
              check_every: 4
              comparisons: [cross_entropy]
            """;

    private TrainFile() {}

    /** Writes the events. */
    static void events(Path folder, int count) throws IOException {
        Random random = new Random(1);
        StringBuilder csv = new StringBuilder("event,label,w,x,y,z,one,nan\n");
        for (int i = 0; i < count; i++) {
            boolean signal = i % 3 == 0;
            csv.append(String.format(
                    Locale.ROOT,
                    "%d,%d,%s,%.6f,%.6f,%.6f,1,%s%n",
                    i,
                    signal ? 1 : 0,
                    signal ? 100.0 / count : 1500.0 / count,
                    (signal ? 1 : 0) + random.nextGaussian(),
                    (signal ? 1 : 0) + random.nextGaussian(),
                    random.nextGaussian(),
                    i == 17 ? "NaN" : "1"));
        }
        Files.writeString(folder.resolve("events.csv"), csv);
    }
}
