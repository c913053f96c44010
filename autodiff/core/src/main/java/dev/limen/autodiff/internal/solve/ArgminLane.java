package dev.limen.autodiff.internal.solve;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.CertifiedKernel;
import dev.limen.autodiff.Graph;
import dev.limen.autodiff.Implicit;
import dev.limen.autodiff.linear.SymmetricMatrix;
import dev.limen.autodiff.optimise.BoundedNewton;
import dev.limen.autodiff.optimise.KinkedNewton;
import dev.limen.autodiff.optimise.Minimum;
import dev.limen.autodiff.optimise.NewtonWorkspace;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/** Minimises the objective of a lane. */
final class ArgminLane implements ImplicitKernel.LaneSolver {
    private static final int POLISHING_STEPS = 2;

    private static final int HELD = 2;

    private final KinkedNewton newton;
    private final int restarts;
    private final int mirrors;
    private final OptionalInt leading;
    private final Spread spread;
    private final Mirror mirror;
    private final LaneFunction function;
    private final double[] start;
    private final double[] step;
    private final double[] guess;
    private final double[] path;
    private final double[] lower;
    private final double[] upper;
    private final Objective objective;
    private final NewtonWorkspace workspace;

    ArgminLane(Implicit.Argmin problem, Function<Graph, CertifiedKernel> compile) {
        Implicit.Settings settings = problem.settings();
        newton = new KinkedNewton(
                new BoundedNewton(settings.tolerance(), settings.maximumIterations(), POLISHING_STEPS),
                settings.kinks());
        restarts = settings.restarts();
        leading = settings.leading();
        mirrors = settings.kinks().isEmpty() ? settings.mirrors() : 0;
        PackedHessian hessian = PackedHessian.of(problem.hessian());
        function = new LaneFunction(
                1,
                problem.unknown(),
                problem.captures(),
                List.of(problem.objective(), problem.gradient(), hessian.entries()),
                compile);
        int n = problem.unknown().shape().size();
        spread = new Spread(n);
        mirror = new Mirror(n);
        start = new double[n];
        step = new double[n];
        guess = new double[n];
        path = new double[n];
        lower = new double[n];
        upper = new double[n];
        objective = new Objective();
        workspace = new NewtonWorkspace(hessian.pattern());
    }

    private final class Objective implements BoundedNewton.Objective {
        private final double[] out = new double[1];
        private final double[][] one = {out};
        private final double[][] two = {out, {}};
        private final double[][] three = {out, {}, {}};

        @Override
        public double value(double[] x) {
            function.run(x, one);
            return out[0];
        }

        @Override
        public double evaluate(double[] x, double[] gradient) {
            two[1] = gradient;
            function.run(x, two);
            return out[0];
        }

        @Override
        public double evaluate(double[] x, double[] gradient, SymmetricMatrix hessian) {
            three[1] = gradient;
            three[2] = hessian.values();
            function.run(x, three);
            return out[0];
        }

        @Override
        public double evaluate(double[] x, double[] gradient, double[] hessian) {
            throw new UnsupportedOperationException("Hessians are packed here");
        }
    }

    @Override
    public Certificate solve(double[][] inputs, double[][] outputs, Lanes lanes, int lane) {
        lanes.copy(inputs, 0, lane, start);
        lanes.copy(inputs, 1, lane, lower);
        lanes.copy(inputs, 2, lane, upper);
        int n = start.length;
        int at = lane * n;
        String defect = defect();
        if (!defect.isEmpty()) {
            return fail(outputs, lane, Failure.of(Certificate.Kind.MINIMUM, defect));
        }
        function.bind(inputs, 3, lanes, lane);
        mirror.from(start);
        lanes.copy(inputs, inputs.length - 1, lane, step);
        Minimum minimum = newton.minimise(objective, begin(), lower, upper, workspace);
        follow();
        minimum = across(minimum);
        for (int k = 1; k <= restarts; k++) {
            spread.place(k, start, lower, upper);
            Minimum other = better(minimum, newton.minimise(objective, start, lower, upper, workspace));
            if (other.value() != minimum.value()) {
                follow();
            }
            minimum = other;
        }
        if (!minimum.certificate().converged()) {
            return fail(outputs, lane, function.explain(minimum.certificate()));
        }
        double[] x = minimum.x();
        System.arraycopy(x, 0, outputs[0], at, n);
        outputs[1][lane] = minimum.value();
        for (int i = 0; i < n; i++) {
            outputs[2][at + i] = x[i] <= lower[i] ? -1 : x[i] >= upper[i] ? 1 : 0;
        }
        System.arraycopy(path, 0, outputs[3], at, n);
        for (Certificate.ActiveBound bound : minimum.certificate().activeBounds()) {
            if (bound.side() == Certificate.Side.KINK && !bound.weak()) {
                outputs[2][at + bound.index()] = HELD;
            }
        }
        return minimum.certificate();
    }

    /** The end of the step, cut at the bounds, if the objective is lower there than at the start; else the start. */
    private double[] begin() {
        boolean moved = false;
        for (int i = 0; i < start.length; i++) {
            guess[i] = Math.min(upper[i], Math.max(lower[i], start[i] + step[i]));
            moved |= guess[i] != start[i];
        }
        return moved && objective.value(guess) < objective.value(start) ? guess : start;
    }

    private void follow() {
        if (leading.isPresent()) {
            workspace.path(leading.getAsInt(), path);
        }
    }

    /** The lowest of a minimum and those that starts on the other side lead to, one after the other while they fall. */
    private Minimum across(Minimum first) {
        Minimum lowest = first;
        for (int k = 0; k < mirrors && lowest.certificate().converged(); k++) {
            if (!mirror.place(objective, lowest, workspace, lower, upper, start)) {
                break;
            }
            Minimum other = better(lowest, newton.minimise(objective, start, lower, upper, workspace));
            if (!(other.value() < lowest.value())) {
                break;
            }
            lowest = other;
            follow();
        }
        return lowest;
    }

    /** The lower of two minima; the first unless the second is lower by more than rounding. */
    private static Minimum better(Minimum first, Minimum second) {
        if (!second.certificate().converged()) {
            return first;
        }
        double rounding = 1e-9 * Math.max(1, Math.abs(first.value()));
        return !first.certificate().converged() || second.value() < first.value() - rounding ? second : first;
    }

    private Certificate fail(double[][] outputs, int lane, Certificate certificate) {
        int at = lane * start.length;
        Arrays.fill(outputs[0], at, at + start.length, Double.NaN);
        outputs[1][lane] = Double.NaN;
        Arrays.fill(outputs[2], at, at + start.length, 0);
        Arrays.fill(outputs[3], at, at + start.length, 0);
        return certificate;
    }

    private String defect() {
        for (int i = 0; i < start.length; i++) {
            if (!(lower[i] <= start[i] && start[i] <= upper[i]) || Double.isInfinite(start[i])) {
                return "the start of parameter %d, %s, must be finite and within its bounds [%s, %s]"
                        .formatted(i, start[i], lower[i], upper[i]);
            }
        }
        return "";
    }
}
