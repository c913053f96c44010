package dev.limen.autodiff.internal.solve;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Graph;
import dev.limen.autodiff.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A function of an unknown, compiled in two parts: what depends on the captures alone is computed once a lane, the rest
 * for each value of the unknown.
 */
final class LaneFunction {
    private final Kernel prelude;
    private final Kernel body;
    private final double[][] preludeInputs;
    private final double[][] preludeOutputs;
    private final double[][] bodyInputs;

    LaneFunction(Expr unknown, List<Expr> captures, List<Expr> outputs, Function<Graph, Kernel> compile) {
        Prelude split = Prelude.of(unknown, captures, outputs);
        prelude = compile.apply(new Graph(captures, split.parts()));
        List<Expr> variables = new ArrayList<>();
        variables.add(unknown);
        variables.addAll(captures);
        variables.addAll(split.placeholders());
        body = compile.apply(new Graph(variables, split.outputs()));
        preludeInputs = new double[captures.size()][];
        preludeOutputs = buffers(split.parts());
        bodyInputs = new double[variables.size()][];
        for (int i = 0; i < captures.size(); i++) {
            preludeInputs[i] = new double[captures.get(i).shape().size()];
            bodyInputs[1 + i] = preludeInputs[i];
        }
        System.arraycopy(preludeOutputs, 0, bodyInputs, 1 + captures.size(), preludeOutputs.length);
    }

    static double[][] buffers(List<Expr> outputs) {
        return outputs.stream().map(e -> new double[e.shape().size()]).toArray(double[][]::new);
    }

    /** Takes the captures of a lane, which are the inputs from {@code first} on. */
    void bind(double[][] inputs, int first, Lanes lanes, int lane) {
        for (int i = 0; i < preludeInputs.length; i++) {
            lanes.copy(inputs, first + i, lane, preludeInputs[i]);
        }
        if (preludeOutputs.length > 0) {
            prelude.run(preludeInputs, preludeOutputs);
        }
    }

    void run(double[] unknown, double[][] outputs) {
        bodyInputs[0] = unknown;
        body.run(bodyInputs, outputs);
    }
}
