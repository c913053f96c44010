package dev.limen.autodiff.internal.solve;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.CertifiedKernel;
import dev.limen.autodiff.Graph;
import dev.limen.autodiff.Implicit;
import dev.limen.autodiff.optimise.Root;
import dev.limen.autodiff.optimise.RootFinder;
import java.util.List;
import java.util.function.Function;

/** Finds the root of a lane. */
final class RootLane implements ImplicitKernel.LaneSolver {
    private final RootFinder finder;
    private final LaneFunction residual;
    private final double[] unknown = new double[1];
    private final double[] start = new double[1];
    private final double[] lower = new double[1];
    private final double[] upper = new double[1];
    private final double[] value = new double[1];
    private final double[][] out = {value, {}};

    RootLane(Implicit.Root problem, Function<Graph, CertifiedKernel> compile) {
        Implicit.Settings settings = problem.settings();
        finder = new RootFinder(settings.tolerance(), settings.maximumIterations());
        residual = new LaneFunction(
                2, problem.unknown(), problem.captures(), List.of(problem.residual(), problem.slope()), compile);
    }

    @Override
    public Certificate solve(double[][] inputs, double[][] outputs, Lanes lanes, int lane) {
        lanes.copy(inputs, 0, lane, start);
        lanes.copy(inputs, 1, lane, lower);
        lanes.copy(inputs, 2, lane, upper);
        outputs[0][lane] = Double.NaN;
        if (!(lower[0] <= start[0] && start[0] <= upper[0]) || Double.isInfinite(start[0])) {
            return Failure.of(
                    Certificate.Kind.ROOT,
                    "the start of the search, %s, must be finite and between its limits [%s, %s]"
                            .formatted(start[0], lower[0], upper[0]));
        }
        residual.bind(inputs, 3, lanes, lane);
        Root root = finder.find(this::evaluate, start[0], lower[0], upper[0]);
        if (!root.certificate().converged()) {
            return residual.explain(root.certificate());
        }
        outputs[0][lane] = root.x();
        return root.certificate();
    }

    private double evaluate(double x, double[] slope) {
        unknown[0] = x;
        out[1] = slope;
        residual.run(unknown, out);
        return value[0];
    }
}
