package dev.limen.inference;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Graph;
import dev.limen.autodiff.Implicit;
import dev.limen.autodiff.Node;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits of one model: the minimisation is set up once and applied to any data, bounds and starts.
 *
 * <p>Fits are exact minima with a certificate (see {@link Implicit}); their outputs have derivatives of every order by
 * data and by what the model is made of.
 */
public final class Fitter {
    private static final int FEW = 4;
    private static final int RESTARTS = 6;
    private static final int MIRRORS = 4;
    private static final double RIDGE = 1e-10;
    /** Where the main data stand among the problem's variables. */
    private static final int MAIN = 3;

    private final LogLikelihood model;
    private final double[] start;
    private final double[] lower;
    private final double[] upper;
    private final Graph problem;
    private final Graph captures;
    private final Graph curvature;

    /** Prepares fits of {@code model}. */
    public Fitter(LogLikelihood model) {
        this(model, settings(model));
    }

    /** Fits that end where a descent from their start leads to, to find out whether a model has several minima. */
    public static Fitter descending(LogLikelihood model) {
        return new Fitter(model, Implicit.Settings.MINIMUM);
    }

    /** Fits that stop by {@code settings}. */
    Fitter(LogLikelihood model, Implicit.Settings settings) {
        this.model = model;
        List<Parameter> parameters = model.parameters();
        int n = parameters.size();
        this.start = new double[n];
        this.lower = new double[n];
        this.upper = new double[n];
        for (int i = 0; i < n; i++) {
            Parameter parameter = parameters.get(i);
            start[i] = parameter.start();
            lower[i] = parameter.fixed() ? parameter.start() : parameter.lower();
            upper[i] = parameter.fixed() ? parameter.start() : parameter.upper();
        }
        Expr from = Expr.variable("start", Shape.of(n));
        Expr low = Expr.variable("lower", Shape.of(n));
        Expr high = Expr.variable("upper", Shape.of(n));
        Data shapes = model.expected(starts());
        Expr main = Expr.variable("main", shapes.main().shape());
        Expr auxiliary = Expr.variable("auxiliary", shapes.auxiliary().shape());
        Expr step = Expr.variable("step", Shape.of(n));
        Implicit.Minimum minimum = Implicit.argmin(
                from,
                step,
                low,
                high,
                settings.withKinks(model.kinks()).withLeading(model.poi()),
                theta -> nll(theta, new Data(main, auxiliary)));
        this.problem = new Graph(
                List.of(from, low, high, main, auxiliary, step),
                List.of(minimum.argmin(), minimum.minimum(), minimum.sides(), minimum.path()));
        Node node = minimum.argmin().node();
        this.captures = new Graph(
                problem.variables(), node.inputs().subList(3, node.inputs().size()));
        // The fit's own Hessian, so that fits and uncertainties share one graph.
        Implicit.Argmin argmin = (Implicit.Argmin) ((Implicit) node.primitive()).problem();
        List<Expr> variables = new ArrayList<>(List.of(argmin.unknown()));
        variables.addAll(argmin.captures());
        this.curvature = new Graph(variables, List.of(argmin.hessian()));
    }

    /** A few parameters cost nothing to start again; many are started again where another minimum shows. */
    private static Implicit.Settings settings(LogLikelihood model) {
        long free = model.parameters().stream()
                .filter(parameter -> !parameter.fixed())
                .count();
        return free <= FEW
                ? Implicit.Settings.MINIMUM.withRestarts(RESTARTS)
                : Implicit.Settings.MINIMUM.withMirrors(MIRRORS);
    }

    /** The model. */
    public LogLikelihood model() {
        return model;
    }

    /** The negative log-likelihood. */
    public Expr nll(Expr theta, Data data) {
        return model.logLikelihood(theta, data).neg();
    }

    /** The parameters' starts, which are their nominal values. */
    public Expr starts() {
        return Expr.constant(Tensor.of(start));
    }

    /** The starts with the POI at {@code mu}. */
    public Expr startsAt(Expr mu) {
        return withPoi(starts(), mu);
    }

    /** Variables of the shapes of the model's data. */
    Data anyData() {
        Expr main = problem.variables().get(MAIN);
        Expr auxiliary = problem.variables().get(MAIN + 1);
        return new Data(Expr.variable("main", main.shape()), Expr.variable("auxiliary", auxiliary.shape()));
    }

    /** The fit with all parameters free but fixed ones. */
    public Fit free(Data data) {
        return free(data, starts());
    }

    /** The fit with all parameters free but fixed ones, begun at {@code from}. */
    public Fit free(Data data, Expr from) {
        return within(data, from, Expr.constant(Tensor.of(lower)), Expr.constant(Tensor.of(upper)));
    }

    /** The fit with the POI held at {@code mu}, begun at the starts. */
    public Fit conditional(Data data, Expr mu) {
        return conditional(data, mu, starts());
    }

    /** The fit with the POI held at {@code mu}, begun at {@code from}. */
    public Fit conditional(Data data, Expr mu, Expr from) {
        return conditional(data, mu, from, Expr.zerosLike(from));
    }

    /** The fit with the POI held at {@code mu}, near another fit: begun where the parameters are on its path. */
    Fit conditional(Data data, Expr mu, Fit near) {
        return conditional(data, mu, near.parameters(), near.path());
    }

    /** The fit with the POI held at {@code mu}, begun at {@code from} and a step along {@code path} to that POI. */
    Fit conditional(Data data, Expr mu, Expr from, Expr path) {
        return within(
                data,
                withPoi(from, mu),
                withPoi(Expr.constant(Tensor.of(lower)), mu),
                withPoi(Expr.constant(Tensor.of(upper)), mu),
                withPoi(path.mul(mu.sub(poi(from))), Expr.constant(0)));
    }

    /** The fit with the parameters at some positions held at values, begun at {@code from}. */
    Fit held(Data data, List<Integer> positions, List<Expr> values, Expr from) {
        return within(
                data,
                with(from, positions, values),
                with(Expr.constant(Tensor.of(lower)), positions, values),
                with(Expr.constant(Tensor.of(upper)), positions, values));
    }

    /** The POI's component of a parameter vector. */
    public Expr poi(Expr theta) {
        return theta.get(model.requirePoi());
    }

    /** The sides of parameters none of which is at a bound: -1 for fixed ones, else 0. */
    Expr fixedSides() {
        int[] sides = new int[start.length];
        for (int i = 0; i < sides.length; i++) {
            sides[i] = lower[i] == upper[i] ? -1 : 0;
        }
        return Expr.constant(Tensor.ofInts(sides));
    }

    /** The POI's lower bound. */
    double poiLower() {
        return lower[model.requirePoi()];
    }

    /** The POI's upper bound. */
    double poiUpper() {
        return upper[model.requirePoi()];
    }

    /**
     * The POI's standard deviation from the inverse Hessian at {@code theta}, the other parameters profiled but for
     * those that {@code sides} reports at a bound.
     */
    Expr poiSigma(Expr theta, Expr sides, Data data) {
        int n = start.length;
        int poi = model.requirePoi();
        Expr hessian = hessian(theta, data);
        double[] unit = new double[n];
        unit[poi] = 1;
        Expr e = Expr.constant(Tensor.of(unit));
        Expr free = Expr.where(
                e.gt(0), Expr.onesLike(e), sides.cast(DType.FLOAT64).eq(0).cast(DType.FLOAT64));
        Expr mask = free.reshape(n, 1).mul(free.reshape(1, n));
        Expr regular = hessian.mul(mask).add(Expr.eye(n).mul(free.neg().add(1).reshape(1, n)));
        return Implicit.solveSymmetric(regular, e).get(poi).sqrt();
    }

    /**
     * A length on the scale of the POI to begin searches with: the standard deviation, or where the Hessian gives none,
     * or a hundred times more than the counts alone do, that of the counts: 3 / S + 2 / sqrt(sum s^2 / b), for s events
     * of POI 1 in a bin, S in all. Positive and finite wherever the POI adds events.
     */
    Expr poiLength(Expr theta, Expr sides, Data data) {
        Expr background = model.expected(withPoi(theta, Expr.constant(0))).main();
        Expr signal = model.expected(withPoi(theta, Expr.constant(1)))
                .main()
                .sub(background)
                .abs();
        Expr filled = background.gt(0);
        Expr weight = Expr.where(
                filled,
                signal.square().div(Expr.where(filled, background, Expr.onesLike(background))),
                Expr.zerosLike(signal));
        Expr information = weight.sum();
        Expr known = information.gt(0);
        Expr one = Expr.constant(1);
        Expr width = Expr.where(
                known, Expr.constant(2).div(Expr.where(known, information, one).sqrt()), Expr.constant(0));
        Expr counts = Expr.constant(3).div(signal.sum()).add(width);
        Expr variance = ridgeVariance(theta, sides, data);
        Expr usable = variance.gt(0).and(variance.lt(counts.mul(100).square()));
        return Expr.where(usable, Expr.where(usable, variance, one).sqrt(), counts);
    }

    /** The POI's variance with so little added to the Hessian's diagonal that only a singular one is changed. */
    private Expr ridgeVariance(Expr theta, Expr sides, Data data) {
        int n = start.length;
        int poi = model.requirePoi();
        Expr eye = Expr.eye(n);
        Expr isPoi = eye.slice(0, poi, poi + 1).reshape(n);
        Expr free = isPoi.max(sides.cast(DType.FLOAT64).eq(0).cast(DType.FLOAT64));
        Expr hessian = hessian(theta, data);
        Expr finite = hessian.abs().lt(Double.POSITIVE_INFINITY);
        Expr diagonal = hessian.mul(eye).sum(1).abs();
        Expr known = diagonal.gt(0).and(diagonal.lt(Double.POSITIVE_INFINITY));
        Expr ones = Expr.onesLike(diagonal);
        Expr scale = ones.div(Expr.where(known, diagonal, ones).sqrt()).mul(free);
        Expr scaled = Expr.where(finite, hessian, Expr.zerosLike(hessian))
                .mul(scale.reshape(n, 1))
                .mul(scale.reshape(1, n));
        Expr empty = known.cast(DType.FLOAT64).mul(free).eq(0).cast(DType.FLOAT64);
        Expr regular = scaled.add(eye.mul(empty.add(RIDGE).reshape(1, n)));
        return Implicit.solveSymmetric(regular, isPoi)
                .get(poi)
                .mul(scale.get(poi).square());
    }

    /** The Hessian of the negative log-likelihood {@code [parameters, parameters]}. */
    Expr hessian(Expr theta, Data data) {
        List<Expr> arguments = new ArrayList<>(List.of(theta));
        arguments.addAll(captures.call(List.of(theta, theta, theta, data.main(), data.auxiliary(), theta)));
        return curvature.call(arguments).get(0);
    }

    /** The fit within bounds {@code [parameters]}, begun at {@code from}; equal bounds hold a parameter. */
    Fit within(Data data, Expr from, Expr low, Expr high) {
        return within(data, from, low, high, Expr.zerosLike(from));
    }

    private Fit within(Data data, Expr from, Expr low, Expr high, Expr step) {
        List<Expr> outputs = problem.call(List.of(from, low, high, data.main(), data.auxiliary(), step));
        return new Fit(outputs.get(0), outputs.get(1), outputs.get(2), outputs.get(3));
    }

    private Expr withPoi(Expr vector, Expr mu) {
        return with(vector, List.of(model.requirePoi()), List.of(mu));
    }

    private Expr with(Expr vector, List<Integer> positions, List<Expr> values) {
        Expr changed = vector;
        for (int i = 0; i < positions.size(); i++) {
            boolean[] mask = new boolean[start.length];
            mask[positions.get(i)] = true;
            Expr isIt = Expr.constant(Tensor.wrap(Shape.of(mask.length), mask));
            changed = Expr.where(isIt, values.get(i), changed);
        }
        return changed;
    }
}
