package dev.limen.app.optimise;

import dev.limen.app.analysis.Outflow;
import dev.limen.app.analysis.Region;
import dev.limen.app.analysis.Sample;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.data.Events;
import dev.limen.ops.Histogram;
import dev.limen.ops.Histograms;
import dev.limen.ops.Overflow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The soft histograms of one sample as functions of what moves: two sweeps over its events, one for the contents and
 * one that pulls the objective's derivatives by them back to thresholds and weights.
 */
final class SoftSample {
    private final String name;
    private final Tensor weights;
    private final double sumOfWeights;
    private final List<Slot> slots;
    private final BoundColumns columns;
    private final Program forward;
    private final Program backward;

    SoftSample(Plan plan, Sample sample, Events events) {
        this.name = sample.name();
        this.weights = events.nominal().weight();
        this.sumOfWeights = Arrays.stream(weights.toDoubles()).sum();
        this.slots = plan.slots(sample);
        Thresholds thresholds = new Thresholds(plan);
        Expr widths = Expr.variable("width factor", Shape.scalar());
        Expr bandwidths = Expr.variable("bandwidth factor", Shape.scalar());
        EventColumns variables = new EventColumns(
                plan, thresholds, new Relaxation.Soft(widths), variation -> EventSets.table(events, variation));
        List<Expr> contents = new ArrayList<>();
        List<Expr> bound = new ArrayList<>();
        for (Slot slot : slots) {
            Region region = plan.region(slot.region());
            Expr weight = variables.weight(region, slot.variation());
            Expr acceptance = variables.accepted(region, region.cuts(), slot.variation(), weight);
            Expr x = variables.column(region.observable(), slot.variation());
            Histogram histogram = soft(region, x, weight, acceptance, bandwidths);
            contents.add(histogram.sumw());
            contents.add(histogram.sumw2());
        }
        bound.addAll(List.of(thresholds.vector(), widths, bandwidths));
        bound.addAll(variables.variables());
        this.columns = variables.bound();
        List<Expr> cotangents = contents.stream()
                .map(expr -> Expr.variable("cotangent", expr.shape()))
                .toList();
        Expr pulled = Derivatives.vjp(contents, cotangents, List.of(thresholds.vector()))
                .get(0);
        this.forward = Program.compile(bound, contents);
        List<Expr> both = new ArrayList<>(bound);
        both.addAll(cotangents);
        this.backward = Program.compile(both, List.of(pulled));
    }

    private static Histogram soft(Region region, Expr x, Expr weight, Expr acceptance, Expr bandwidths) {
        Overflow overflow = overflow(region);
        Expr edges = Expr.constant(edges(region));
        if (region.bandwidth().isEmpty()) {
            return Histograms.hard(x, weight, acceptance, edges, overflow);
        }
        return Histograms.kde(
                x, weight, acceptance, edges, bandwidths.mul(region.bandwidth().get()), overflow);
    }

    /** Under- and overflow are asked for together or not at all: the edges are moved out on the side that keeps. */
    static Overflow overflow(Region region) {
        return region.underflow() == Outflow.KEEP && region.overflow() == Outflow.KEEP
                ? Overflow.REFLECT
                : Overflow.DROP;
    }

    /** The edges; one that lets everything in on its side is moved out beyond all events. */
    static Tensor edges(Region region) {
        double[] edges =
                region.edges().stream().mapToDouble(Double::doubleValue).toArray();
        double far = 1e6 * (edges[edges.length - 1] - edges[0]);
        if (overflow(region) == Overflow.DROP) {
            edges[0] -= region.underflow() == Outflow.KEEP ? far : 0;
            edges[edges.length - 1] += region.overflow() == Outflow.KEEP ? far : 0;
        }
        return Tensor.of(edges);
    }

    /** All events of the sample. */
    SoftEvents all() {
        return new SoftEvents(columns.all(), 1);
    }

    /**
     * Some events of the sample, which stand for all of it.
     *
     * @param rows which
     * @throws OptimisationException if their weights do not add up to a positive part of the sample's
     */
    SoftEvents some(int[] rows) {
        double part = 0;
        for (int row : rows) {
            part += weights.at(row);
        }
        double factor = sumOfWeights / part;
        if (!(factor > 0) || Double.isInfinite(factor)) {
            throw new OptimisationException("/training/batch: the weights of " + rows.length + " events of sample '"
                    + name + "' in a batch add up to " + part + ", those of the whole sample to " + sumOfWeights
                    + ". Give a larger batch, or write 'batch: full'.");
        }
        return new SoftEvents(columns.some(rows), factor);
    }

    /**
     * Events to fill histograms with.
     *
     * @param columns in the order of the program's variables
     * @param factor on contents, so that they stand for the whole sample: one power of it for sums of squares, too, which
     *     then estimate those of the whole sample
     */
    record SoftEvents(List<Tensor> columns, double factor) {}

    /** The contents of all events by slot. */
    Map<Slot, Counts> contents(double[] thresholds, double widths, double bandwidths) {
        return contents(all(), thresholds, widths, bandwidths);
    }

    /** The contents by slot. */
    Map<Slot, Counts> contents(SoftEvents events, double[] thresholds, double widths, double bandwidths) {
        Result result = forward.run(inputs(events, thresholds, widths, bandwidths));
        Map<Slot, Counts> contents = new LinkedHashMap<>();
        for (int k = 0; k < slots.size(); k++) {
            contents.put(
                    slots.get(k),
                    new Counts(
                                    result.output(2 * k).toDoubles(),
                                    result.output(2 * k + 1).toDoubles())
                            .scaled(events.factor()));
        }
        return contents;
    }

    /** Derivatives of the objective by what moves, from those by the contents; added to {@code gradient}. */
    void pullBack(
            double[] thresholds, double widths, double bandwidths, Map<Slot, Counts> cotangents, double[] gradient) {
        pullBack(all(), thresholds, widths, bandwidths, cotangents, gradient);
    }

    /** The same of some events. */
    void pullBack(
            SoftEvents events,
            double[] thresholds,
            double widths,
            double bandwidths,
            Map<Slot, Counts> cotangents,
            double[] gradient) {
        List<Tensor> inputs = inputs(events, thresholds, widths, bandwidths);
        for (Slot slot : slots) {
            Counts by = cotangents.get(slot).scaled(events.factor());
            inputs.add(Tensor.of(by.sumw()));
            inputs.add(Tensor.of(by.sumw2()));
        }
        double[] pulled = backward.run(inputs).output(0).toDoubles();
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] += pulled[i];
        }
    }

    private static List<Tensor> inputs(SoftEvents events, double[] thresholds, double widths, double bandwidths) {
        List<Tensor> inputs = new ArrayList<>();
        inputs.add(Tensor.of(thresholds));
        inputs.add(Tensor.scalar(widths));
        inputs.add(Tensor.scalar(bandwidths));
        inputs.addAll(events.columns());
        return inputs;
    }
}
