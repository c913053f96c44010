package dev.limen.inference;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Graph;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.math.Normal;
import java.util.List;

/**
 * How a test statistic is distributed for large samples, under the hypothesis that it tests and under the other one.
 *
 * <pre>f(q) = P(0) delta(q) + 1/2 (2 pi q)^(-1/2) exp(-(sqrt(q) - s)^2 / 2)</pre>
 *
 * <p>s is 0 under the tested hypothesis and {@code separation} under the other. For qtilde the density beyond
 * r^2 = separation^2 is that of a normal distribution of q with standard deviation 2 r, around -r^2 under the tested hypothesis and
 * r^2 under the other (arXiv:1007.1727, eqs. 50, 57 and 64). The densities below leave the part at 0 out.
 *
 * @param separation by how many standard deviations the POIs of both hypotheses differ: the root of the Asimov set's
 *     statistic, 0 or more
 * @param statistic  Q also stands for q0
 */
public record AsymptoticDensity(double separation, TestStatistic statistic) {

    /** Checks the separation. */
    public AsymptoticDensity {
        if (!(separation >= 0 && separation < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "asymptotic density: separation " + separation + "; expected a finite number, 0 or more");
        }
    }

    /**
     * That of q_mu, or of qtilde_mu where the POI's lower bound is 0; the other hypothesis is that without signal, at the
     * parameters fitted to data.
     *
     * @param mu above 0
     * @throws dev.limen.autodiff.NotConvergedException if a fit did not converge
     */
    public static AsymptoticDensity exclusion(LogLikelihood model, Data data, double mu) {
        return of(model, widened(model, mu).compiled().evaluate(new Exclusion(), data, mu));
    }

    /** As {@link #exclusion}, at nominal parameters. */
    public static AsymptoticDensity blindExclusion(LogLikelihood model, double mu) {
        return of(model, widened(model, mu).compiled().evaluate(new BlindExclusion(), mu));
    }

    private static AsymptoticDensity of(LogLikelihood model, Evaluated separation) {
        double bound = model.parameters().get(model.requirePoi()).lower();
        return new AsymptoticDensity(separation.value(0), bound == 0 ? TestStatistic.QTILDE : TestStatistic.Q);
    }

    /**
     * That of q0; the other hypothesis is that of signal strength {@code mu}, the other parameters fitted to data.
     *
     * @throws dev.limen.autodiff.NotConvergedException if a fit did not converge
     */
    public static AsymptoticDensity discovery(LogLikelihood model, Data data, double mu) {
        Evaluated separation = widened(model, mu).compiled().evaluate(new Found(mu), data);
        return new AsymptoticDensity(separation.value(0), TestStatistic.Q);
    }

    /** As {@link #discovery}, at nominal parameters. */
    public static AsymptoticDensity blindDiscovery(LogLikelihood model, double mu) {
        Evaluated separation = widened(model, mu).compiled().evaluate(new BlindFound(mu));
        return new AsymptoticDensity(separation.value(0), TestStatistic.Q);
    }

    private static LogLikelihood widened(LogLikelihood model, double mu) {
        return PoiBounds.of(model).exceededBy(mu) ? new WidenedPoi(model, 2 * mu) : model;
    }

    private record Exclusion() implements Procedure {
        @Override
        public Graph graph(Fitter fitter) {
            Expr mu = Expr.variable("mu", Shape.scalar());
            Data data = fitter.anyData();
            Fit free = fitter.free(data);
            Expr t = Asimov.conditional(fitter, data, free, 0).t(mu);
            return new Graph(List.of(mu, data.main(), data.auxiliary()), List.of(Asymptotics.sqrt(t)));
        }
    }

    private record BlindExclusion() implements Procedure {
        @Override
        public Graph graph(Fitter fitter) {
            Expr mu = Expr.variable("mu", Shape.scalar());
            return new Graph(
                    List.of(mu),
                    List.of(Asymptotics.sqrt(Asimov.nominal(fitter, 0).t(mu))));
        }
    }

    private record Found(double mu) implements Procedure {
        @Override
        public Graph graph(Fitter fitter) {
            Data data = fitter.anyData();
            Fit free = fitter.free(data);
            Expr t = Asimov.conditional(fitter, data, free, mu).t(Expr.constant(0));
            return new Graph(List.of(data.main(), data.auxiliary()), List.of(Asymptotics.sqrt(t)));
        }
    }

    private record BlindFound(double mu) implements Procedure {
        @Override
        public Graph graph(Fitter fitter) {
            Expr t = Asimov.nominal(fitter, mu).t(Expr.constant(0));
            return new Graph(List.of(), List.of(Asymptotics.sqrt(t)));
        }
    }

    /**
     * The density under the hypothesis that is tested, without the half of it at 0.
     *
     * @param q above 0
     */
    public double tested(double q) {
        return beyond(q)
                ? Normal.density((q + separation * separation) / (2 * separation)) / (2 * separation)
                : root(q, Normal.density(Math.sqrt(q)));
    }

    /**
     * The density under the other hypothesis, without {@link #otherAtZero}.
     *
     * @param q above 0
     */
    public double other(double q) {
        return beyond(q)
                ? Normal.density((q - separation * separation) / (2 * separation)) / (2 * separation)
                : root(q, Normal.density(Math.sqrt(q) - separation));
    }

    /** The probability that q is 0 under the other hypothesis. */
    public double otherAtZero() {
        return Normal.cdf(-separation);
    }

    private boolean beyond(double q) {
        if (!(q > 0)) {
            throw new IllegalArgumentException("asymptotic density at q = " + q + "; expected a number above 0");
        }
        return statistic == TestStatistic.QTILDE && separation > 0 && q > separation * separation;
    }

    private static double root(double q, double density) {
        return 0.5 * density / Math.sqrt(q);
    }
}
