package dev.limen.networks;

import dev.limen.autodiff.optimise.Schedule;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How a flat vector of parameters is trained downhill; immutable, what changes is a {@link TrainingState}.
 *
 * <pre>{@code
 * TrainingPlan plan = new TrainingPlan(UpdateRule.adam(), List.of(ParameterGroup.free("network", n)), Schedule.cosine(0.01), 300);
 * TrainingState state = plan.begin(weights.flat(), seed);
 * while (state.step() < plan.steps() && state.checksSinceBest() < patience) {
 *     state = plan.next(state, objective(state.point()), gradient(state.point()));
 *     state = state.checked(validation(state.values()));
 * }
 * Weights trained = weights.with(state.best());
 * }</pre>
 *
 * @param rule     makes steps of gradients
 * @param groups   the parts of the vector, in order
 * @param schedule factor on all learning rates
 * @param steps    how many the schedule is laid out for
 */
public record TrainingPlan(UpdateRule rule, List<ParameterGroup> groups, Schedule schedule, int steps) {
    private static final int HALVINGS = 5;
    private static final int SHORTENINGS = 30;
    private static final double TOLERANCE = 1e-8;

    public TrainingPlan {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(schedule, "schedule");
        groups = List.copyOf(groups);
        if (steps < 1 || groups.isEmpty()) {
            throw new IllegalArgumentException(
                    "A training of " + steps + " steps and " + groups.size() + " groups; expected 1 or more of each.");
        }
        for (ParameterGroup group : groups) {
            if (group.clips() && rule instanceof Lbfgs) {
                throw new IllegalArgumentException("Group '" + group.name()
                        + "' clips its gradient, which L-BFGS takes for the slope of the objective; leave it out, or"
                        + " choose another rule.");
            }
        }
    }

    /**
     * The state before the first evaluation.
     *
     * @param start one number for each parameter, within its bounds
     * @param seed  of the training's random numbers
     * @throws IllegalArgumentException naming a number that is not finite or out of bounds
     */
    public TrainingState begin(double[] start, long seed) {
        requireLength("start", start);
        int at = 0;
        for (ParameterGroup group : groups) {
            for (int i = 0; i < group.size(); i++, at++) {
                double x = start[at];
                if (!Double.isFinite(x) || x < group.lower(i) || x > group.upper(i)) {
                    throw new IllegalArgumentException("Parameter " + i + " of group '" + group.name() + "' starts at "
                            + x + "; expected a finite number in [" + group.lower(i) + ", " + group.upper(i) + "].");
                }
            }
        }
        double[] x = start.clone();
        int vectors = rule instanceof FirstOrder first ? first.vectors() : ((Lbfgs) rule).vectors();
        return new TrainingState(
                description(),
                seed,
                0,
                x,
                Position.start(x),
                Moments.zeros(vectors, x.length),
                new Watch(Double.NaN, 0, groups.stream().map(group -> 0).toList()),
                new Best(x, Double.POSITIVE_INFINITY, 0, 0),
                "",
                Map.of());
    }

    /**
     * The state after an evaluation at its {@link TrainingState#point}.
     *
     * <p>Where objective and gradient are finite, the point is accepted and the rule makes the next one; by L-BFGS, where
     * the objective has fallen, else the step is halved. Where they are not, as {@link #refused}.
     *
     * @param objective to be made smaller
     * @param gradient  one number for each parameter
     * @throws TrainingException if the training diverges or a free group's gradient stays 0; the message says what to
     *     change
     */
    public TrainingState next(TrainingState state, double objective, double[] gradient) {
        requireLength("gradient", gradient);
        requireOwn(state);
        if (state.ended().isPresent()) {
            throw new IllegalStateException("The training has ended: " + state.end() + ".");
        }
        if (!Double.isFinite(objective)) {
            return refused(state, "the objective is " + objective);
        }
        for (int i = 0; i < gradient.length; i++) {
            if (!Double.isFinite(gradient[i])) {
                return refused(state, "the gradient's " + place(i) + " is " + gradient[i]);
            }
        }
        Scaled scaled = new Scaled(groups, state.point(), gradient);
        return rule instanceof FirstOrder first
                ? stepped(state, objective, scaled, first)
                : searched(state, objective, scaled, (Lbfgs) rule);
    }

    /**
     * The state after an evaluation without a usable result, such as a rate below zero: the step is halved.
     *
     * @param why for the message
     * @throws TrainingException after five times in a row, or at the start
     */
    public TrainingState refused(TrainingState state, String why) {
        requireOwn(state);
        if (state.step() == 0) {
            throw new TrainingException("At the start " + why + ". Look for NaN among the inputs, standardise them, or"
                    + " begin with other parameters.");
        }
        Position shorter = state.position().halvedAsUndefined();
        if (shorter.undefined() > HALVINGS) {
            throw new TrainingException("After step " + state.step() + ", halved " + HALVINGS + " times, " + why
                    + ". Divide the learning rate by ten, or clip the gradient; learning rates are " + rates(groups)
                    + ".");
        }
        return moved(state, state.step(), shorter, state.moments(), state.watch(), "");
    }

    private TrainingState stepped(TrainingState state, double objective, Scaled scaled, FirstOrder first) {
        Watch watch = state.watch().after(objective, scaled.zeroGroups()).require(groups, state.step());
        scaled.clip();
        if (!first.decoupled()) {
            scaled.addDecay();
        }
        double[][] vectors = state.moments().copies();
        double[] move = new double[scaled.size()];
        first.direction(state.step(), scaled.gradient(), vectors, move);
        double factor = schedule.factor(Math.toIntExact(Math.min(state.step(), steps - 1L)), steps);
        scaled.byRates(move, factor, first.decoupled());
        Position position = new Position(scaled.x(), objective, move, 1, 0, 0);
        return moved(state, state.step() + 1, position, new Moments(vectors, 0), watch, "");
    }

    private TrainingState searched(TrainingState state, double objective, Scaled scaled, Lbfgs lbfgs) {
        Position before = state.position();
        Scaled.Step step = scaled.stepFrom(before.x());
        boolean first = state.step() == 0;
        double value = objective + scaled.decayTerm(scaled.x());
        scaled.addDecay();
        if (!first) {
            double[] old = state.moments().vectors()[2 * lbfgs.memory()];
            double promise = step.along(old);
            double reached = before.objective() + scaled.decayTerm(before.x());
            if (!(value <= reached + 1e-4 * promise && promise < 0)) {
                Position shorter = before.halvedAsHigher();
                String end = shorter.shortened() > SHORTENINGS
                        ? "no step along the search direction lowers the objective: rounding, noise, or a wrong gradient"
                        : "";
                return moved(state, state.step(), shorter, state.moments(), state.watch(), end);
            }
        }
        Watch watch = state.watch().after(objective, scaled.zeroGroups()).require(groups, state.step());
        Moments moments = first
                ? lbfgs.first(state.moments(), scaled.gradient())
                : lbfgs.after(state.moments(), step.values(), scaled.gradient());
        boolean[] free = scaled.free();
        double norm = scaled.largest(free);
        String end = norm <= TOLERANCE
                ? "converged: no component of the scaled gradient is above " + TOLERANCE + " (" + norm
                        + "; where it is exactly 0 from the start, nothing depends on the parameters: a dead network)"
                : "";
        Position position =
                new Position(scaled.x(), objective, lbfgs.direction(moments, scaled.gradient(), free), 1, 0, 0);
        return moved(state, state.step() + 1, position, moments, watch, end);
    }

    private TrainingState moved(
            TrainingState state, long step, Position position, Moments moments, Watch watch, String end) {
        return new TrainingState(
                state.plan(),
                state.seed(),
                step,
                Scaled.point(groups, position),
                position,
                moments,
                watch,
                state.bestSoFar(),
                end,
                state.attachments());
    }

    /** Rule and groups, as they stand in a checkpoint. */
    String description() {
        return rule.description() + " of "
                + groups.stream()
                        .map(group -> group.name() + " " + group.size())
                        .toList();
    }

    static String rates(List<ParameterGroup> groups) {
        return groups.stream()
                .map(group -> group.rate() + " of " + group.name())
                .toList()
                .toString();
    }

    private void requireOwn(TrainingState state) {
        if (!state.plan().equals(description())) {
            throw new IllegalArgumentException(
                    "The training state was made by " + state.plan() + ", and this plan is " + description()
                            + ": expected the same rule and groups. Begin anew, or go back to the old settings.");
        }
    }

    private void requireLength(String what, double[] vector) {
        int size = groups.stream().mapToInt(ParameterGroup::size).sum();
        if (vector.length != size) {
            throw new IllegalArgumentException("The " + what + " has " + vector.length + " numbers; expected " + size
                    + ", as many as the groups "
                    + groups.stream().map(g -> g.name() + " " + g.size()).toList()
                    + " have.");
        }
    }

    private String place(int index) {
        int at = index;
        for (ParameterGroup group : groups) {
            if (at < group.size()) {
                return "component " + at + " of group '" + group.name() + "'";
            }
            at -= group.size();
        }
        throw new IndexOutOfBoundsException(index);
    }
}
