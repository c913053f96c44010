package dev.limen.app.optimise;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Tensor;
import dev.limen.data.Events;
import java.util.ArrayList;
import java.util.List;

/** The cross-entropy of one sample's events and one network, {@code f sum w} {@link ClassLabel#entropy}. */
final class CrossEntropySample {
    private final BoundColumns columns;
    private final Tensor weights;
    private final Program value;
    private final Program gradient;
    private final double factor;

    /**
     * Terms of a sample.
     *
     * @param factor f, which makes a mean of sums
     */
    CrossEntropySample(Plan plan, Scorer scorer, ClassLabel label, Events events, double factor) {
        this.factor = factor;
        Thresholds moving = new Thresholds(plan);
        EventColumns variables =
                new EventColumns(plan, moving, new Relaxation.Hard(), variation -> EventSets.table(events, variation));
        Expr weight = variables.weight();
        Expr logits = scorer.logits(moving.vector(), variables.inputs(scorer, Slot.NOMINAL));
        Expr loss = weight.mul(label.entropy(logits)).sum();
        List<Expr> inputs = new ArrayList<>(List.of(moving.vector()));
        inputs.addAll(variables.variables());
        this.columns = variables.bound();
        this.weights = events.nominal().weight();
        this.value = Program.compile(inputs, List.of(loss));
        List<Expr> both = new ArrayList<>(List.of(loss));
        both.addAll(Derivatives.gradient(loss, List.of(moving.vector())));
        this.gradient = Program.compile(inputs, both);
    }

    /** The cross-entropy of all events. */
    double value(double[] x) {
        return factor * value.run(inputs(columns.all(), x)).output(0).item();
    }

    /** The cross-entropy of all events; its derivatives are added. */
    double all(double[] x, double[] derivatives) {
        return pulled(gradient.run(inputs(columns.all(), x)), factor, derivatives);
    }

    /** The cross-entropy of some events, which stand for all; its derivatives are added. */
    double some(int[] rows, double[] x, double[] derivatives) {
        double scale = (double) weights.size() / rows.length;
        return pulled(gradient.run(inputs(columns.some(rows), x)), factor * scale, derivatives);
    }

    private static double pulled(Result result, double factor, double[] derivatives) {
        double[] by = result.output(1).toDoubles();
        for (int i = 0; i < by.length; i++) {
            derivatives[i] += factor * by[i];
        }
        return factor * result.output(0).item();
    }

    private static List<Tensor> inputs(List<Tensor> columns, double[] x) {
        List<Tensor> inputs = new ArrayList<>(List.of(Tensor.of(x)));
        inputs.addAll(columns);
        return inputs;
    }
}
