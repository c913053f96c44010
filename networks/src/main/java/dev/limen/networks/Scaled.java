package dev.limen.networks;

import java.util.ArrayList;
import java.util.List;

/** A point and the gradient there in the units of their groups: {@code upper - lower} for bounded parameters, else 1. */
final class Scaled {
    private final List<ParameterGroup> groups;
    private final double[] x;
    private final double[] gradient;

    Scaled(List<ParameterGroup> groups, double[] x, double[] raw) {
        this.groups = groups;
        this.x = x;
        this.gradient = raw.clone();
        int at = 0;
        for (ParameterGroup group : groups) {
            group.toUnits(gradient, at);
            at += group.size();
        }
    }

    private interface Component {
        void visit(ParameterGroup group, int i, int at);
    }

    private void each(Component component) {
        int at = 0;
        for (ParameterGroup group : groups) {
            for (int i = 0; i < group.size(); i++, at++) {
                component.visit(group, i, at);
            }
        }
    }

    int size() {
        return x.length;
    }

    /** The point, in the parameters' own units. */
    double[] x() {
        return x;
    }

    double[] gradient() {
        return gradient;
    }

    /** For each group, whether it is free, moves, and has a gradient of exactly 0. */
    List<Boolean> zeroGroups() {
        List<Boolean> zero = new ArrayList<>();
        int at = 0;
        for (ParameterGroup group : groups) {
            boolean all = group.size() > 0 && group.rate() > 0 && !group.isBounded();
            for (int i = at; all && i < at + group.size(); i++) {
                all = gradient[i] == 0;
            }
            at += group.size();
            zero.add(all);
        }
        return zero;
    }

    void clip() {
        int at = 0;
        for (ParameterGroup group : groups) {
            group.clip(gradient, at);
            at += group.size();
        }
    }

    /** Adds the slope of {@code decay/2 |x|^2}. */
    void addDecay() {
        int from = 0;
        for (ParameterGroup group : groups) {
            for (int at = from; group.decay() > 0 && at < from + group.size(); at++) {
                gradient[at] += group.decay() * x[at];
            }
            from += group.size();
        }
    }

    /** The sum of {@code decay/2 |x|^2} over groups. */
    double decayTerm(double[] point) {
        double[] sum = new double[1];
        each((group, i, at) -> sum[0] += 0.5 * group.decay() * point[at] * point[at]);
        return sum[0];
    }

    /** Multiplies a step by the groups' learning rates, and lets weights decay where that is no part of the gradient. */
    void byRates(double[] move, double factor, boolean decoupled) {
        int from = 0;
        for (ParameterGroup group : groups) {
            double rate = group.rate() * factor;
            double decay = decoupled ? rate * group.decay() : 0;
            for (int at = from; at < from + group.size(); at++) {
                move[at] = rate * move[at] - decay * x[at];
            }
            from += group.size();
        }
    }

    /** Which parameters no bound holds against the gradient. */
    boolean[] free() {
        boolean[] free = new boolean[x.length];
        each((group, i, at) -> free[at] = group.rate() > 0
                && !(x[at] <= group.lower(i) && gradient[at] >= 0)
                && !(x[at] >= group.upper(i) && gradient[at] <= 0));
        return free;
    }

    /** The largest absolute component of the gradient among those. */
    double largest(boolean[] free) {
        double largest = 0;
        for (int i = 0; i < free.length; i++) {
            largest = free[i] ? Math.max(largest, Math.abs(gradient[i])) : largest;
        }
        return largest;
    }

    /** The step that led here from another point. */
    Step stepFrom(double[] before) {
        double[] step = new double[x.length];
        each((group, i, at) -> step[at] = (x[at] - before[at]) / group.unit(i));
        return new Step(step);
    }

    /** A step in scaled units. */
    record Step(double[] values) {
        double along(double[] slope) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += values[i] * slope[i];
            }
            return sum;
        }
    }

    /** {@code x + fraction move}, in the parameters' own units, within the bounds. */
    static double[] point(List<ParameterGroup> groups, Position position) {
        double[] x = position.x();
        double[] point = new double[x.length];
        int from = 0;
        for (ParameterGroup group : groups) {
            group.moved(x, position.fraction(), position.move(), point, from);
            from += group.size();
        }
        return point;
    }
}
