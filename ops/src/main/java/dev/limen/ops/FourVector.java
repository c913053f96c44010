package dev.limen.ops;

import dev.limen.autodiff.Expr;
import java.util.List;

/**
 * Energy and momentum of a particle, or of several together, with derivatives that are finite at the singular points too.
 *
 * <p>Momenta, energies and masses in one unit, angles in radians; all inputs and outputs of one shape, {@code [events]} as a
 * rule. Where a quantity has no derivative, the one here is 0: masses that are 0, azimuths and pseudorapidities of momenta
 * along the beam, distances of what is collinear.
 *
 * <p>Conventions and formulas: Review of Particle Physics (R. L. Workman et al., PTEP 2022 083C01), section 49, Kinematics.
 *
 * @param px     along the first axis, at azimuth 0
 * @param py     along the second axis
 * @param pz     along the beam
 * @param energy E
 */
public record FourVector(Expr px, Expr py, Expr pz, Expr energy) {
    /** The magnitude of the rapidity and pseudorapidity of a momentum along the beam, ROOT's convention. */
    public static final double LARGEST_RAPIDITY = 22756;

    /** Squares below this share of the energy's square are rounding errors of components. */
    private static final double ROUNDING = 1e-14;

    /** Below this ratio to the longitudinal momentum a transverse one is none. */
    private static final double ALONG_BEAM = 1e-30;

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if the components' shapes differ
     */
    public FourVector {
        for (Expr other : List.of(py, pz, energy)) {
            if (!other.shape().equals(px.shape())) {
                throw new IllegalArgumentException("four-vector: components of shapes " + px.shape() + ", " + py.shape()
                        + ", " + pz.shape() + ", " + energy.shape() + "; expected equal ones");
            }
        }
    }

    /** From transverse momentum, pseudorapidity, azimuth and mass: {@code E = sqrt(pt^2 cosh(eta)^2 + m^2)}. */
    public static FourVector ofPtEtaPhiM(Expr pt, Expr eta, Expr phi, Expr mass) {
        Expr momentum = pt.mul(eta.cosh());
        return new FourVector(
                pt.mul(phi.cos()),
                pt.mul(phi.sin()),
                pt.mul(eta.sinh()),
                Kinematics.safeSqrt(momentum.square().add(mass.square())));
    }

    /** A massless one from transverse momentum, pseudorapidity and azimuth. */
    public static FourVector ofPtEtaPhi(Expr pt, Expr eta, Expr phi) {
        return new FourVector(pt.mul(phi.cos()), pt.mul(phi.sin()), pt.mul(eta.sinh()), pt.mul(eta.cosh()));
    }

    /** The sum of two. */
    public FourVector plus(FourVector other) {
        return new FourVector(px.add(other.px), py.add(other.py), pz.add(other.pz), energy.add(other.energy));
    }

    /**
     * The sum of several.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static FourVector sum(List<FourVector> vectors) {
        return vectors.stream()
                .reduce(FourVector::plus)
                .orElseThrow(() -> new IllegalArgumentException("four-vector: a sum of none; expected one at least"));
    }

    /** The transverse momentum sqrt(px^2 + py^2). */
    public Expr pt() {
        return Kinematics.safeSqrt(px.square().add(py.square()));
    }

    /** The magnitude of the momentum. */
    public Expr momentum() {
        return Kinematics.safeSqrt(px.square().add(py.square()).add(pz.square()));
    }

    /** The azimuth in [-pi, pi]; 0 where there is no transverse momentum. */
    public Expr phi() {
        return py.atan2(px);
    }

    /**
     * The pseudorapidity asinh(pz/pt); 0 without momentum, and {@link #LARGEST_RAPIDITY} with the sign of pz along the
     * beam.
     */
    public Expr eta() {
        return inverseSinh(pz, pt());
    }

    /**
     * The rapidity 1/2 log((E + pz)/(E - pz)) = asinh(pz/mt) with the {@link #transverseMass()} mt; at the singular points as
     * {@link #eta}.
     */
    public Expr rapidity() {
        return inverseSinh(pz, transverseMass());
    }

    /**
     * The invariant mass sqrt(E^2 - p^2). Below 1e-7 E components of 64 bits carry no digit of it: there, and where the energy is
     * less than the momentum, it is 0.
     */
    public Expr mass() {
        Expr momentum2 = px.square().add(py.square()).add(pz.square());
        return root(energy.square().sub(momentum2));
    }

    /** The transverse mass sqrt(E^2 - pz^2) = sqrt(m^2 + pt^2); 0 below 1e-7 E. */
    public Expr transverseMass() {
        return root(energy.sub(pz).mul(energy.add(pz)));
    }

    /**
     * The transverse mass sqrt(2 pt1 pt2 (1 - cos(phi1 - phi2))) with another, both taken as massless: that of a lepton and
     * missing momentum. Small angles keep their digits.
     */
    public Expr transverseMass(FourVector other) {
        Expr product = pt().mul(other.pt());
        Expr parallel = parallel(other);
        // pt1 pt2 - p1.p2 cancels where the angle is small; cross^2 / (pt1 pt2 + p1.p2) is the same and does not.
        Expr acute = parallel.gt(0);
        Expr sum = Expr.where(acute, product.add(parallel), Expr.onesLike(product));
        Expr difference = Expr.where(acute, across(other).square().div(sum), product.sub(parallel));
        return Kinematics.safeSqrt(difference.mul(2));
    }

    /** The azimuth less that of another, in [-pi, pi]; 0 where one has no transverse momentum. */
    public Expr deltaPhi(FourVector other) {
        return across(other).atan2(parallel(other));
    }

    /** The distance sqrt(deltaEta^2 + deltaPhi^2) to another, in pseudorapidity and azimuth. */
    public Expr deltaR(FourVector other) {
        return Kinematics.safeSqrt(
                eta().sub(other.eta()).square().add(deltaPhi(other).square()));
    }

    /**
     * This, seen from a frame that moves along the beam with rapidity {@code -y}: rapidities grow by y.
     *
     * @param y a scalar, or one an event
     */
    public FourVector boostedAlongZ(Expr y) {
        Expr cosh = y.cosh();
        Expr sinh = y.sinh();
        return new FourVector(
                px, py, pz.mul(cosh).add(energy.mul(sinh)), energy.mul(cosh).add(pz.mul(sinh)));
    }

    /**
     * This, in the rest frame of another of momentum P, energy F and mass M:
     *
     * <pre>
     *   E' = (E F - p.P) / M      p' = p - P (E + E') / (F + M)
     * </pre>
     *
     * <p>A frame without mass has no rest frame: there it is left as it is, and derivatives by the frame are 0.
     */
    public FourVector inRestFrameOf(FourVector frame) {
        Expr mass = frame.mass();
        Expr exists = mass.gt(0).and(frame.energy.gt(0));
        Expr one = Expr.onesLike(mass);
        Expr product = parallel(frame).add(pz.mul(frame.pz));
        Expr boosted = energy.mul(frame.energy).sub(product).div(Expr.where(exists, mass, one));
        Expr share = energy.add(boosted).div(Expr.where(exists, frame.energy.add(mass), one));
        Expr along = Expr.where(exists, share, Expr.zerosLike(share));
        return new FourVector(
                px.sub(frame.px.mul(along)),
                py.sub(frame.py.mul(along)),
                pz.sub(frame.pz.mul(along)),
                Expr.where(exists, boosted, energy));
    }

    /** The scalar product of transverse momenta. */
    private Expr parallel(FourVector other) {
        return px.mul(other.px).add(py.mul(other.py));
    }

    /** The sine of the azimuth less that of another, times both transverse momenta. */
    private Expr across(FourVector other) {
        return py.mul(other.px).sub(px.mul(other.py));
    }

    private Expr root(Expr square) {
        Expr significant = square.gt(energy.square().mul(ROUNDING));
        return Kinematics.safeSqrt(Expr.where(significant, square, Expr.zerosLike(square)));
    }

    private static Expr inverseSinh(Expr z, Expr t) {
        Expr finite = t.gt(z.abs().mul(ALONG_BEAM));
        Expr backward = z.lt(0);
        Expr ratio = z.div(Expr.where(finite, t, Expr.onesLike(t)));
        Expr bounded = Expr.where(finite, ratio, Expr.zerosLike(ratio));
        Expr q = Expr.where(backward, bounded.neg(), bounded);
        // asinh q = log(q + sqrt(1 + q^2)) with the digits of a small q.
        Expr q2 = q.square();
        Expr forward = q.add(q2.div(q2.add(1).sqrt().add(1))).log1p();
        Expr value = Expr.where(backward, forward.neg(), forward);
        return Expr.where(finite, value, z.sign().mul(LARGEST_RAPIDITY));
    }
}
