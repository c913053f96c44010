package dev.limen.app.run;

import dev.limen.app.optimise.TrainingOutcome;
import dev.limen.networks.Onnx;
import java.nio.file.Path;

/** The networks of a run: ONNX of those trained on the objective, and weights of all. */
final class NetworkFiles {

    private NetworkFiles() {}

    static void write(Path folder, TrainingOutcome outcome) {
        for (TrainingOutcome.Named named : outcome.networks()) {
            boolean own = named.training().equals(outcome.network().name());
            String name =
                    own ? named.name() : named.name() + "-" + named.training().replace(' ', '-');
            named.trained().write(folder.resolve(name + ".safetensors"));
            if (own) {
                Onnx.write(folder.resolve(name + ".onnx"), named.trained());
            }
        }
    }
}
