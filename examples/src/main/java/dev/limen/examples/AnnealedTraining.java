package dev.limen.examples;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.optimise.Schedule;
import dev.limen.networks.ParameterGroup;
import dev.limen.networks.TrainingPlan;
import dev.limen.networks.TrainingState;
import dev.limen.networks.UpdateRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Training by Adam while what is soft hardens: a bandwidth or temperature falls geometrically from step to step.
 *
 * @param objective to be made small: a scalar of the variables below
 * @param trained   what moves, such as a network's weights
 * @param softness  a scalar
 * @param events    what each batch binds, in order
 */
record AnnealedTraining(Expr objective, List<Expr> trained, Expr softness, List<Expr> events) {

    /**
     * What was trained, after {@code steps}.
     *
     * @param start   all elements, variable by variable
     * @param rate    learning rate at the beginning; it falls to a hundredth along a cosine
     * @param from    softness at the beginning
     * @param to      softness at the end
     * @param batches values of the events' variables, by step
     */
    double[] run(double[] start, int steps, double rate, double from, double to, IntFunction<List<Tensor>> batches) {
        List<Expr> inputs = new ArrayList<>(trained);
        inputs.add(softness);
        inputs.addAll(events);
        List<Expr> outputs = new ArrayList<>(List.of(objective));
        outputs.addAll(Derivatives.gradient(objective, trained));
        Program program = Program.compile(inputs, outputs);
        ParameterGroup group = ParameterGroup.free("trained", start.length).rate(rate);
        TrainingPlan plan = new TrainingPlan(UpdateRule.adam(), List.of(group), Schedule.cosine(0.01), steps);
        TrainingState state = plan.begin(start, 0);
        for (int step = 0; step < steps; step++) {
            List<Tensor> values = tensors(state.point());
            values.add(Tensor.scalar(from * Math.pow(to / from, (double) step / steps)));
            values.addAll(batches.apply(step));
            Result result = program.run(values);
            state = plan.next(state, result.output(0).item(), flat(result, start.length));
        }
        return state.point();
    }

    /** The trained variables' values out of all elements. */
    List<Tensor> tensors(double[] flat) {
        List<Tensor> tensors = new ArrayList<>();
        int at = 0;
        for (Expr variable : trained) {
            int size = variable.shape().size();
            tensors.add(Tensor.wrap(variable.shape(), Arrays.copyOfRange(flat, at, at + size)));
            at += size;
        }
        return tensors;
    }

    private static double[] flat(Result result, int size) {
        double[] flat = new double[size];
        int at = 0;
        for (int output = 1; at < size; output++) {
            Tensor part = result.output(output);
            part.copyTo(0, flat, at, part.size());
            at += part.size();
        }
        return flat;
    }
}
