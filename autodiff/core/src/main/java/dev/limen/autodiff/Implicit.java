package dev.limen.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * A value defined by an equation instead of a formula: the minimum of a function, a root, the solution of a linear
 * system.
 *
 * <p>The value comes from a solver; derivatives come from the implicit function theorem at the solution, with the
 * node itself in the formula, so that they nest. Nothing is differentiated through a solver's iterations. Leading
 * batch axes on any input make one problem of each position; each is solved alone and gets a {@link Certificate}.
 */
public final class Implicit implements Primitive {

    /** What is solved. */
    public sealed interface Problem permits Argmin, Root, Solve {}

    /**
     * Minimise {@code objective} over the vector {@code unknown} within bounds. Inputs: start, lower, upper (each
     * {@code [n]}), captures, of which the last is a step {@code [n]}: the search begins at its end, cut at the bounds,
     * where the objective is lower there than at the start. Outputs: the minimum's place {@code [n]}, its value, for each
     * component -1 (at the lower bound, or fixed), 0 (free), 1 (at the upper bound) or 2 (held by a kink at 0), INT32, and
     * how the free components follow the leading one {@code [n]}.
     *
     * @param unknown   the variable {@code [n]}
     * @param captures  variables that stand for what the objective takes from outside
     * @param objective the scalar, in terms of these alone
     * @param gradient  its gradient {@code [n]}
     * @param hessian   its Hessian {@code [n, n]}
     * @param settings  when to stop
     */
    public record Argmin(
            Expr unknown, List<Expr> captures, Expr objective, Expr gradient, Expr hessian, Settings settings)
            implements Problem {}

    /**
     * Find where {@code residual} is zero. Inputs: start, lower, upper (scalars), captures. Output: the root.
     *
     * <p>The search begins at the start; the bracket grows from there by doubling steps towards the side that Newton's
     * step points to, then the other, within the limits, which may be infinite. A residual is expensive (it may hold
     * fits), so limits far away are not evaluated first.
     *
     * @param unknown  the scalar variable
     * @param captures variables that stand for what the residual takes from outside
     * @param residual the scalar, in terms of these alone
     * @param slope    its derivative by the unknown
     * @param settings when to stop
     */
    public record Root(Expr unknown, List<Expr> captures, Expr residual, Expr slope, Settings settings)
            implements Problem {}

    /**
     * Solve A x = b. Inputs: A {@code [n, n]} and b {@code [n]}. Output: x {@code [n]}.
     *
     * @param symmetric whether A is symmetric
     */
    public record Solve(boolean symmetric) implements Problem {}

    /**
     * When a solver stops.
     *
     * @param tolerance         for a minimum the estimated distance to it (in units of the objective); for a root the
     *                          relative change of the unknown
     * @param maximumIterations after which it reports failure
     * @param restarts          how many further starts of a minimisation, spread evenly over the bounded components of the
     *                          box; the lowest of all minima counts, the first of equal ones
     * @param mirrors           how many further starts at the minimum with one component on the other side of where it
     *                          started, taken only where the objective there is far lower than its curvature predicts;
     *                          without kinks, whose other sides are looked at in any case
     * @param kinks             the components of a minimisation's unknown at whose value 0 the objective has a kink: its
     *                          derivatives there are those from below, and those from above at {@link Double#MIN_NORMAL};
     *                          but for these kinks, each of one component, it is smooth
     * @param leading           the component of a minimisation's unknown that the others are said to follow, if any
     */
    public record Settings(
            double tolerance,
            int maximumIterations,
            int restarts,
            int mirrors,
            List<Integer> kinks,
            OptionalInt leading) {
        /** Copies the list. */
        public Settings {
            kinks = List.copyOf(kinks);
        }

        /** One start only, and no kinks. */
        public Settings(double tolerance, int maximumIterations) {
            this(tolerance, maximumIterations, 0, 0, List.of(), OptionalInt.empty());
        }

        /** The same with further starts. */
        public Settings withRestarts(int count) {
            return new Settings(tolerance, maximumIterations, count, mirrors, kinks, leading);
        }

        /** The same with starts on the other side. */
        public Settings withMirrors(int count) {
            return new Settings(tolerance, maximumIterations, restarts, count, kinks, leading);
        }

        /** The same with kinks. */
        public Settings withKinks(List<Integer> components) {
            return new Settings(tolerance, maximumIterations, restarts, mirrors, components, leading);
        }

        /** The same with a leading component. */
        public Settings withLeading(OptionalInt component) {
            return new Settings(tolerance, maximumIterations, restarts, mirrors, kinks, component);
        }

        /** For minima: an estimated distance of 1e-13. */
        public static final Settings MINIMUM = new Settings(1e-13, 500);
        /** For roots: a relative change of 1e-13. */
        public static final Settings ROOT = new Settings(1e-13, 200);
    }

    /**
     * The outputs of a minimisation.
     *
     * @param argmin  where the minimum is {@code [n]}
     * @param minimum its value; its first derivatives need no linear solve (envelope theorem)
     * @param sides   -1, 0, 1 or 2 for each component: at the lower bound, free, at the upper bound, held by a kink
     * @param path    how the free components follow the leading one, per unit of it, to begin searches with: from the
     *                Hessian at hand, to the accuracy that it has near the minimum, and without derivatives; 0 for components
     *                that are held, and for all where none leads
     */
    public record Minimum(Expr argmin, Expr minimum, Expr sides, Expr path) {}

    private final Problem problem;
    private final Captured captured;

    private Implicit(Problem problem, Captured captured) {
        this.problem = problem;
        this.captured = captured;
    }

    /** The minimum of {@code objective} over vectors within bounds; see {@link #argmin(Expr, Expr, Expr, Settings, UnaryOperator)}. */
    public static Minimum argmin(Expr start, Expr lower, Expr upper, UnaryOperator<Expr> objective) {
        return argmin(start, lower, upper, Settings.MINIMUM, objective);
    }

    /**
     * The minimum of a function over vectors within bounds.
     *
     * <p>The function may use any expressions from outside; derivatives by these exist. A component at a bound that
     * it presses against follows the bound; where lower and upper bound are equal it is fixed. A component held by a
     * kink ({@link Settings#kinks}) stays there; at a kink that only just holds, derivatives are those from below.
     *
     * @param start     where to begin {@code [n]}
     * @param lower     lower bounds {@code [n]}, may be -infinity
     * @param upper     upper bounds {@code [n]}, may be infinity
     * @param settings  when to stop
     * @param objective a scalar made of the vector; +infinity outside its domain
     * @throws IllegalArgumentException if shapes do not agree, or the objective does not depend on its argument
     */
    public static Minimum argmin(Expr start, Expr lower, Expr upper, Settings settings, UnaryOperator<Expr> objective) {
        return argmin(start, Expr.zerosLike(start), lower, upper, settings, objective);
    }

    /**
     * As {@link #argmin(Expr, Expr, Expr, Settings, UnaryOperator)} with a guess where the minimum is, seen from the start:
     * the search begins there if the objective is lower than at the start. Which other sides are looked at for further
     * minima depends on the start alone.
     *
     * @param step from the start to the guess {@code [n]}, cut at the bounds
     */
    public static Minimum argmin(
            Expr start, Expr step, Expr lower, Expr upper, Settings settings, UnaryOperator<Expr> objective) {
        Expr unknown = Expr.variable("unknown", start.shape());
        Captured captured =
                Captured.of("argmin", unknown, objective.apply(unknown)).and("step", step.detach());
        Expr gradient = Derivatives.gradient(captured.value(), captured.unknown());
        Expr hessian = Derivatives.jacobian(gradient, captured.unknown());
        Argmin problem =
                new Argmin(captured.unknown(), captured.placeholders(), captured.value(), gradient, hessian, settings);
        Node node = Node.apply(new Implicit(problem, captured), captured.inputs(start, lower, upper));
        return new Minimum(
                node.output(0), node.output(1), node.output(2), node.output(3).detach());
    }

    /** A root of {@code residual} between two numbers; see {@link #root(Expr, Expr, Expr, Settings, UnaryOperator)}. */
    public static Expr root(Expr start, Expr lower, Expr upper, UnaryOperator<Expr> residual) {
        return root(start, lower, upper, Settings.ROOT, residual);
    }

    /**
     * A root of a scalar function between two numbers at which its signs differ.
     *
     * @param start    a first guess
     * @param lower    where the bracket begins
     * @param upper    where the bracket ends
     * @param settings when to stop
     * @param residual a scalar made of the unknown; may use any expressions from outside
     * @throws IllegalArgumentException if shapes do not agree, or the residual does not depend on its argument
     */
    public static Expr root(Expr start, Expr lower, Expr upper, Settings settings, UnaryOperator<Expr> residual) {
        Expr unknown = Expr.variable("unknown", Shape.scalar());
        Captured captured = Captured.of("root", unknown, residual.apply(unknown));
        Expr slope = Derivatives.gradient(captured.value(), captured.unknown());
        Root problem = new Root(captured.unknown(), captured.placeholders(), captured.value(), slope, settings);
        return Node.apply(new Implicit(problem, captured), captured.inputs(start, lower, upper))
                .output(0);
    }

    /** The solution x {@code [..., n]} of A x = b for A {@code [..., n, n]} and b {@code [..., n]}. */
    public static Expr solve(Expr a, Expr b) {
        return solve(a, b, false);
    }

    /** As {@link #solve}, for symmetric A. */
    public static Expr solveSymmetric(Expr a, Expr b) {
        return solve(a, b, true);
    }

    private static Expr solve(Expr a, Expr b, boolean symmetric) {
        if (b.isZero()) {
            return b;
        }
        return Node.apply(new Implicit(new Solve(symmetric), Captured.NONE), List.of(a, b))
                .output(0);
    }

    public Problem problem() {
        return problem;
    }

    @Override
    public String name() {
        return problem.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    /** Shapes of the inputs without batch axes, given those with them. */
    public List<Shape> coreShapes(List<Shape> inputs) {
        List<Shape> core = new ArrayList<>();
        if (problem instanceof Solve) {
            core.add(inputs.get(0).last(2));
            core.add(inputs.get(1).last(1));
            return core;
        }
        for (int i = 0; i < inputs.size(); i++) {
            core.add(
                    i < 3
                            ? captured.unknown().shape()
                            : captured.placeholders().get(i - 3).shape());
        }
        return core;
    }

    /** The common leading batch axes of the inputs. */
    public Shape batch(List<Shape> inputs) {
        List<Shape> core = coreShapes(inputs);
        List<Shape> leading = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            if (!core.get(i).isSuffixOf(inputs.get(i))) {
                throw new IllegalArgumentException(name() + ": input " + i + " has shape " + inputs.get(i)
                        + "; expected " + core.get(i) + ", with batch axes before it or none");
            }
            leading.add(inputs.get(i).first(inputs.get(i).rank() - core.get(i).rank()));
        }
        return Shape.commonLeading(name(), leading);
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        if (problem instanceof Solve) {
            Shape a = inputs.get(0);
            Shape b = inputs.get(1);
            if (a.rank() < 2 || b.rank() < 1 || !a.last(2).equals(b.last(1).then(b.last(1)))) {
                throw new IllegalArgumentException(
                        "solve: matrix " + a + ", right-hand side " + b + "; expected [..., n, n] and [..., n]");
            }
            return List.of(batch(inputs).then(b.last(1)));
        }
        Shape batch = batch(inputs);
        if (problem instanceof Root) {
            return List.of(batch);
        }
        Shape full = batch.then(captured.unknown().shape());
        return List.of(full, batch, full, full);
    }

    @Override
    public List<DType> dtypes(List<DType> inputs) {
        return problem instanceof Argmin
                ? List.of(DType.FLOAT64, DType.FLOAT64, DType.INT32, DType.FLOAT64)
                : List.of(DType.FLOAT64);
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        if (problem instanceof Argmin argmin) {
            return new ArgminRule(argmin, node).vjp(cotangents);
        }
        if (problem instanceof Root root) {
            return rootRule(root, node, cotangents.get(0));
        }
        Expr a = node.input(0);
        Expr x = node.output(0);
        boolean symmetric = ((Solve) problem).symmetric();
        Expr lambda = solve(symmetric ? a : a.transpose(), cotangents.get(0), symmetric);
        Expr outer = column(lambda).matmul(row(x)).neg();
        return List.of(
                outer.sumLeadingTo(a.shape()), lambda.sumLeadingTo(node.input(1).shape()));
    }

    static Expr column(Expr vector) {
        return vector.reshape(vector.shape().then(Shape.of(1)));
    }

    static Expr row(Expr vector) {
        Shape shape = vector.shape();
        return vector.reshape(shape.first(shape.rank() - 1).then(Shape.of(1)).then(shape.last(1)));
    }

    private static List<Expr> rootRule(Root root, Node node, Expr cotangent) {
        List<Expr> arguments = new ArrayList<>();
        arguments.add(node.output(0));
        arguments.addAll(node.inputs().subList(3, node.inputs().size()));
        List<Expr> variables = new ArrayList<>();
        variables.add(root.unknown());
        variables.addAll(root.captures());
        Expr slope =
                new Graph(variables, List.of(root.slope())).batch(arguments).get(0);
        Expr weight = Expr.variable("weight", Shape.scalar());
        variables.add(weight);
        arguments.add(cotangent.div(slope).neg());
        List<Expr> pulled = Captured.pullback(List.of(root.residual()), List.of(weight), root.captures());
        return Captured.toInputs(node, new Graph(variables, pulled).batch(arguments));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.implicit(this);
    }
}
