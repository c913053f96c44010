package dev.limen.inference;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

/**
 * Bins that count mu s + gamma b events, where each gamma has an auxiliary measurement, or none of them has.
 *
 * @param spread {@code [bins]}: Gaussian standard deviations of the gammas, or tau of Poisson counts gamma tau; not
 *               used without nuisances
 */
record CountingModel(Parameter mu, Expr signal, Expr background, Nuisances nuisances, Expr spread)
        implements LogLikelihood {
    private static final double LOG_2_PI = Math.log(2 * Math.PI);

    enum Nuisances {
        NONE,
        GAUSSIAN,
        POISSON
    }

    static Parameter poi(double lower, double upper) {
        return new Parameter("mu", 1, lower, upper, false, Parameter.Kind.FREE);
    }

    static CountingModel without(Expr signal, Expr background) {
        return new CountingModel(poi(0, 1000), signal, background, Nuisances.NONE, Expr.zerosLike(background));
    }

    /** Absolute uncertainties of the background, in events, as Gaussian constraints. */
    static CountingModel gaussian(Expr signal, Expr background, Expr uncertainty) {
        return new CountingModel(poi(0, 1000), signal, background, Nuisances.GAUSSIAN, uncertainty.div(background));
    }

    /** Absolute uncertainties of the background, in events, as counts (background / uncertainty)^2. */
    static CountingModel poisson(Expr signal, Expr background, Expr uncertainty) {
        return new CountingModel(
                poi(0, 1000),
                signal,
                background,
                Nuisances.POISSON,
                background.div(uncertainty).square());
    }

    CountingModel with(Parameter other) {
        return new CountingModel(other, signal, background, nuisances, spread);
    }

    private int bins() {
        return background.shape().dim(0);
    }

    /** These counts, and the auxiliary measurements as expected. */
    Data observed(double... counts) {
        Expr auxiliary =
                switch (nuisances) {
                    case NONE -> Expr.zeros(Shape.of(0));
                    case GAUSSIAN -> Expr.onesLike(background);
                    case POISSON -> spread;
                };
        return new Data(Expr.constant(counts), auxiliary);
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(List.of(mu));
        if (nuisances != Nuisances.NONE) {
            for (int b = 0; b < bins(); b++) {
                all.add(new Parameter("gamma[" + b + "]", 1, 1e-10, 10, false, Parameter.Kind.BIN_LOCAL));
            }
        }
        return all;
    }

    @Override
    public OptionalInt poi() {
        return OptionalInt.of(0);
    }

    private Expr gammas(Expr theta) {
        return theta.slice(0, 1, 1 + bins());
    }

    @Override
    public Expr logLikelihood(Expr theta, Data data) {
        Expr main = logPoisson(data.main(), rates(theta)).sum();
        return switch (nuisances) {
            case NONE -> main;
            case GAUSSIAN -> main.add(logNormal(data.auxiliary(), gammas(theta)).sum());
            case POISSON ->
                main.add(logPoisson(data.auxiliary(), gammas(theta).mul(spread)).sum());
        };
    }

    private Expr rates(Expr theta) {
        Expr expected = nuisances == Nuisances.NONE ? background : background.mul(gammas(theta));
        return signal.mul(theta.get(0)).add(expected);
    }

    private static Expr logPoisson(Expr counts, Expr mean) {
        Expr positive = mean.gt(0);
        Expr safe = Expr.where(positive, mean, Expr.onesLike(mean));
        Expr inside = counts.mul(safe.log()).sub(safe).sub(counts.add(1).lgamma());
        Expr impossible = Expr.fill(mean.shape(), mean.dtype(), Double.NEGATIVE_INFINITY);
        Expr outside = Expr.where(mean.lt(0).or(counts.gt(0)), impossible, mean.neg());
        return Expr.where(positive, inside, outside);
    }

    private Expr logNormal(Expr measured, Expr mean) {
        Expr pull = measured.sub(mean).div(spread);
        return pull.square().add(LOG_2_PI).mul(-0.5).sub(spread.log());
    }

    @Override
    public Data expected(Expr theta) {
        Expr auxiliary =
                switch (nuisances) {
                    case NONE -> Expr.zeros(Shape.of(0));
                    case GAUSSIAN -> gammas(theta);
                    case POISSON -> gammas(theta).mul(spread);
                };
        return new Data(rates(theta), auxiliary);
    }

    @Override
    public List<Scatter> auxiliaryScatter() {
        return switch (nuisances) {
            case NONE -> List.of();
            case GAUSSIAN -> Collections.nCopies(bins(), Scatter.GAUSSIAN);
            case POISSON -> Collections.nCopies(bins(), Scatter.POISSON);
        };
    }

    @Override
    public Expr auxiliarySigma() {
        return switch (nuisances) {
            case NONE -> Expr.zeros(Shape.of(0));
            case GAUSSIAN -> spread;
            case POISSON -> Expr.onesLike(spread);
        };
    }
}
