package dev.limen.autodiff;

import dev.limen.autodiff.internal.solve.ImplicitKernel;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;

/**
 * The kernel of an implicit node: solvers, whose functions are programs of their own, and their latest certificates.
 *
 * <p>Batch lanes are shared out between threads, each with a solver of its own; a lane's numbers do not depend on which.
 */
final class SolverKernel implements CertifiedKernel {
    private final Supplier<ImplicitKernel> solvers;
    private final ConcurrentLinkedDeque<ImplicitKernel> idle = new ConcurrentLinkedDeque<>();
    private final int lanes;
    private final int threads;
    private List<Certificate> certificates = List.of();

    private SolverKernel(Supplier<ImplicitKernel> solvers, int threads) {
        this.solvers = solvers;
        ImplicitKernel first = solvers.get();
        idle.add(first);
        this.lanes = first.lanes();
        this.threads = Math.min(threads, lanes);
    }

    static SolverKernel of(Implicit implicit, List<Shape> inputs, SolverPrograms programs, int threads) {
        return new SolverKernel(() -> ImplicitKernel.of(implicit, inputs, programs.compiler()), threads);
    }

    @Override
    public void run(double[][] inputs, double[][] outputs) {
        Certificate[] all = new Certificate[lanes];
        ChunkTasks.run(lanes, threads, lane -> {
            ImplicitKernel waiting = idle.pollFirst();
            ImplicitKernel solver = waiting == null ? solvers.get() : waiting;
            all[lane] = solver.run(inputs, outputs, lane, lane + 1).get(0);
            idle.addFirst(solver);
        });
        certificates = Arrays.asList(all);
    }

    @Override
    public List<Certificate> certificates() {
        return certificates;
    }
}
