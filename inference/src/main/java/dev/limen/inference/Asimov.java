package dev.limen.inference;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Implicit;

/**
 * A data set that equals its expectation, and the profile-likelihood ratio on it.
 *
 * <p>The free fit of such a set is the parameters it was made at, in closed form: each term of the likelihood is
 * largest there.
 */
final class Asimov {

    /** At which nuisance parameters the set is made. */
    enum Kind {
        /** At their nominal values: blind. */
        NOMINAL("nominal"),
        /** At those fitted to the observed data with the POI held: the published convention. */
        CONDITIONAL_FIT("conditional-fit");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private final Fitter fitter;
    private final Expr parameters;
    private final Expr sides;
    private final Expr path;
    private final Data data;

    private Asimov(Fitter fitter, Expr parameters, Expr sides, Expr path) {
        this.fitter = fitter;
        this.parameters = parameters;
        this.sides = sides;
        this.path = path;
        this.data = fitter.model().expected(parameters);
    }

    /** The set at nominal parameters and POI {@code mu}. */
    static Asimov nominal(Fitter fitter, double mu) {
        requireInBounds(fitter, mu);
        Expr starts = fitter.startsAt(Expr.constant(mu));
        return new Asimov(fitter, starts, fitter.fixedSides(), Expr.zerosLike(starts));
    }

    /** The set at the parameters fitted to {@code observed} with the POI held at {@code mu}. */
    static Asimov conditional(Fitter fitter, Data observed, Fit free, double mu) {
        requireInBounds(fitter, mu);
        Fit fit = fitter.conditional(observed, Expr.constant(mu), free);
        return new Asimov(fitter, fit.parameters(), fit.sides(), fit.path());
    }

    private static void requireInBounds(Fitter fitter, double mu) {
        Parameter poi = fitter.model().parameters().get(fitter.model().requirePoi());
        if (poi.fixed() && mu != poi.start()) {
            throw new IllegalArgumentException("POI '" + poi.name() + "' is fixed at " + poi.start()
                    + ", but the Asimov set is made at " + mu + "; a test moves the POI, so do not fix it");
        }
        if (mu < fitter.poiLower() || mu > fitter.poiUpper()) {
            throw new IllegalArgumentException("POI '" + poi.name() + "': bounds [" + poi.lower() + ", " + poi.upper()
                    + "] leave out " + mu + ", at which the Asimov set is made; widen them");
        }
    }

    Data data() {
        return data;
    }

    /** The parameters it was made at, which are those of its free fit. */
    Expr parameters() {
        return parameters;
    }

    /** Twice the negative log-likelihood of its free fit. */
    Expr twiceNll() {
        return fitter.nll(parameters, data).mul(2);
    }

    /** t_mu of the set. */
    Expr t(Expr mu) {
        Fit fixed = fitter.conditional(data, mu, parameters, path);
        return TestStatistics.notNegative(fixed.twiceNll().sub(twiceNll()));
    }

    /** Where to begin a search of the POI: see {@link Fitter#poiLength}. */
    Expr poiLength() {
        return fitter.poiLength(parameters, sides, data);
    }

    /** Half the distance of the two POIs, within the bounds, at which the root of t_mu is {@code deviations}. */
    Expr halfWidth(double deviations) {
        Expr best = fitter.poi(parameters);
        Expr length = poiLength().mul(deviations);
        Expr above = end(best.add(length), best, Expr.constant(fitter.poiUpper()), deviations);
        Expr below = end(best.sub(length), Expr.constant(fitter.poiLower()), best, deviations);
        return above.sub(below).mul(0.5);
    }

    private Expr end(Expr guess, Expr from, Expr to, double deviations) {
        Expr start = guess.max(from).min(to).detach();
        return Implicit.root(
                start, from.detach(), to.detach(), mu -> Asymptotics.sqrt(t(mu)).sub(deviations));
    }

    /** The POI's standard deviation at the set's own parameters. */
    Expr poiSigma() {
        return fitter.poiSigma(parameters, sides, data);
    }
}
