package dev.limen.networks;

import dev.limen.autodiff.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All that a training remembers between two evaluations of its objective: parameters, moments, the step, the best point
 * by validation; immutable.
 *
 * <p>A training is a loop of an evaluation at {@link #point}, then {@link TrainingPlan#next}. A state that was written and
 * read again goes on with the same bits.
 */
public final class TrainingState {
    private final String plan;
    private final long seed;
    private final long step;
    private final double[] point;
    private final Position position;
    private final Moments moments;
    private final Watch watch;
    private final Best best;
    private final String ended;
    private final Map<String, Tensor> attachments;

    TrainingState(
            String plan,
            long seed,
            long step,
            double[] point,
            Position position,
            Moments moments,
            Watch watch,
            Best best,
            String ended,
            Map<String, Tensor> attachments) {
        this.plan = plan;
        this.seed = seed;
        this.step = step;
        this.point = point;
        this.position = position;
        this.moments = moments;
        this.watch = watch;
        this.best = best;
        this.ended = ended;
        this.attachments = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(attachments));
    }

    /** Where the objective and its gradient are wanted next, in a new array. */
    public double[] point() {
        return point.clone();
    }

    /** The last point whose objective was accepted, in a new array; the start before the first. */
    public double[] values() {
        return position.x().clone();
    }

    /** The objective at {@link #values}; NaN before the first evaluation. */
    public double objective() {
        return position.objective();
    }

    /** How many evaluations have been accepted. */
    public long step() {
        return step;
    }

    /** What random numbers of the training are keyed by, with the step. */
    public long seed() {
        return seed;
    }

    /** Why the rule has nothing more to do; empty while it has. */
    public Optional<String> ended() {
        return ended.isEmpty() ? Optional.empty() : Optional.of(ended);
    }

    /**
     * After a check of {@link #values} on validation events: they are kept if it is the best so far.
     *
     * @param objective of the check, lower is better; NaN counts as no gain
     */
    public TrainingState checked(double objective) {
        Best now = best.checked(position.x(), objective, step);
        return new TrainingState(plan, seed, step, point, position, moments, watch, now, ended, attachments);
    }

    /** The point of the best check, in a new array; the start before the first. */
    public double[] best() {
        return best.x().clone();
    }

    /** The result of the best check; infinite before the first. */
    public double bestObjective() {
        return best.objective();
    }

    /** {@link #step} at the best check. */
    public long bestStep() {
        return best.step();
    }

    /** Checks since the best one: early stopping compares it with its patience. */
    public int checksSinceBest() {
        return best.since();
    }

    /** The same with something more to remember, such as running statistics or curves; it replaces what had the name. */
    public TrainingState with(String name, Tensor attachment) {
        Map<String, Tensor> more = new LinkedHashMap<>(attachments);
        more.put(name, attachment);
        return new TrainingState(plan, seed, step, point, position, moments, watch, best, ended, more);
    }

    /** What the caller added, by name. */
    public Map<String, Tensor> attachments() {
        return attachments;
    }

    /**
     * Writes a checkpoint: the file is complete or, after a kill, the former one.
     *
     * @throws NetworkFileException if it cannot be written
     */
    public void write(Path file) {
        TrainingStateFile.write(file, this);
    }

    /**
     * Reads a checkpoint.
     *
     * @throws NetworkFileException if it cannot be read, is damaged or no checkpoint
     */
    public static TrainingState read(Path file) {
        return TrainingStateFile.read(file);
    }

    String plan() {
        return plan;
    }

    Position position() {
        return position;
    }

    Moments moments() {
        return moments;
    }

    Watch watch() {
        return watch;
    }

    Best bestSoFar() {
        return best;
    }

    String end() {
        return ended;
    }
}
