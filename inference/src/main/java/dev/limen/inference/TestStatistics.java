package dev.limen.inference;

import dev.limen.autodiff.Expr;

/**
 * Test statistics made of profile-likelihood ratios (Cowan, Cranmer, Gross, Vitells, arXiv:1007.1727).
 *
 * <p>Each is a difference of two minima, so its first derivatives need no linear solve. Rounding below zero is cut. A
 * ratio below -1e-6 at a mu within the POI's bounds means that the free fit missed the minimum, and is NaN; beyond the
 * bounds, where the free fit may not follow, it is cut to 0 too: widen the bounds to test there.
 */
public final class TestStatistics {
    static final double ROUNDING = 1e-6;

    private final Fitter fitter;
    private final Data data;
    private final Fit free;

    /** The statistics of one data set: its free fit is done once. */
    public TestStatistics(Fitter fitter, Data data) {
        this(fitter, data, fitter.starts());
    }

    /** As {@link #TestStatistics(Fitter, Data)}, the fits begun at {@code from}. */
    TestStatistics(Fitter fitter, Data data, Expr from) {
        this.fitter = fitter;
        this.data = data;
        this.free = fitter.free(data, from);
    }

    Data data() {
        return data;
    }

    /** The fit with the POI free. */
    public Fit free() {
        return free;
    }

    /** The fitted POI. */
    public Expr muHat() {
        return fitter.poi(free.parameters());
    }

    /** t_mu = -2 log(L(mu, profiled) / L(best)), eq. 8 of arXiv:1007.1727 (eq. 11 where the POI is bounded at 0). */
    public Expr t(Expr mu) {
        Fit fixed = fitter.conditional(data, mu, free);
        Expr difference = fixed.twiceNll().sub(free.twiceNll());
        Expr inside = mu.ge(fitter.poiLower()).and(mu.le(fitter.poiUpper()));
        return Expr.where(inside, notNegative(difference), difference.max(0));
    }

    /** The difference of two minima of which the second cannot be higher: its rounding cut, NaN where it is. */
    static Expr notNegative(Expr difference) {
        Expr missed = difference.lt(-ROUNDING);
        return Expr.where(missed, Expr.fill(difference.shape(), difference.dtype(), Double.NaN), difference.max(0));
    }

    /**
     * q_mu (eq. 14), which is qtilde_mu (eq. 16) where the POI's lower bound is 0: t_mu, and exactly 0 where the
     * fitted POI is not below mu.
     */
    public Expr q(Expr mu) {
        Expr t = t(mu);
        return Expr.where(muHat().lt(mu), t, Expr.zerosLike(t));
    }

    /** q_0 (eq. 12): t_0, and exactly 0 where the fitted POI is not above 0. */
    public Expr q0() {
        Expr t = t(Expr.constant(0));
        return Expr.where(muHat().gt(0), t, Expr.zerosLike(t));
    }
}
