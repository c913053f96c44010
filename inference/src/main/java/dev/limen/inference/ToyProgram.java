package dev.limen.inference;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Evaluator;
import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Graph;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Negative log-likelihood, gradient and Hessian of one model for many toys at a time: templates are shared, parameters
 * and data have a leading axis of lanes.
 */
final class ToyProgram {
    private static final int MOST_LANES = 128;
    private static final int FEWEST_LANES = 4;
    /** Numbers of the Hessians of all lanes that stay in a core's second cache. */
    private static final int NUMBERS = 1 << 17;

    private final LogLikelihood model;
    private final Program program;
    private final int lanes;
    private final int bins;
    private final int auxiliaries;

    ToyProgram(Fitter fitter) {
        model = fitter.model();
        int n = model.parameters().size();
        lanes = Math.max(FEWEST_LANES, Math.min(MOST_LANES, NUMBERS / Math.max(1, n * n)));
        Data data = fitter.anyData();
        bins = data.main().shape().size();
        auxiliaries = data.auxiliary().shape().size();
        Expr theta = Expr.variable("theta", Shape.of(n));
        Expr nll = fitter.nll(theta, data);
        Graph one = new Graph(
                List.of(theta, data.main(), data.auxiliary()),
                List.of(nll, Derivatives.gradient(nll, theta), Derivatives.hessian(nll, theta)));
        List<Expr> many = one.variables().stream()
                .map(variable -> Expr.variable("toys", Shape.of(lanes).then(variable.shape())))
                .toList();
        // What neither parameters nor data change is the same in all lanes.
        List<Expr> outputs = new ArrayList<>();
        List<Expr> batch = one.batch(many);
        for (int k = 0; k < batch.size(); k++) {
            outputs.add(batch.get(k)
                    .broadcastTo(Shape.of(lanes).then(one.outputs().get(k).shape())));
        }
        // The toys share the cores among them.
        program = Program.compile(many, outputs, Execution.preferred().withThreads(1));
    }

    LogLikelihood model() {
        return model;
    }

    int lanes() {
        return lanes;
    }

    int bins() {
        return bins;
    }

    int auxiliaries() {
        return auxiliaries;
    }

    Evaluator evaluator() {
        return program.evaluator();
    }
}
