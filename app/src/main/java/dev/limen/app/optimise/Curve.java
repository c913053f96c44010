package dev.limen.app.optimise;

import dev.limen.autodiff.Tensor;
import dev.limen.networks.TrainingState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The way of a training: a point each step, and checks on validation events. */
final class Curve {
    private static final String STEPS = "curve steps";
    private static final String LOSSES = "curve losses";
    private static final String RATES = "curve rates";
    private static final String CHECK_STEPS = "check steps";
    private static final String CHECKS = "checks";

    private final List<TrainingOutcome.Point> points = new ArrayList<>();
    private final List<TrainingOutcome.Check> checks = new ArrayList<>();

    /** Adds a step. */
    void add(TrainingOutcome.Point point) {
        points.add(point);
    }

    /** Adds a check. */
    void add(TrainingOutcome.Check check) {
        checks.add(check);
    }

    /** Forgets a step and what came after it. */
    void backTo(long step) {
        points.removeIf(point -> point.step() >= step);
    }

    /** The loss of the first step; NaN before it. */
    double first() {
        return points.isEmpty() ? Double.NaN : points.get(0).training();
    }

    /** The loss of the last step; NaN before the first. */
    double last() {
        return points.isEmpty() ? Double.NaN : points.get(points.size() - 1).training();
    }

    TrainingOutcome.Curve published(String name, String loss, int best) {
        return new TrainingOutcome.Curve(name, loss, points, checks, best);
    }

    /** A state that remembers the curve. */
    TrainingState kept(TrainingState state) {
        return state.with(STEPS, tensor(points, TrainingOutcome.Point::step))
                .with(LOSSES, tensor(points, TrainingOutcome.Point::training))
                .with(RATES, tensor(points, TrainingOutcome.Point::rate))
                .with(CHECK_STEPS, tensor(checks, TrainingOutcome.Check::step))
                .with(CHECKS, tensor(checks, TrainingOutcome.Check::validation));
    }

    private static <T> Tensor tensor(List<T> of, ToDoubleFunction<T> number) {
        return Tensor.of(of.stream().mapToDouble(number).toArray());
    }

    /** Goes on from a state that remembers one. */
    void restore(TrainingState state) {
        points.clear();
        checks.clear();
        Tensor steps = state.attachments().get(STEPS);
        for (int i = 0; i < steps.size(); i++) {
            points.add(new TrainingOutcome.Point(
                    (int) steps.at(i),
                    state.attachments().get(LOSSES).at(i),
                    state.attachments().get(RATES).at(i)));
        }
        Tensor checkSteps = state.attachments().get(CHECK_STEPS);
        for (int i = 0; i < checkSteps.size(); i++) {
            checks.add(new TrainingOutcome.Check(
                    (int) checkSteps.at(i), state.attachments().get(CHECKS).at(i)));
        }
    }
}
