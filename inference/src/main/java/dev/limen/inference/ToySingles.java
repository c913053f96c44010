package dev.limen.inference;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.Evaluator;
import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.random.RandomStream;
import java.util.List;

/** The quantity of toys by fits of one after the other: for models with kinks, and where fits side by side gave up. */
final class ToySingles {
    private final Program program;
    private final int bins;
    private final int auxiliaries;

    ToySingles(Fitter fitter, ToyQuantity quantity) {
        Data data = fitter.anyData();
        bins = data.main().shape().size();
        auxiliaries = data.auxiliary().shape().size();
        Expr from = Expr.variable("start", Shape.of(fitter.model().parameters().size()));
        Expr mu = Expr.variable("mu", Shape.scalar());
        Expr q = quantity.of(fitter.model(), new TestStatistics(fitter, data, from), mu);
        // The toys share the cores among them; a fit has one.
        program = Program.compile(
                List.of(data.main(), data.auxiliary(), from, mu),
                List.of(q),
                Execution.preferred().withThreads(1));
    }

    /** Computes what is NaN among the toys {@code from} to {@code to - 1}; where a fit fails it stays NaN. */
    final class Worker {
        private final Evaluator evaluator = program.evaluator();
        private final double[] counts = new double[bins];
        private final double[] measurements = new double[auxiliaries];
        private final double[][] outputs = {new double[1]};

        void run(ToyEnsemble ensemble, double mu, int from, int to, double[] q) {
            RandomStream stream = ensemble.stream();
            double[][] inputs = {counts, measurements, ensemble.parameters(), {mu}};
            for (int i = from; i < to; i++) {
                if (!Double.isNaN(q[i])) {
                    continue;
                }
                ensemble.draw(stream, i, counts, 0, measurements, 0);
                evaluator.run(inputs, outputs);
                boolean converged = evaluator.certificates().stream().allMatch(Certificate::converged);
                q[i] = converged ? outputs[0][0] : Double.NaN;
            }
        }
    }

    Worker worker() {
        return new Worker();
    }
}
