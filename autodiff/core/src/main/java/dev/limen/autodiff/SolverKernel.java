package dev.limen.autodiff;

import dev.limen.autodiff.internal.solve.ImplicitKernel;
import java.util.List;

/** The kernel of an implicit node: a solver, whose functions are programs of their own, and its latest certificates. */
final class SolverKernel implements CertifiedKernel {
    private final ImplicitKernel solver;
    private List<Certificate> certificates = List.of();

    private SolverKernel(ImplicitKernel solver) {
        this.solver = solver;
    }

    static SolverKernel of(Implicit implicit, List<Shape> inputs, Execution execution) {
        return new SolverKernel(ImplicitKernel.of(implicit, inputs, graph -> compile(graph, execution)));
    }

    private static CertifiedKernel compile(Graph graph, Execution execution) {
        Evaluator evaluator =
                Program.compile(graph.variables(), graph.outputs(), execution).evaluator();
        return new CertifiedKernel() {
            @Override
            public void run(double[][] inputs, double[][] outputs) {
                evaluator.run(inputs, outputs);
            }

            @Override
            public List<Certificate> certificates() {
                return evaluator.certificates();
            }
        };
    }

    @Override
    public void run(double[][] inputs, double[][] outputs) {
        certificates = solver.run(inputs, outputs);
    }

    @Override
    public List<Certificate> certificates() {
        return certificates;
    }
}
