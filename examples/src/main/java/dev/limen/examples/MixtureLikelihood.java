package dev.limen.examples;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import dev.limen.inference.Data;
import dev.limen.inference.LogLikelihood;
import dev.limen.inference.Parameter;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

/**
 * The counts of INFERNO's mixture (arXiv:1806.04743, section 5), bin by bin Poisson around
 *
 * <pre>
 *   s S + b (B + shift by r + shift by lambda),
 * </pre>
 *
 * <p>a likelihood written by hand: s is the POI, r, lambda and b are nuisance parameters of the paper's benchmarks. In
 * benchmark 0 all are known, in 1 r is free, in 2 r and lambda are; in 3 these have Gaussian constraints of width 0.4 and 1,
 * and in 4 b, too, of width 100.
 *
 * @param shapes    S, B and its shifts
 * @param benchmark 0 to 4
 */
record MixtureLikelihood(MixtureShapes shapes, int benchmark) implements LogLikelihood {
    private static final double LOG_2_PI = Math.log(2 * Math.PI);
    private static final int[] NUISANCES = {0, 1, 2, 2, 3};
    private static final int[] CONSTRAINTS = {0, 0, 0, 2, 3};
    private static final double[] WIDTHS = {0.4, 1, 100};

    /** s may fall below 0, so that the interval of a network that knows nothing yet still ends within the bounds. */
    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("s", 50, -25, 500, false, Parameter.Kind.FREE),
                nuisance("r", 1, 2, 0, 4),
                nuisance("lambda", 2, 3, 1, 5),
                nuisance("b", 3, 1000, 500, 1500));
    }

    private Parameter nuisance(String name, int number, double nominal, double lower, double upper) {
        Parameter.Kind kind = number <= constraints() ? Parameter.Kind.CONSTRAINED : Parameter.Kind.FREE;
        return new Parameter(name, nominal, lower, upper, number > NUISANCES[benchmark], kind);
    }

    private int constraints() {
        return CONSTRAINTS[benchmark];
    }

    @Override
    public OptionalInt poi() {
        return OptionalInt.of(0);
    }

    @Override
    public Expr logLikelihood(Expr theta, Data data) {
        Expr rates = rates(theta);
        Expr positive = rates.gt(0);
        Expr safe = Expr.where(positive, rates, Expr.onesLike(rates));
        Expr counts = data.main();
        Expr inside = counts.mul(safe.log()).sub(safe).sub(counts.add(1).lgamma());
        Expr impossible = Expr.fill(rates.shape(), rates.dtype(), Double.NEGATIVE_INFINITY);
        Expr outside = Expr.where(rates.lt(0).or(counts.gt(0)), impossible, Expr.zerosLike(rates));
        Expr main = Expr.where(positive, inside, outside).sum();
        Expr pulls = data.auxiliary().sub(measured(theta)).div(auxiliarySigma());
        Expr constraint =
                pulls.square().add(LOG_2_PI).mul(0.5).add(auxiliarySigma().log());
        return main.sub(constraint.sum());
    }

    private Expr rates(Expr theta) {
        Expr background = shapes.background();
        Expr shifted = background
                .add(shapes.r().shift(background, theta.get(1)))
                .add(shapes.lambda().shift(background, theta.get(2)));
        return shapes.signal().mul(theta.get(0)).add(shifted.mul(theta.get(3)));
    }

    private Expr measured(Expr theta) {
        return theta.slice(0, 1, 1 + constraints());
    }

    @Override
    public Data expected(Expr theta) {
        return new Data(rates(theta), measured(theta));
    }

    @Override
    public List<Scatter> auxiliaryScatter() {
        return Collections.nCopies(constraints(), Scatter.GAUSSIAN);
    }

    @Override
    public Expr auxiliarySigma() {
        return constraints() == 0
                ? Expr.zeros(Shape.of(0))
                : Expr.constant(WIDTHS).slice(0, 0, constraints());
    }
}
