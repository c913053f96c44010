package dev.limen.inference;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Graph;
import dev.limen.autodiff.Implicit;
import dev.limen.autodiff.NotConvergedException;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The interval of the POI in which the profile likelihood is near its best: its ends are where t_mu = -2 log(L(mu,
 * profiled) / L(best)) is so many standard deviations squared (1 for 68.3 %, 4 for 95.4 %; arXiv:1007.1727, eq. 8). Not
 * symmetric in general.
 *
 * <p>The interval ends at the POI's lower bound where t_mu does not get so large above it; there is no lower end then.
 */
public final class LikelihoodInterval {
    private final LogLikelihood model;
    private final Data data;
    private final double deviations;
    private final double best;
    private final OptionalDouble lower;
    private final double upper;
    private final List<Certificate> certificates;
    private final Optional<String> note;

    private LikelihoodInterval(
            LogLikelihood model,
            Data data,
            double deviations,
            double best,
            OptionalDouble lower,
            double upper,
            List<Certificate> certificates,
            Optional<String> note) {
        this.model = model;
        this.data = data;
        this.deviations = deviations;
        this.best = best;
        this.lower = lower;
        this.upper = upper;
        this.certificates = List.copyOf(certificates);
        this.note = note;
    }

    /**
     * Finds the ends.
     *
     * <p>An end beyond the POI's upper bound widens the bound, and {@link #note} says so.
     *
     * @param deviations standard deviations, above 0
     * @throws NotConvergedException if a fit or a root did not converge
     */
    public static LikelihoodInterval of(LogLikelihood model, Data data, double deviations) {
        if (!(deviations > 0 && deviations < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "interval of " + deviations + " standard deviations; expected a number above 0, say 1");
        }
        PoiBounds bounds = PoiBounds.of(model);
        LikelihoodInterval found = within(model, data, deviations, Optional.empty());
        if (!bounds.exceededBy(found.upper)) {
            return found;
        }
        // With the bound in the way the best fit, and so the ends, may have been others.
        double to = 2 * found.upper;
        String reason = "the upper end " + found.upper + " of the interval of " + deviations + " standard deviations";
        return within(new WidenedPoi(model, to), data, deviations, Optional.of(bounds.widened(reason, to)));
    }

    private static LikelihoodInterval within(LogLikelihood model, Data data, double deviations, Optional<String> note) {
        Compiled compiled = model.compiled();
        Evaluated above = compiled.evaluate(new Above(), data, deviations);
        List<Certificate> certificates = new ArrayList<>(above.certificates());
        OptionalDouble lower = OptionalDouble.empty();
        double bound = model.parameters().get(model.requirePoi()).lower();
        if (crosses(model, data, deviations, bound, certificates)) {
            Evaluated below = compiled.evaluate(new Below(), data, deviations);
            certificates.addAll(below.certificates());
            lower = OptionalDouble.of(below.value(0));
        }
        return new LikelihoodInterval(
                model, data, deviations, above.value(0), lower, above.value(1), certificates, note);
    }

    /** Whether t_mu gets so large on the way to a bound. */
    private static boolean crosses(
            LogLikelihood model, Data data, double deviations, double bound, List<Certificate> certificates) {
        if (Double.isInfinite(bound)) {
            return true;
        }
        try {
            Evaluated at = model.compiled().evaluate(new At(), data, bound);
            certificates.addAll(at.certificates());
            return at.value(0) >= deviations * deviations;
        } catch (NotConvergedException impossible) {
            // Without signal the data may be impossible, so that there is no fit: then t_mu is infinite there, and if
            // it was something else, the search for the end fails too.
            return true;
        }
    }

    /** Its ends, as a scan of a parameter of any kind has them. */
    public ProfileScan.Interval ends() {
        return new ProfileScan.Interval(deviations, lower, OptionalDouble.of(upper));
    }

    /** The ends within the POI's bounds, neither of which is moved. */
    static ProfileScan.Interval bounded(
            LogLikelihood model, Data data, double deviations, List<Certificate> certificates) {
        Parameter poi = model.parameters().get(model.requirePoi());
        return new ProfileScan.Interval(
                deviations,
                end(new Below(), model, data, deviations, poi.lower(), 0, certificates),
                end(new Above(), model, data, deviations, poi.upper(), 1, certificates));
    }

    private static OptionalDouble end(
            Procedure search,
            LogLikelihood model,
            Data data,
            double deviations,
            double bound,
            int output,
            List<Certificate> certificates) {
        if (!crosses(model, data, deviations, bound, certificates)) {
            return OptionalDouble.empty();
        }
        Evaluated found = model.compiled().evaluate(search, data, deviations);
        certificates.addAll(found.certificates());
        return OptionalDouble.of(found.value(output));
    }

    private static Expr end(TestStatistics statistics, Expr guess, Expr from, Expr to, Expr deviations) {
        return Implicit.root(guess.detach(), from.detach(), to.detach(), mu -> Asymptotics.sqrt(statistics.t(mu))
                .sub(deviations));
    }

    private static Expr upper(Fitter fitter, TestStatistics statistics, Expr deviations) {
        Expr best = statistics.muHat();
        Expr guess = best.add(length(fitter, statistics).mul(deviations));
        return end(statistics, guess, best, Expr.constant(Double.POSITIVE_INFINITY), deviations);
    }

    private static Expr lower(Fitter fitter, TestStatistics statistics, Expr deviations) {
        Expr best = statistics.muHat();
        Expr bound = Expr.constant(fitter.poiLower());
        Expr guess = best.sub(length(fitter, statistics).mul(deviations));
        // Not at the bound itself, where the data may be impossible.
        Expr inside = Expr.where(
                guess.gt(bound), guess, best.add(bound.max(-Double.MAX_VALUE)).mul(0.5));
        return end(statistics, inside, bound, best, deviations);
    }

    private static Expr length(Fitter fitter, TestStatistics statistics) {
        Fit free = statistics.free();
        return fitter.poiLength(free.parameters(), free.sides(), statistics.data());
    }

    private record Above() implements Procedure {
        @Override
        public Graph graph(Fitter fitter) {
            Expr deviations = Expr.variable("deviations", Shape.scalar());
            Data data = fitter.anyData();
            TestStatistics statistics = new TestStatistics(fitter, data);
            return new Graph(
                    List.of(deviations, data.main(), data.auxiliary()),
                    List.of(statistics.muHat(), LikelihoodInterval.upper(fitter, statistics, deviations)));
        }
    }

    private record Below() implements Procedure {
        @Override
        public Graph graph(Fitter fitter) {
            Expr deviations = Expr.variable("deviations", Shape.scalar());
            Data data = fitter.anyData();
            TestStatistics statistics = new TestStatistics(fitter, data);
            return new Graph(
                    List.of(deviations, data.main(), data.auxiliary()),
                    List.of(LikelihoodInterval.lower(fitter, statistics, deviations)));
        }
    }

    private record At() implements Procedure {
        @Override
        public Graph graph(Fitter fitter) {
            Expr mu = Expr.variable("mu", Shape.scalar());
            Data data = fitter.anyData();
            return new Graph(
                    List.of(mu, data.main(), data.auxiliary()), List.of(new TestStatistics(fitter, data).t(mu)));
        }
    }

    /** How many standard deviations it has on each side. */
    public double deviations() {
        return deviations;
    }

    /** The fitted POI. */
    public double best() {
        return best;
    }

    /** The lower end; empty where the interval ends at the POI's lower bound. */
    public OptionalDouble lower() {
        return lower;
    }

    /** The upper end. */
    public double upper() {
        return upper;
    }

    /**
     * The partial derivatives of the lower end, every other number of the model held.
     *
     * @throws IllegalStateException if there is none
     */
    public List<Tensor> lowerGradient(Expr... inputs) {
        if (lower.isEmpty()) {
            throw new IllegalStateException("the interval ends at the POI's lower bound, which depends on nothing");
        }
        return gradient(LikelihoodInterval::lower, inputs);
    }

    /** The partial derivatives of the upper end, every other number of the model held. */
    public List<Tensor> upperGradient(Expr... inputs) {
        return gradient(LikelihoodInterval::upper, inputs);
    }

    private interface End {
        Expr of(Fitter fitter, TestStatistics statistics, Expr deviations);
    }

    private List<Tensor> gradient(End end, Expr... inputs) {
        Fitter fitter = model.compiled().fitter();
        Expr expression = end.of(fitter, new TestStatistics(fitter, data), Expr.constant(deviations));
        return Evaluated.gradient(expression, inputs);
    }

    /** The certificates of all fits and roots behind the numbers. */
    public List<Certificate> certificates() {
        return certificates;
    }

    /** What the user should know about how the interval was found, if anything. */
    public Optional<String> note() {
        return note;
    }

    @Override
    public String toString() {
        return "LikelihoodInterval[" + deviations + " standard deviations: best " + best + ", from " + lower + " to "
                + upper + "]";
    }
}
