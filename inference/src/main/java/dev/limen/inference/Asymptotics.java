package dev.limen.inference;

import dev.limen.autodiff.Expr;

/**
 * Asymptotic p-values of shifted normal distributions (arXiv:1007.1727, sections 3.6 to 3.8 and 4), in the logarithm
 * where tails matter.
 */
final class Asymptotics {
    private Asymptotics() {}

    /** The square root, with derivative 0 at 0 instead of an infinite one. */
    static Expr sqrt(Expr q) {
        Expr positive = q.gt(0);
        Expr zero = Expr.zerosLike(q);
        return Expr.where(positive, Expr.where(positive, q, Expr.onesLike(q)).sqrt(), zero);
    }

    /** The statistic that is normal of width 1 around 0 without signal and around -sqrt(q_A) with it, for q_mu. */
    static Expr shiftedQ(Expr q, Expr qAsimov) {
        return sqrt(q).sub(sqrt(qAsimov));
    }

    /** The same for qtilde_mu, eq. 65: linear in q beyond q_A. */
    static Expr shiftedQTilde(Expr q, Expr qAsimov) {
        Expr root = sqrt(q);
        Expr rootAsimov = sqrt(qAsimov);
        Expr plain = root.le(rootAsimov).or(rootAsimov.le(0));
        Expr safe = Expr.where(plain, Expr.onesLike(rootAsimov), rootAsimov);
        return Expr.where(plain, root.sub(rootAsimov), q.sub(qAsimov).div(safe.mul(2)));
    }

    /** log p of signal plus background. */
    static Expr logClsb(Expr shifted, Expr qAsimov) {
        return shifted.add(sqrt(qAsimov)).neg().logNormalCdf();
    }

    /** log p of background alone. */
    static Expr logClb(Expr shifted) {
        return shifted.neg().logNormalCdf();
    }

    /** log CLs expected where the background fluctuates by {@code n} standard deviations. */
    static Expr expectedLogCls(Expr qAsimov, double n) {
        Expr tail = sqrt(qAsimov).add(n).neg().logNormalCdf();
        return tail.sub(Expr.constant(-n).logNormalCdf());
    }
}
