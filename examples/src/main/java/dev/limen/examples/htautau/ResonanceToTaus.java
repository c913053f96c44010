package dev.limen.examples.htautau;

import dev.limen.autodiff.random.RandomStream;
import java.util.List;
import java.util.Optional;

/**
 * A resonance that decays to two taus, one of them to a lepton, the other to hadrons.
 *
 * @param mass peak of its Breit-Wigner [GeV]
 * @param width of it [GeV]
 * @param ptScale a of its transverse momentum's spectrum [GeV]; see {@link Spectrum#transverse}
 * @param ptPower n of that spectrum
 * @param rapiditySpread standard deviation of its rapidity
 * @param spin which says how the taus' helicities go together
 */
record ResonanceToTaus(double mass, double width, double ptScale, double ptPower, double rapiditySpread, Spin spin)
        implements Production {
    /** Of Z to tau tau at its peak (LEP, Phys. Rep. 427 (2006) 257). */
    private static final double Z_POLARISATION = -0.147;

    enum Spin {
        /** The taus' helicities are equal. */
        ZERO,
        /** The taus' helicities are opposite. */
        ONE
    }

    @Override
    public Optional<Collision> collide(RandomStream random) {
        FourVector hard = FourVector.ofRapidity(
                Spectrum.transverse(ptScale, ptPower, random),
                Spectrum.azimuth(random),
                rapiditySpread * random.normal(),
                Spectrum.breitWigner(mass, width, 0.5 * mass, 4 * mass, random));
        return decay(hard, random).map(lone -> lone.with(Recoil.against(hard, random)));
    }

    /** Decays a given resonance, whose recoil is still to come. */
    Optional<Collision> decay(FourVector hard, RandomStream random) {
        Decay taus = Decay.isotropic(hard, TauDecay.MASS, TauDecay.MASS, random);
        double mean = spin == Spin.ONE ? Z_POLARISATION : 0;
        double one = random.uniform() < (1 + mean) / 2 ? 1 : -1;
        double other = spin == Spin.ONE ? one : -one;
        TauDecay lepton = TauDecay.leptonic(taus.first(), one, random);
        TauDecay hadrons = TauDecay.hadronic(taus.second(), other, random);
        if (!Detector.canReach(lepton.visible(), hadrons.visible())) {
            return Optional.empty();
        }
        FourVector neutrinos = lepton.neutrinos().plus(hadrons.neutrinos());
        return Optional.of(
                new Collision(lepton.visible(), hadrons.visible(), neutrinos, List.of(), FourVector.ZERO, hard));
    }
}
