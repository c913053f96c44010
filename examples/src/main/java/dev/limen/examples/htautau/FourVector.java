package dev.limen.examples.htautau;

/**
 * Momentum and energy, in GeV, with the beam along z.
 *
 * @param px momentum along x
 * @param py momentum along y
 * @param pz momentum along the beam
 * @param e energy
 */
record FourVector(double px, double py, double pz, double e) {
    static final FourVector ZERO = new FourVector(0, 0, 0, 0);

    /** From transverse momentum, azimuth, rapidity and mass. */
    static FourVector ofRapidity(double pt, double phi, double rapidity, double mass) {
        double transverse = Math.sqrt(pt * pt + mass * mass);
        return new FourVector(
                pt * Math.cos(phi),
                pt * Math.sin(phi),
                transverse * Math.sinh(rapidity),
                transverse * Math.cosh(rapidity));
    }

    /** Without mass, from transverse momentum, pseudorapidity and azimuth. */
    static FourVector ofEta(double pt, double eta, double phi) {
        return ofRapidity(pt, phi, eta, 0);
    }

    FourVector plus(FourVector that) {
        return new FourVector(px + that.px, py + that.py, pz + that.pz, e + that.e);
    }

    FourVector minus(FourVector that) {
        return new FourVector(px - that.px, py - that.py, pz - that.pz, e - that.e);
    }

    FourVector times(double factor) {
        return new FourVector(factor * px, factor * py, factor * pz, factor * e);
    }

    double pt() {
        return Math.sqrt(px * px + py * py);
    }

    double phi() {
        return Math.atan2(py, px);
    }

    double momentum() {
        return Math.sqrt(px * px + py * py + pz * pz);
    }

    /** Pseudorapidity; only asked of vectors off the beam. */
    double eta() {
        double ratio = pz / pt();
        return Math.signum(ratio) * Math.log(Math.abs(ratio) + Math.sqrt(ratio * ratio + 1));
    }

    double rapidity() {
        return 0.5 * Math.log((e + pz) / (e - pz));
    }

    /** Invariant mass; 0 where rounding makes its square negative. */
    double mass() {
        return Math.sqrt(Math.max(0, e * e - px * px - py * py - pz * pz));
    }

    /** This vector, given in the rest frame of {@code frame}, in the frame that {@code frame} is given in. */
    FourVector boostedFrom(FourVector frame) {
        double m = frame.mass();
        double along = px * frame.px + py * frame.py + pz * frame.pz;
        double energy = (e * frame.e + along) / m;
        double shift = (along / (frame.e + m) + e) / m;
        return new FourVector(px + shift * frame.px, py + shift * frame.py, pz + shift * frame.pz, energy);
    }

    /** The distance in pseudorapidity and azimuth. */
    double deltaR(FourVector that) {
        double dphi = Math.IEEEremainder(phi() - that.phi(), 2 * Math.PI);
        double deta = eta() - that.eta();
        return Math.sqrt(deta * deta + dphi * dphi);
    }
}
