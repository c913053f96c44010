package dev.limen.inference;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.DType;
import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Implicit;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.random.RandomSource;
import dev.limen.inference.LogLikelihood.Scatter;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How well a fitted model describes the data: the ratio of its likelihood to that of the saturated model, which has a
 * parameter for every datum.
 *
 * <p>q = 2 (NLL(fit) - NLL(saturated)), the constraint terms in both: in the saturated model each count is its own
 * expectation and each auxiliary measurement its own centre. For large counts q follows chi-squared with as many degrees
 * of freedom as there are bins less unconstrained parameters: a constrained parameter brings a datum of its own (S. Baker
 * and R. Cousins, Nucl. Instrum. Meth. 221 (1984) 437; R. Cousins, "Generalization of chisquare goodness-of-fit test for
 * binned data using saturated models", 2013).
 */
public final class GoodnessOfFit {
    private static final double LOG_2_PI = Math.log(2 * Math.PI);

    private final LogLikelihood model;
    private final FittedHessian fit;
    private final double statistic;
    private final int degrees;

    private GoodnessOfFit(LogLikelihood model, FittedHessian fit, double statistic, int degrees) {
        this.model = model;
        this.fit = fit;
        this.statistic = statistic;
        this.degrees = degrees;
    }

    /**
     * Fits all parameters but fixed ones.
     *
     * @throws dev.limen.autodiff.NotConvergedException if the fit did not converge
     */
    public static GoodnessOfFit of(LogLikelihood model, Data data) {
        FittedHessian fit = FittedHessian.of(model, data);
        double saturated = Program.evaluate(saturatedNll(model, data)).item();
        long unconstrained = 0;
        for (int i = 0; i < fit.parameters().size(); i++) {
            Determination determination = fit.determinations().get(i);
            boolean fitted = determination != Determination.FIXED && determination != Determination.UNDETERMINED;
            if (fitted && fit.parameters().get(i).kind() == Parameter.Kind.FREE) {
                unconstrained++;
            }
        }
        int bins = data.main().shape().dim(0);
        double q = Math.max(0, fit.twiceNll() - 2 * saturated);
        return new GoodnessOfFit(model, fit, q, (int) (bins - unconstrained));
    }

    /** q of a fit: the data's own, in place of the fitted rates, is subtracted. */
    static Expr statistic(LogLikelihood model, TestStatistics fitted) {
        return fitted.free().nll().sub(saturatedNll(model, fitted.data())).mul(2);
    }

    private static Expr saturatedNll(LogLikelihood model, Data data) {
        List<Scatter> scatter = model.auxiliaryScatter();
        Expr main = logPoissonAtItself(data.main()).sum();
        if (scatter.isEmpty()) {
            return main.neg();
        }
        boolean[] poisson = new boolean[scatter.size()];
        for (int i = 0; i < poisson.length; i++) {
            poisson[i] = scatter.get(i) == Scatter.POISSON;
        }
        Expr isPoisson = Expr.constant(Tensor.wrap(Shape.of(poisson.length), poisson));
        Expr zero = Expr.zeros(Shape.of(poisson.length));
        Expr counts = Expr.where(isPoisson, data.auxiliary(), zero);
        Expr gaussian = model.auxiliarySigma().log().add(0.5 * LOG_2_PI).neg();
        Expr auxiliary = logPoissonAtItself(counts)
                .sum()
                .add(gaussian.mul(isPoisson.not().cast(DType.FLOAT64)).sum());
        return main.add(auxiliary).neg();
    }

    /** log of the Poisson probability of n where n is expected; 0 for n = 0. */
    private static Expr logPoissonAtItself(Expr n) {
        Expr some = n.gt(0);
        Expr safe = Expr.where(some, n, Expr.onesLike(n));
        Expr value = safe.mul(safe.log()).sub(safe).sub(safe.add(1).lgamma());
        return Expr.where(some, value, Expr.zerosLike(n));
    }

    /** q, 0 or more. */
    public double statistic() {
        return statistic;
    }

    /** Bins less unconstrained parameters that were fitted; those at a bound count as fitted. */
    public int degreesOfFreedom() {
        return degrees;
    }

    /** The probability of q or more by chi-squared; empty without degrees of freedom, where the fit is saturated itself. */
    public OptionalDouble pValue() {
        return degrees < 1 ? OptionalDouble.empty() : OptionalDouble.of(ChiSquared.survival(statistic, degrees));
    }

    /**
     * The density of chi-squared, which q follows for large counts.
     *
     * @param q above 0
     * @throws IllegalArgumentException without degrees of freedom
     */
    public double density(double q) {
        return ChiSquared.density(q, degrees);
    }

    /** The certificates of all fits behind the numbers. */
    public List<Certificate> certificates() {
        return fit.certificates();
    }

    /**
     * The p-value from toys that are made at the fitted parameters, main and auxiliary data both, and fitted again.
     *
     * @throws IllegalStateException if no toy's fit converged
     */
    public ToyPValue byToys(Toys toys) {
        double[] at = fit.values().stream().mapToDouble(Double::doubleValue).toArray();
        Data expected = model.expected(Expr.constant(Tensor.of(at)));
        Program program = Program.compile(
                List.of(),
                List.of(expected.main(), expected.auxiliary(), model.auxiliarySigma()),
                Execution.preferred());
        double[][] ensemble =
                program.run().outputs().stream().map(Tensor::toDoubles).toArray(double[][]::new);
        ToyEnsemble drawn = new ToyEnsemble(
                at,
                ensemble[0],
                ensemble[1],
                ensemble[2],
                model.auxiliaryScatter(),
                new RandomSource(toys.seed(), "toys: goodness of fit"));
        // One start each: where the toys are made is close to their minimum.
        ToyStatistic q = new ToyStatistic(new Fitter(model, Implicit.Settings.MINIMUM), ToyQuantity.SATURATED);
        ToyDistribution distribution = ToyDistribution.of("goodness of fit", q.of("goodness of fit", drawn, 0, toys));
        int above = distribution.atOrAbove(statistic);
        double p = above / (double) distribution.size();
        double error = p == 0 || p == 1
                ? 1.0 / distribution.size()
                : p * ToyDistribution.relativeError(above, distribution.size());
        return new ToyPValue(p, error, toys.count(), distribution.failed(), distribution.values());
    }

    @Override
    public String toString() {
        return "GoodnessOfFit[q " + statistic + ", " + degrees + " degrees of freedom, p " + pValue() + "]";
    }
}
