package dev.limen.app.run;

import dev.limen.app.analysis.Network;
import dev.limen.app.optimise.SavedNetwork;
import dev.limen.app.optimise.TrainingOutcome;
import dev.limen.networks.Onnx;
import dev.limen.networks.TrainedNetwork;
import java.nio.file.Path;

/** The networks of a run: ONNX of those trained on the objective, and weights of all. */
final class NetworkFiles {
    private static final String WEIGHTS = ".safetensors";
    private static final String OF_OBJECTS = ".objects";

    private NetworkFiles() {}

    static void write(Path folder, TrainingOutcome outcome) {
        for (TrainingOutcome.Named named : outcome.networks()) {
            boolean own = named.training().equals(outcome.network().name());
            String name =
                    own ? named.name() : named.name() + "-" + named.training().replace(' ', '-');
            write(folder, name, named.trained().network(), own);
            named.trained().ofObjects().ifPresent(phi -> write(folder, name + OF_OBJECTS, phi, own));
        }
    }

    private static void write(Path folder, String name, TrainedNetwork trained, boolean own) {
        trained.write(folder.resolve(name + WEIGHTS));
        if (own) {
            Onnx.write(folder.resolve(name + ".onnx"), trained);
        }
    }

    /** A network trained on the objective, as it was written. */
    static SavedNetwork read(Path folder, Network network) {
        return new SavedNetwork(
                TrainedNetwork.read(folder.resolve(network.name() + WEIGHTS)),
                network.set().map(set -> TrainedNetwork.read(folder.resolve(network.name() + OF_OBJECTS + WEIGHTS))));
    }
}
