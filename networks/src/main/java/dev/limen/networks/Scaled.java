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
        this.gradient = new double[x.length];
        each((group, i, at) -> gradient[at] = raw[at] * group.unit(i));
    }

    private interface Component {
        void visit(ParameterGroup group, int i, int at);
    }

    private void each(Component component) {
        each(groups, component);
    }

    private static void each(List<ParameterGroup> groups, Component component) {
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
            for (int i = 0; i < group.size(); i++, at++) {
                all &= gradient[at] == 0;
            }
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
        each((group, i, at) -> gradient[at] += group.decay() * x[at]);
    }

    /** The sum of {@code decay/2 |x|^2} over groups. */
    double decayTerm(double[] point) {
        double[] sum = new double[1];
        each((group, i, at) -> sum[0] += 0.5 * group.decay() * point[at] * point[at]);
        return sum[0];
    }

    /** Multiplies a step by the groups' learning rates, and lets weights decay where that is no part of the gradient. */
    void byRates(double[] move, double factor, boolean decoupled) {
        each((group, i, at) -> {
            double rate = group.rate() * factor;
            move[at] = rate * move[at] - (decoupled ? rate * group.decay() * x[at] : 0);
        });
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
        double[] point = new double[position.x().length];
        each(groups, (group, i, at) -> {
            double to = position.x()[at] + position.fraction() * position.move()[at] * group.unit(i);
            point[at] = Math.max(group.lower(i), Math.min(group.upper(i), to));
        });
        return point;
    }
}
