package dev.limen.networks;

import dev.limen.autodiff.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A {@link TrainingState} as a {@link TensorFile}: whole numbers are texts, all others tensors of 64 bits. */
final class TrainingStateFile {
    private static final String FORMAT = "limen training state 1";
    private static final String ATTACHED = "attached.";

    private TrainingStateFile() {}

    static void write(Path file, TrainingState state) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("format", FORMAT);
        texts.put("plan", state.plan());
        texts.put("seed", Long.toString(state.seed()));
        texts.put("step", Long.toString(state.step()));
        texts.put("ended", state.end());
        Position position = state.position();
        texts.put("undefined", Integer.toString(position.undefined()));
        texts.put("shortened", Integer.toString(position.shortened()));
        texts.put("pairs", Integer.toString(state.moments().count()));
        texts.put("worse", Integer.toString(state.watch().worse()));
        texts.put("best.step", Long.toString(state.bestStep()));
        texts.put("best.since", Integer.toString(state.checksSinceBest()));
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("point", Tensor.of(state.point()));
        tensors.put("x", Tensor.of(position.x()));
        tensors.put("objective", Tensor.scalar(position.objective()));
        tensors.put("move", Tensor.of(position.move()));
        tensors.put("fraction", Tensor.scalar(position.fraction()));
        double[][] vectors = state.moments().vectors();
        for (int k = 0; k < vectors.length; k++) {
            tensors.put("moments." + k, Tensor.of(vectors[k]));
        }
        tensors.put("first", Tensor.scalar(state.watch().first()));
        tensors.put(
                "idle",
                Tensor.ofInts(state.watch().idle().stream()
                        .mapToInt(Integer::intValue)
                        .toArray()));
        tensors.put("best.x", Tensor.of(state.best()));
        tensors.put("best.objective", Tensor.scalar(state.bestObjective()));
        state.attachments().forEach((name, tensor) -> tensors.put(ATTACHED + name, tensor));
        new TensorFile(texts, tensors).write(file);
    }

    static TrainingState read(Path file) {
        TensorFile read = TensorFile.read(file, "a training's checkpoint");
        try {
            if (!read.text("format").equals(FORMAT)) {
                throw new IllegalArgumentException("its format is '" + read.text("format") + "'");
            }
            return state(read);
        } catch (IllegalArgumentException error) {
            throw new NetworkFileException(
                    file + " is no checkpoint of format '" + FORMAT + "': " + error.getMessage()
                            + ". Begin the training anew, or go on with the version that wrote it.",
                    error);
        }
    }

    private static TrainingState state(TensorFile read) {
        List<double[]> vectors = new ArrayList<>();
        while (read.tensors().containsKey("moments." + vectors.size())) {
            vectors.add(read.tensor("moments." + vectors.size()).toDoubles());
        }
        Map<String, Tensor> attachments = new LinkedHashMap<>();
        read.tensors().forEach((name, tensor) -> {
            if (name.startsWith(ATTACHED)) {
                attachments.put(name.substring(ATTACHED.length()), tensor);
            }
        });
        return new TrainingState(
                read.text("plan"),
                whole(read, "seed"),
                whole(read, "step"),
                read.tensor("point").toDoubles(),
                new Position(
                        read.tensor("x").toDoubles(),
                        read.tensor("objective").item(),
                        read.tensor("move").toDoubles(),
                        read.tensor("fraction").item(),
                        (int) whole(read, "undefined"),
                        (int) whole(read, "shortened")),
                new Moments(vectors.toArray(double[][]::new), (int) whole(read, "pairs")),
                new Watch(
                        read.tensor("first").item(),
                        (int) whole(read, "worse"),
                        Arrays.stream(read.tensor("idle").toDoubles())
                                .mapToObj(count -> (int) count)
                                .toList()),
                new Best(
                        read.tensor("best.x").toDoubles(),
                        read.tensor("best.objective").item(),
                        whole(read, "best.step"),
                        (int) whole(read, "best.since")),
                read.text("ended"),
                attachments);
    }

    private static long whole(TensorFile read, String name) {
        return Long.parseLong(read.text(name));
    }
}
