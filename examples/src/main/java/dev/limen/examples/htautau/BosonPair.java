package dev.limen.examples.htautau;

import dev.limen.autodiff.random.RandomStream;
import java.util.List;
import java.util.Optional;

/** Two W bosons: one to a lepton, the other to a tau. */
final class BosonPair implements Production {
    /** Longitudinal W bosons; most are transverse. */
    private static final double LONGITUDINAL = 0.25;

    @Override
    public Optional<Collision> collide(RandomStream random) {
        double systemPt = Spectrum.transverse(14, 2.1, random);
        double systemPhi = Spectrum.azimuth(random);
        double pt = Spectrum.transverse(55, 2.5, random);
        double phi = Spectrum.azimuth(random);
        double centre = 1.1 * random.normal();
        double x = 0.5 * systemPt * Math.cos(systemPhi);
        double y = 0.5 * systemPt * Math.sin(systemPhi);
        FourVector one = boson(x + pt * Math.cos(phi), y + pt * Math.sin(phi), centre, random);
        FourVector other = boson(x - pt * Math.cos(phi), y - pt * Math.sin(phi), centre, random);
        FourVector hard = one.plus(other);
        Decay lepton = BosonDecay.leptonic(one, LONGITUDINAL, 0, random);
        Decay tau = BosonDecay.leptonic(other, LONGITUDINAL, TauDecay.MASS, random);
        TauDecay decay = TauDecay.hadronic(tau.first(), -1, random);
        if (!Detector.canReach(lepton.first(), decay.visible())) {
            return Optional.empty();
        }
        FourVector neutrinos = lepton.second().plus(tau.second()).plus(decay.neutrinos());
        return Optional.of(new Collision(lepton.first(), decay.visible(), neutrinos, List.of(), FourVector.ZERO, hard)
                .with(Recoil.against(hard, random)));
    }

    private static FourVector boson(double x, double y, double centre, RandomStream random) {
        return FourVector.ofRapidity(
                Math.hypot(x, y), Math.atan2(y, x), centre + 0.7 * random.normal(), BosonDecay.mass(random));
    }
}
