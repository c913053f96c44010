package dev.limen.examples.htautau;

import dev.limen.autodiff.random.RandomStream;

/**
 * A tau lepton's decay: what is seen, and its neutrinos.
 *
 * <p>The polarisation P is that of a tau-; for a tau+ of helicity h it is -h, since CP mirrors the decay.
 */
record TauDecay(FourVector visible, FourVector neutrinos) {
    static final double MASS = 1.77686;
    private static final double MUON = 0.10566;
    private static final double PION = 0.13957;
    private static final double RHO = 0.7753;
    private static final double A1 = 1.23;
    /** Branching fractions to pi, rho and a1, of all decays to hadrons (rounded, after the PDG). */
    private static final double PION_SHARE = 0.19;

    private static final double RHO_SHARE = 0.45;

    /**
     * To a lepton and two neutrinos: {@code x^2 ((3 - 2x) + P c (1 - 2x))}, x the lepton's energy in units of its greatest,
     * c its angle to the tau's flight, in the tau's rest frame (Michel).
     */
    static TauDecay leptonic(FourVector tau, double polarisation, RandomStream random) {
        double x;
        double cosine;
        do {
            x = random.uniform();
            cosine = 2 * random.uniform() - 1;
        } while (2 * random.uniform() > x * x * ((3 - 2 * x) + polarisation * cosine * (1 - 2 * x)));
        double greatest = (MASS * MASS + MUON * MUON) / (2 * MASS);
        double energy = Math.max(MUON, x * greatest);
        double p = Math.sqrt(energy * energy - MUON * MUON);
        FourVector direction = Decay.direction(tau, cosine, 2 * Math.PI * random.uniform());
        FourVector lepton =
                new FourVector(p * direction.px(), p * direction.py(), p * direction.pz(), energy).boostedFrom(tau);
        return new TauDecay(lepton, tau.minus(lepton));
    }

    /**
     * To hadrons and a neutrino, as two bodies: {@code 1 + P a c} with a = 1 for a pion, {@code (m^2 - 2 M^2)/(m^2 + 2 M^2)}
     * for a rho or an a1 of mass M (Tsai, Phys. Rev. D 4 (1971) 2821; Bullock, Hagiwara and Martin, Nucl. Phys. B 395
     * (1993) 499, eq. 2.7).
     */
    static TauDecay hadronic(FourVector tau, double polarisation, RandomStream random) {
        double kind = random.uniform();
        double mass;
        double analysing;
        if (kind < PION_SHARE) {
            mass = PION;
            analysing = 1;
        } else {
            mass = kind < PION_SHARE + RHO_SHARE
                    ? Spectrum.breitWigner(RHO, 0.149, 2 * PION, 1.5, random)
                    : Spectrum.breitWigner(A1, 0.42, 3 * PION, 1.7, random);
            analysing = (MASS * MASS - 2 * mass * mass) / (MASS * MASS + 2 * mass * mass);
        }
        double cosine = Spectrum.linear(polarisation * analysing, random);
        Decay decay = Decay.along(tau, tau, mass, 0, cosine, random);
        return new TauDecay(decay.first(), decay.second());
    }
}
