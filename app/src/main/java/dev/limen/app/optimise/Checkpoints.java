package dev.limen.app.optimise;

import dev.limen.networks.TrainingState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where trainings that may be broken off keep their state, one file a training. */
public final class Checkpoints {
    private final Optional<Path> folder;

    private Checkpoints(Optional<Path> folder) {
        this.folder = folder;
    }

    /** Keeps nothing. */
    public static Checkpoints none() {
        return new Checkpoints(Optional.empty());
    }

    /** Keeps them in a folder that exists. */
    public static Checkpoints in(Path folder) {
        return new Checkpoints(Optional.of(folder));
    }

    /** What a training's file is called. */
    public static String file(String training) {
        return training.replace(' ', '-') + ".checkpoint";
    }

    Optional<TrainingState> read(String training) {
        return folder.map(path -> path.resolve(file(training)))
                .filter(Files::exists)
                .map(TrainingState::read);
    }

    void write(String training, TrainingState state) {
        folder.ifPresent(path -> state.write(path.resolve(file(training))));
    }
}
