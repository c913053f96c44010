package dev.limen.autodiff.internal.solve;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.CertifiedKernel;
import dev.limen.autodiff.Graph;
import dev.limen.autodiff.Implicit;
import dev.limen.autodiff.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The computation of one {@link Implicit} node on arrays: one problem after the other, for each batch lane.
 *
 * <p>Used by one thread at a time. The lanes do not know of each other, so that any part of them may be computed by
 * another kernel of the same node with the same bits.
 */
public final class ImplicitKernel {
    private final Lanes lanes;
    private final LaneSolver solver;

    /** Solves one lane at a time. */
    interface LaneSolver {
        /** Writes the outputs of a lane, which are NaN if the certificate is not converged. */
        Certificate solve(double[][] inputs, double[][] outputs, Lanes lanes, int lane);
    }

    private ImplicitKernel(Lanes lanes, LaneSolver solver) {
        this.lanes = lanes;
        this.solver = solver;
    }

    /**
     * A kernel for inputs of these shapes.
     *
     * @param compile makes a kernel of a graph; inputs and outputs are those of the graph, without batch axes
     */
    public static ImplicitKernel of(Implicit implicit, List<Shape> inputs, Function<Graph, CertifiedKernel> compile) {
        Lanes lanes = new Lanes(implicit, inputs);
        Implicit.Problem problem = implicit.problem();
        if (problem instanceof Implicit.Argmin argmin) {
            return new ImplicitKernel(lanes, new ArgminLane(argmin, compile));
        }
        if (problem instanceof Implicit.Root root) {
            return new ImplicitKernel(lanes, new RootLane(root, compile));
        }
        return new ImplicitKernel(lanes, new SolveLane(((Implicit.Solve) problem).symmetric(), lanes));
    }

    /** Number of problems. */
    public int lanes() {
        return lanes.count();
    }

    /** Solves all problems; returns their certificates in row-major order of the batch axes. */
    public List<Certificate> run(double[][] inputs, double[][] outputs) {
        return run(inputs, outputs, 0, lanes.count());
    }

    /** Solves the problems {@code from} to {@code to - 1}; writes their outputs, returns their certificates. */
    public List<Certificate> run(double[][] inputs, double[][] outputs, int from, int to) {
        Certificate[] certificates = new Certificate[to - from];
        for (int lane = from; lane < to; lane++) {
            certificates[lane - from] = solver.solve(inputs, outputs, lanes, lane);
        }
        return Arrays.asList(certificates);
    }
}
