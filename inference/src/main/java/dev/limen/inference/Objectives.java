package dev.limen.inference;

import dev.limen.autodiff.Expr;

/**
 * What analyses are optimised for: blind, of the Asimov set at nominal parameters, with all systematic uncertainties
 * profiled.
 */
public final class Objectives {
    private Objectives() {}

    /** The median significance expected with signal strength {@code mu}; maximise it. */
    public static Expr expectedSignificance(LogLikelihood model, double mu) {
        return Discovery.blind(model, mu).expectedSignificance();
    }

    /** The median upper limit on the POI expected without signal; minimise it. */
    public static Expr expectedLimit(LogLikelihood model, double level) {
        return HypothesisTest.blind(model, TestStatistic.QTILDE).expectedLimit(level, 0);
    }

    /** log of the median CLs of signal strength {@code mu} expected without signal; minimise it. */
    public static Expr expectedLogCls(LogLikelihood model, double mu) {
        return HypothesisTest.blind(model, TestStatistic.QTILDE).expectedLogCls(Expr.constant(mu), 0);
    }

    /** The POI's standard deviation expected with signal strength {@code mu}, from the profiled Hessian; minimise it. */
    public static Expr poiUncertainty(LogLikelihood model, double mu) {
        return Asimov.nominal(model.compiled().fitter(), mu).poiSigma();
    }

    /**
     * Half the width of the POI's profile-likelihood interval expected with signal strength {@code mu}; minimise it.
     *
     * <p>The interval ends where t_mu (eq. 8 of arXiv:1007.1727) is {@code deviations} squared: 1 for 68.3 %, 1.96 for
     * 95 %. Where the likelihood is normal this is {@code deviations} times {@link #poiUncertainty}. Ends are looked for
     * within the POI's bounds; the root's certificate says so where there is none.
     *
     * @param deviations above 0
     */
    public static Expr intervalHalfWidth(LogLikelihood model, double mu, double deviations) {
        if (!(deviations > 0)) {
            throw new IllegalArgumentException(
                    "interval of " + deviations + " standard deviations; expected more than 0");
        }
        return Asimov.nominal(model.compiled().fitter(), mu).halfWidth(deviations);
    }
}
