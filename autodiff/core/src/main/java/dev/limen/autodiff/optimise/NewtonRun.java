package dev.limen.autodiff.optimise;

import dev.limen.autodiff.linear.SymmetricFactor;
import java.util.Arrays;
import java.util.Optional;

/** One minimisation: the state of {@link BoundedNewton} while it runs. */
final class NewtonRun {
    /** Shifts up to here are there for flat directions, and do not hide negative curvature. */
    private static final double SEMIDEFINITE = 4e-9;

    /** Curvature, in units of the diagonal, that no multiplier of a weakly active bound outweighs. */
    private static final double TRAPPED = -10 * NewtonReport.WEAK;

    private static final Optional<Minimum> GO_ON = Optional.empty();
    private static final double FLAT_SHIFT = 1e-11;
    private static final double LONGEST_EXTENSION = 1 << 20;
    private static final double FIRST_SHIFT = 1e-3;
    /** What makes a diagonal entry of -1 one of 1. */
    private static final double FOLD = 2;

    private static final double LARGEST_SHIFT = 1e12;
    private static final double ROUNDING = 1e-10;
    /** In units of the tolerance: shorter distances are not worth a step, or where a step costs much, a chord step. */
    private static final double EXACT = 1e-14;

    private static final double NEARLY_EXACT = 1e-12;

    /** From so many parameters on a Hessian costs many gradients. */
    private static final int MANY = 32;

    /** Distance, in units of the objective, from which the Hessian hardly changes on the way to the minimum. */
    private static final double NEAR = 1e-2;

    private static final double GAIN = 0.1;
    private static final double ARMIJO = 1e-4;
    private static final double LARGEST_STEP = 100;
    private static final int SHORTENINGS = 60;
    private static final int HALVINGS = 30;

    private final NewtonWorkspace workspace;
    private final BoundedNewton options;
    private final BoundedNewton.Objective objective;
    private final int n;
    private final double[] lower;
    private final double[] upper;
    private final ScaledModel model;
    private final SymmetricFactor factor;
    private final BoxQuadratic quadratic;
    private NewtonPoint here;
    private NewtonPoint other;
    private final double[] curve;
    private final double[] vector;
    private double shift;
    private double usedShift;
    private double lowestCurvature;
    /** By how much the model that the last step minimises is higher at its end than the objective's own. */
    private double foldedRise;
    /** The estimated distance of the present point to the minimum, and that of the point before. */
    private double edm;

    private double edmBefore = Double.POSITIVE_INFINITY;
    /** Whether the last step was judged by the distance alone, and how many such steps there were since convergence. */
    private boolean polishing;

    private int polished;
    private int iterations;
    private int evaluations;
    /** Whether model and factor are those of the present point, without a shift. */
    private boolean factored;

    /** Why this is no minimum although the slope vanishes; empty where nothing speaks against it. */
    private String trap = "";

    NewtonRun(
            NewtonWorkspace workspace,
            BoundedNewton options,
            BoundedNewton.Objective objective,
            double[] start,
            double[] lower,
            double[] upper) {
        this.workspace = workspace;
        this.options = options;
        this.objective = objective;
        n = start.length;
        this.lower = lower;
        this.upper = upper;
        here = workspace.first;
        other = workspace.second;
        curve = workspace.curve;
        vector = workspace.vector;
        factor = workspace.factor;
        quadratic = workspace.quadratic;
        model = workspace.model;
        System.arraycopy(start, 0, here.x, 0, n);
    }

    Minimum run() {
        if (!evaluate(here)) {
            return end(Double.POSITIVE_INFINITY, false, "at the start, " + here.defect());
        }
        factor.arrange(here.hessian);
        Optional<Minimum> end = Optional.empty();
        while (end.isEmpty()) {
            end = iterate();
        }
        return end.get();
    }

    /** Solves the model at the present point and moves on; the result where the run ends instead. */
    private Optional<Minimum> iterate() {
        model.set(here, lower, upper);
        if (!solveModel()) {
            return failed(Double.POSITIVE_INFINITY, "no shift of the Hessian makes it positive definite");
        }
        edm = quadratic.decrease() + foldedRise;
        if (shift > 0 && edm <= rounding()) {
            // The shift remembered from far away would hide whether this is a minimum.
            shift = 0;
            return GO_ON;
        }
        factored = usedShift == 0;
        if (factored && n >= MANY && edm <= NEAR && chords()) {
            return afterChords();
        }
        if (polishing && !(edm < 0.5 * edmBefore)) {
            return polishedOut();
        }
        if (met() && (edm <= EXACT * options.edmTolerance() || polished++ >= options.polishingSteps())) {
            return minimumUnlessEscaped();
        }
        if (iterations >= options.maximumIterations()) {
            return ended(met() && !escape(), "the limit of " + iterations + " iterations is reached");
        }
        return step();
    }

    /** What rounding of the objective hides. */
    private double rounding() {
        return ROUNDING * (1e-2 + Math.abs(here.value));
    }

    private boolean definite() {
        return usedShift <= SEMIDEFINITE;
    }

    private boolean close() {
        return edm <= options.edmTolerance();
    }

    private boolean met() {
        return definite() && close();
    }

    private Optional<Minimum> afterChords() {
        if (close()) {
            return minimumUnlessEscaped();
        }
        forgetPolishing();
        return evaluate(here) ? GO_ON : failed(edm, here.defect());
    }

    /** The end where no direction of negative curvature leads on. */
    private Optional<Minimum> minimumUnlessEscaped() {
        if (!escape()) {
            return ended(true, "");
        }
        forgetPolishing();
        return GO_ON;
    }

    private void forgetPolishing() {
        polishing = false;
        polished = 0;
    }

    /** The end where polishing gains nothing more, at the better of the last two points. */
    private Optional<Minimum> polishedOut() {
        if (!(edm < edmBefore)) {
            swap();
            model.set(here, lower, upper);
            factored = false;
            edm = edmBefore;
        }
        return close() ? minimumUnlessEscaped() : failed(edm, "rounding of the gradient hides smaller distances");
    }

    /** Follows negative curvature, lowers the objective, or polishes where rounding hides how it falls. */
    private Optional<Minimum> step() {
        iterations++;
        edmBefore = edm;
        if (!definite() && 0.05 * -lowestCurvature >= edm && escape()) {
            polishing = false;
            return GO_ON;
        }
        polishing = definite() && edm <= rounding();
        if (polishing) {
            return polish() ? GO_ON : endedBeforeUndefined();
        }
        if (descend()) {
            return GO_ON;
        }
        if (!here.finite()) {
            return failed(edm, here.defect());
        }
        if (usedShift < LARGEST_SHIFT && edm > rounding()) {
            shift = Math.max(FIRST_SHIFT, 10 * usedShift);
            return GO_ON;
        }
        return failed(edm, "no step lowers the objective as its derivatives predict");
    }

    private Optional<Minimum> endedBeforeUndefined() {
        boolean minimum = met() && !escape();
        return ended(minimum, minimum ? "" : "the objective is undefined one Newton step further");
    }

    private Optional<Minimum> ended(boolean minimum, String message) {
        return Optional.of(end(edm, minimum, message));
    }

    private Optional<Minimum> failed(double distance, String message) {
        return Optional.of(end(distance, false, message));
    }

    /**
     * Newton steps with the factor at hand while each shortens the distance much, and on the same free parameters.
     *
     * @return whether there were any
     */
    private boolean chords() {
        if (model.unheld() != quadratic.free()) {
            return false;
        }
        double[] step = quadratic.step();
        System.arraycopy(step, 0, curve, 0, n);
        workspace.chords.begin(step, model.gradient);
        int before = iterations;
        double reached = edm;
        while (reached > NEARLY_EXACT * options.edmTolerance()
                && iterations < options.maximumIterations()
                && (reached > options.edmTolerance() || options.polishingSteps() > 0)
                && move(step, 1)) {
            evaluations++;
            other.value = objective.evaluate(other.x, other.gradient);
            if (!other.finiteSlope()) {
                break;
            }
            model.move(other, lower, upper);
            if (!quadratic.again(model.gradient, model.lower, model.upper)) {
                break;
            }
            double next = quadratic.decrease();
            if (!(next < GAIN * reached)) {
                break;
            }
            iterations++;
            here.takeSlope(other);
            reached = next;
            workspace.chords.correct(step, model.gradient);
        }
        model.move(here, lower, upper);
        if (iterations == before) {
            System.arraycopy(curve, 0, step, 0, n);
            return false;
        }
        edm = reached;
        return true;
    }

    private boolean evaluate(NewtonPoint point) {
        evaluations++;
        factored = false;
        point.value = objective.evaluate(point.x, point.gradient, point.hessian);
        return point.finite();
    }

    private void swap() {
        NewtonPoint point = here;
        here = other;
        other = point;
    }

    /** Minimises the model with the least shift that is tried and makes it convex. */
    private boolean solveModel() {
        usedShift = shift;
        lowestCurvature = 0;
        foldedRise = 0;
        if (shift == 0 && model.fold()) {
            boolean solved = quadratic.solve(model.hessian, model.gradient, 0, model.lower, model.upper);
            model.unfold();
            usedShift = FOLD;
            lowestCurvature = -1;
            if (solved) {
                foldedRise = model.foldedRise(quadratic.step());
                return true;
            }
            model.equilibrate();
        }
        while (usedShift <= LARGEST_SHIFT) {
            if (quadratic.solve(model.hessian, model.gradient, usedShift, model.lower, model.upper)) {
                return true;
            }
            double curvature = quadratic.curvature();
            if (lowestCurvature == 0 && curvature < 0) {
                model.equilibrate();
            }
            lowestCurvature = Math.min(lowestCurvature, curvature - usedShift);
            usedShift = Math.max(Math.max(FLAT_SHIFT, 4 * usedShift), usedShift - 2 * curvature);
        }
        return false;
    }

    /** Shortens the step until the objective falls; returns whether it did, with finite derivatives. */
    private boolean descend() {
        double[] step = quadratic.step();
        double slope = model.slope(step);
        double first = Math.min(1, LARGEST_STEP / model.relativeLength(step, here.x));
        double t = first;
        for (int k = 0; k < SHORTENINGS; k++) {
            if (!move(step, t)) {
                return false;
            }
            evaluations++;
            double value = objective.value(other.x);
            boolean finite = Double.isFinite(value);
            if (finite && value <= here.value + ARMIJO * t * slope) {
                learn(t, first);
                if (t == 1 && usedShift > SEMIDEFINITE) {
                    extend(step, value);
                }
                swap();
                return evaluate(here);
            }
            double best = -0.5 * slope * t * t / (value - here.value - slope * t);
            t = finite ? Box.clip(best, 0.1 * t, 0.5 * t) : 0.3 * t;
        }
        return false;
    }

    /** Doubles a step that a shift made short while the objective falls. */
    private void extend(double[] step, double first) {
        double lowest = first;
        double t = 1;
        while (t < LONGEST_EXTENSION && move(step, 2 * t)) {
            evaluations++;
            double value = objective.value(other.x);
            if (!(value < lowest)) {
                break;
            }
            lowest = value;
            t *= 2;
        }
        move(step, t);
    }

    private void learn(double t, double first) {
        if (t < 0.1 * first) {
            shift = Math.max(FIRST_SHIFT, 10 * usedShift);
        } else if (t == first) {
            shift = shift <= FIRST_SHIFT ? 0 : 0.1 * shift;
        }
    }

    /** Takes the whole step without asking the objective; returns whether derivatives there are finite. */
    private boolean polish() {
        if (!move(quadratic.step(), 1)) {
            return false;
        }
        swap();
        shift = 0;
        if (evaluate(here)) {
            return true;
        }
        swap();
        return false;
    }

    /**
     * Follows negative curvature, into the box where a bound only just holds, if there is some and it lowers the
     * objective; returns whether it did. Where there is some and the objective does not fall, that is kept for the end.
     */
    private boolean escape() {
        trap = "";
        int count = model.unheld();
        if (usedShift == 0 && count == quadratic.free()) {
            // The model was convex on the same parameters.
            return false;
        }
        factored = false;
        double curvature = NegativeCurvature.find(model, count, factor, vector);
        if (curvature == 0) {
            return false;
        }
        Arrays.fill(curve, 0);
        for (int k = 0; k < count; k++) {
            curve[model.free[k]] = vector[k];
        }
        double sign = model.slope(curve) > 0 ? -1 : 1;
        return follow(sign, curvature) || follow(-sign, curvature) || leaveCorner(count);
    }

    /** Follows negative curvature that points into the box from bounds that only just hold. */
    private boolean leaveCorner(int count) {
        CriticalCone cone = new CriticalCone(model, count, factor, usedShift);
        if (!cone.find(curve)) {
            trap = cone.decided() ? "" : "too many bounds only just hold to tell whether this is a minimum";
            return false;
        }
        double curvature = cone.curvature();
        if (follow(1, curvature)) {
            return true;
        }
        if (curvature < TRAPPED) {
            trap = "the curvature into the box, %.2g, is negative, but no step there lowers the objective"
                    .formatted(curvature);
        }
        return false;
    }

    private boolean follow(double sign, double curvature) {
        double t = sign;
        for (int k = 0; k < HALVINGS; k++) {
            if (move(curve, t)) {
                evaluations++;
                double value = objective.value(other.x);
                if (Double.isFinite(value)
                        && value < here.value + 0.5 * ARMIJO * t * t * curvature
                        && value < here.value - 1e-14 * Math.abs(here.value)) {
                    swap();
                    return evaluate(here);
                }
            }
            t *= 0.5;
        }
        return false;
    }

    /** Sets the other point to here plus t times a scaled step; returns whether that is another point. */
    private boolean move(double[] step, double t) {
        boolean moved = false;
        for (int i = 0; i < n; i++) {
            double to = Box.clip(here.x[i] + t * step[i] / model.scale[i], lower[i], upper[i]);
            if (t == 1 && step[i] != 0) {
                to = step[i] <= model.lower[i] ? lower[i] : step[i] >= model.upper[i] ? upper[i] : to;
            }
            other.x[i] = to;
            moved |= to != here.x[i];
        }
        return moved;
    }

    private Minimum end(double edm, boolean claimed, String message) {
        boolean converged = claimed && trap.isEmpty();
        String text = claimed && !converged ? trap : message;
        workspace.end = here;
        return NewtonReport.of(here, lower, upper, workspace, factored, edm, converged, iterations, evaluations, text);
    }
}
