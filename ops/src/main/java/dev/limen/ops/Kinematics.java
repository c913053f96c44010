package dev.limen.ops;

import dev.limen.autodiff.Expr;

/**
 * Observables of momenta, with derivatives that are finite at the singular points too (0 where a mass is 0).
 *
 * <p>Angles in radians, momenta and masses in one unit; all inputs and outputs {@code [events]}.
 */
public final class Kinematics {
    private Kinematics() {}

    /** The difference of two azimuths, in [-pi, pi). */
    public static Expr deltaPhi(Expr first, Expr second) {
        Expr difference = first.sub(second);
        Expr turns = difference.add(Math.PI).div(2 * Math.PI).floor();
        return difference.sub(turns.mul(2 * Math.PI));
    }

    /** The distance sqrt(deltaEta^2 + deltaPhi^2). */
    public static Expr deltaR(Expr eta1, Expr phi1, Expr eta2, Expr phi2) {
        return safeSqrt(eta1.sub(eta2).square().add(deltaPhi(phi1, phi2).square()));
    }

    /** The transverse mass sqrt(2 pt1 pt2 (1 - cos(phi1 - phi2))) of two massless momenta. */
    public static Expr transverseMass(Expr pt1, Expr phi1, Expr pt2, Expr phi2) {
        // 1 - cos(a) = 2 sin(a/2)^2 keeps its digits at small angles.
        return safeSqrt(pt1.mul(pt2).mul(fourTimesSquare(phi1.sub(phi2).mul(0.5).sin())));
    }

    /** The invariant mass sqrt(2 pt1 pt2 (cosh(eta1 - eta2) - cos(phi1 - phi2))) of two massless momenta. */
    public static Expr invariantMass(Expr pt1, Expr eta1, Expr phi1, Expr pt2, Expr eta2, Expr phi2) {
        Expr polar = fourTimesSquare(eta1.sub(eta2).mul(0.5).sinh());
        Expr azimuthal = fourTimesSquare(phi1.sub(phi2).mul(0.5).sin());
        return safeSqrt(pt1.mul(pt2).mul(polar.add(azimuthal)));
    }

    private static Expr fourTimesSquare(Expr x) {
        return x.square().mul(4);
    }

    /** The square root, with derivative 0 where the argument is not positive. */
    static Expr safeSqrt(Expr x) {
        Expr positive = x.gt(0);
        Expr root = Expr.where(positive, x, Expr.onesLike(x)).sqrt();
        return Expr.where(positive, root, Expr.zerosLike(x));
    }
}
