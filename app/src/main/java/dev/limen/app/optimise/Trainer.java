package dev.limen.app.optimise;

import dev.limen.app.analysis.Threshold;
import dev.limen.app.analysis.Training;
import dev.limen.app.analysis.Training.Method;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.optimise.Schedule;
import dev.limen.networks.ParameterGroup;
import dev.limen.networks.TrainingException;
import dev.limen.networks.TrainingPlan;
import dev.limen.networks.TrainingState;
import dev.limen.networks.UpdateRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One training: steps along gradients on training events, checks on validation events, the best of which is kept.
 *
 * <p>Where hard cuts show at a check that the simulation does not carry the point, the training goes back to the check
 * before and on with half the rates.
 */
final class Trainer {
    private static final int HALVINGS = 5;
    private static final double LAST_RATE = 0.01;
    private static final String FACTOR = "rate factor";
    private static final String RAW = "batch bias";
    private static final String CORRECTED = "batch bias corrected";

    private final Plan plan;
    private final Training settings;
    private final Progress progress;
    private final Checkpoints checkpoints;
    private final ScoreSpread spread;

    Trainer(Plan plan, Progress progress, Checkpoints checkpoints, ScoreSpread spread) {
        this.spread = spread;
        this.plan = plan;
        this.settings = plan.analysis().training();
        this.progress = progress;
        this.checkpoints = checkpoints;
    }

    /** What moves. */
    enum Moving {
        /** Thresholds and weights. */
        ALL,
        /** Weights; thresholds stay. */
        WEIGHTS,
        /** Thresholds; weights stay. */
        THRESHOLDS
    }

    /**
     * What came of a training.
     *
     * @param name of the training
     * @param x the best thresholds and weights by validation
     * @param curve the way
     * @param warnings what a reader must know of it
     * @param bias how far batches were off
     */
    record Trained(
            String name,
            double[] x,
            TrainingOutcome.Curve curve,
            List<String> warnings,
            List<TrainingOutcome.Bias> bias) {}

    /**
     * Trains.
     *
     * @throws OptimisationException if it diverges before anything was gained
     * @throws InterruptedOptimisationException if the user stops it
     */
    Trained train(String name, double[] start, Moving moving, TrainingLoss loss) {
        return new Run(name, moving, loss, start).go();
    }

    private TrainingPlan steps(Moving moving, double factor) {
        List<ParameterGroup> groups = new ArrayList<>();
        Optional<Method.Stochastic> rates =
                settings.method() instanceof Method.Stochastic stochastic ? Optional.of(stochastic) : Optional.empty();
        List<Threshold> thresholds = plan.thresholds();
        if (!thresholds.isEmpty()) {
            ParameterGroup group = ParameterGroup.bounded(
                    "thresholds",
                    thresholds.stream()
                            .mapToDouble(each -> each.range().lower())
                            .toArray(),
                    thresholds.stream()
                            .mapToDouble(each -> each.range().upper())
                            .toArray());
            double rate = rates.map(Method.Stochastic::thresholdRate).orElse(1.0);
            groups.add(group.rate(moving == Moving.WEIGHTS ? 0 : factor * rate));
        }
        for (Scorer scorer : plan.scorers()) {
            ParameterGroup group = ParameterGroup.free(scorer.name(), scorer.size());
            double rate = rates.map(Method.Stochastic::learningRate).orElse(1.0);
            group = group.rate(moving == Moving.THRESHOLDS ? 0 : factor * rate);
            double decay = rates.map(Method.Stochastic::weightDecay).orElse(0.0);
            group = moving == Moving.THRESHOLDS ? group : group.decay(decay);
            double clip = rates.map(Method.Stochastic::clip).orElse(Double.POSITIVE_INFINITY);
            groups.add(Double.isFinite(clip) ? group.clipNorm(clip) : group);
        }
        return new TrainingPlan(rule(), groups, schedule(), settings.method().steps());
    }

    private UpdateRule rule() {
        if (settings.method() instanceof Method.Lbfgs lbfgs) {
            return UpdateRule.lbfgs(lbfgs.memory());
        }
        Method.Stochastic stochastic = (Method.Stochastic) settings.method();
        return switch (stochastic.rule()) {
            case ADAM -> UpdateRule.adam();
            case ADAMW -> UpdateRule.adamW();
            case SGD -> UpdateRule.sgd(stochastic.momentum());
        };
    }

    private Schedule schedule() {
        if (!(settings.method() instanceof Method.Stochastic stochastic)) {
            return Schedule.constant();
        }
        return switch (stochastic.schedule()) {
            case CONSTANT -> Schedule.constant();
            case COSINE -> Schedule.cosine(LAST_RATE);
            case GEOMETRIC -> Schedule.geometric(LAST_RATE);
        };
    }

    private double rate(Moving moving, long step, double factor) {
        if (!(settings.method() instanceof Method.Stochastic stochastic)) {
            return Double.NaN;
        }
        double rate = moving == Moving.THRESHOLDS ? stochastic.thresholdRate() : stochastic.learningRate();
        int last = stochastic.steps();
        return factor * rate * schedule().factor((int) Math.min(step, last - 1L), last);
    }

    /** A training on its way. */
    private final class Run {
        private final String name;
        private final Moving moving;
        private final TrainingLoss loss;
        private final Curve curve = new Curve();
        private final List<String> warnings = new ArrayList<>();
        private Optional<String> walled = Optional.empty();
        private TrainingState mark;
        private int refusals;
        private double factor = 1;
        private TrainingPlan steps;
        private long begun = -1;
        private long marked = -1;

        Run(String name, Moving moving, TrainingLoss loss, double[] start) {
            this.name = name;
            this.moving = moving;
            this.loss = loss;
            this.steps = steps(moving, 1);
            this.mark = steps.begin(start, plan.analysis().events().split().seed());
        }

        Trained go() {
            progress.phase("training: " + name);
            progress.measures(loss.name());
            mark = checkpoints.read(name).map(this::restored).orElse(mark);
            TrainingState state = mark;
            try {
                while (!done(state) && walled.isEmpty()) {
                    if (state.step() % settings.checkEvery() == 0 && marked != state.step()) {
                        Optional<String> refusal = refusal(state);
                        if (refusal.isPresent()) {
                            state = back("with hard cuts " + refusal.get());
                            continue;
                        } else {
                            mark = marked(state);
                            state = mark;
                        }
                    }
                    TrainingState next = step(state);
                    boolean accepted = next.step() > state.step();
                    state = next;
                    if (accepted && !shown(state)) {
                        throw new InterruptedOptimisationException(List.of(), List.of());
                    }
                }
                if (marked != state.step() && refusal(state).isEmpty()) {
                    state = marked(state);
                }
                walled.ifPresent(wall -> warnings.add(name + " ended at step " + mark.step() + ": " + wall));
            } catch (TrainingException trouble) {
                if (state.bestStep() == 0) {
                    throw new OptimisationException(name + ": " + trouble.getMessage(), trouble);
                }
                warnings.add(name + " ended early, and its best step, " + (state.bestStep() - 1) + ", is used: "
                        + trouble.getMessage());
            }
            noteFailure(state);
            int best = (int) Math.max(0, state.bestStep() - 1);
            return new Trained(
                    name,
                    state.best(),
                    curve.published(name, loss.name(), best),
                    List.copyOf(warnings),
                    loss.bias().published());
        }

        /** A training that ends where it began is a finding, or a mistake. */
        private void noteFailure(TrainingState state) {
            if (state.bestStep() > 0 || !warnings.isEmpty()) {
                return;
            }
            String rise =
                    "%s: the %s of training events went from %.4g to %.4g, and none of its steps was better than its start on validation events."
                            .formatted(name, loss.name(), curve.first(), curve.last());
            boolean risen = Math.abs(curve.last() - curve.first()) > Math.max(1, Math.abs(curve.first()));
            if (risen) {
                throw new OptimisationException(rise + " Divide the learning rate by ten, or clip the gradient.");
            }
            warnings.add(rise + " Its start is used.");
        }

        private boolean done(TrainingState state) {
            boolean patient = settings.patience()
                    .filter(checks -> state.checksSinceBest() >= checks)
                    .isEmpty();
            return state.step() >= steps.steps() || state.ended().isPresent() || !patient;
        }

        private TrainingState step(TrainingState state) {
            double[] x = state.point();
            int index = (int) state.step();
            if (begun != index) {
                begun = index;
                loss.begin(index, x);
            }
            double[] gradient = new double[x.length];
            double value = loss.evaluate(x, gradient);
            if (!Double.isFinite(value)) {
                refusals++;
                // A step from the start that cannot be shortened enough is a mistake in the settings.
                return refusals > HALVINGS && state.step() > 0
                        ? back(loss.defect())
                        : steps.refused(state, loss.defect());
            }
            refusals = 0;
            TrainingState next = steps.next(state, value, gradient);
            if (next.step() > state.step()) {
                curve.add(new TrainingOutcome.Point(index, loss.shown(loss.objective()), rate(moving, index, factor)));
                if (next.step() % settings.checkEvery() == 0) {
                    loss.settle(next.point());
                }
            }
            return next;
        }

        /** Why the last accepted point cannot be kept; the start can. */
        private Optional<String> refusal(TrainingState state) {
            return state.step() == 0 ? Optional.empty() : loss.refusal(state.values());
        }

        /** Checks the last accepted point on validation events, and keeps all that is known. */
        private TrainingState marked(TrainingState state) {
            marked = state.step();
            spread.require(state.values());
            double found = loss.validation(state.values());
            curve.add(new TrainingOutcome.Check((int) Math.max(0, state.step() - 1), loss.shown(found)));
            TrainingState checked = state.checked(found);
            Tensor[] bias = loss.bias().toTensors();
            TrainingState kept = curve.kept(checked)
                    .with(FACTOR, Tensor.scalar(factor))
                    .with(RAW, bias[0])
                    .with(CORRECTED, bias[1]);
            checkpoints.write(name, kept);
            return kept;
        }

        /** Back to the last check with half the rates, or to the end of the training. */
        private TrainingState back(String refusal) {
            factor /= 2;
            refusals = 0;
            if (factor < Math.pow(0.5, HALVINGS)) {
                walled = Optional.of(refusal + ", although rates were halved " + HALVINGS
                        + " times. Give fewer bins or wider ones, or more events.");
                return mark;
            }
            progress.warning("after step " + mark.step() + ": " + refusal + "; going back to it with half the rates.");
            steps = steps(moving, factor);
            curve.backTo(mark.step());
            marked = mark.step();
            begun = -1;
            return mark;
        }

        private boolean shown(TrainingState state) {
            return progress.step((int) state.step() - 1, steps.steps(), loss.shown(loss.objective()));
        }

        private TrainingState restored(TrainingState state) {
            curve.restore(state);
            factor = state.attachments().get(FACTOR).item();
            steps = steps(moving, factor);
            loss.bias()
                    .restore(state.attachments().get(RAW), state.attachments().get(CORRECTED));
            marked = state.step();
            if (state.step() > 0) {
                progress.recalled((int) state.step() - 1);
            }
            return state;
        }
    }
}
