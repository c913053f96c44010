package dev.limen.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The programs that solvers of one problem run, compiled by the first of them: a solver asks for the same graphs, up to
 * the identity of their nodes, in the same order as another.
 */
final class SolverPrograms {
    private final Execution execution;
    private final List<Program> programs = new ArrayList<>();

    SolverPrograms(Execution execution) {
        this.execution = execution.withThreads(1);
    }

    /** Makes the kernels of one solver. */
    Function<Graph, CertifiedKernel> compiler() {
        int[] asked = {0};
        return graph -> program(asked[0]++, graph).evaluator();
    }

    private synchronized Program program(int number, Graph graph) {
        if (number == programs.size()) {
            programs.add(Program.compile(graph.variables(), graph.outputs(), execution));
        }
        return programs.get(number);
    }
}
