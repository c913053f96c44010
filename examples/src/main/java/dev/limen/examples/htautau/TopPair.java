package dev.limen.examples.htautau;

import dev.limen.autodiff.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Top and antitop: one W boson to a lepton, the other to a tau or, taken for one, to a jet. */
final class TopPair implements Production {
    private static final double MASS = 172.5;
    private static final double WIDTH = 1.4;
    private static final double BOTTOM = 4.8;
    /** Longitudinal W bosons in top decays (measured: 0.69). */
    private static final double LONGITUDINAL = 0.69;
    /** How often a jet is taken for the tau. */
    private static final double FAKE = 0.35;

    @Override
    public Optional<Collision> collide(RandomStream random) {
        FourVector system =
                FourVector.ofRapidity(Spectrum.transverse(30, 2.2, random), Spectrum.azimuth(random), 0, 2 * MASS);
        double pt = Spectrum.transverse(150, 3.2, random);
        double phi = Spectrum.azimuth(random);
        FourVector top = top(system, pt, phi, random);
        FourVector antitop = top(system, pt, phi + Math.PI, random);
        FourVector hard = top.plus(antitop);
        List<FourVector> jets = new ArrayList<>();
        Decay one = Decay.isotropic(top, BosonDecay.mass(random), BOTTOM, random);
        Decay other = Decay.isotropic(antitop, BosonDecay.mass(random), BOTTOM, random);
        jets.add(one.second());
        jets.add(other.second());
        Decay lepton = BosonDecay.leptonic(one.first(), LONGITUDINAL, 0, random);
        FourVector neutrinos = lepton.second();
        FourVector seen;
        if (random.uniform() < FAKE) {
            Decay quarks = Decay.isotropic(other.first(), 0, 0, random);
            seen = quarks.first();
            jets.add(quarks.second());
        } else {
            Decay tau = BosonDecay.leptonic(other.first(), LONGITUDINAL, TauDecay.MASS, random);
            TauDecay decay = TauDecay.hadronic(tau.first(), -1, random);
            seen = decay.visible();
            neutrinos = neutrinos.plus(tau.second()).plus(decay.neutrinos());
        }
        if (!Detector.canReach(lepton.first(), seen)) {
            return Optional.empty();
        }
        return Optional.of(new Collision(lepton.first(), seen, neutrinos, jets, FourVector.ZERO, hard)
                .with(Recoil.against(hard, random)));
    }

    private static FourVector top(FourVector system, double pt, double phi, RandomStream random) {
        double x = pt * Math.cos(phi) + 0.5 * system.px();
        double y = pt * Math.sin(phi) + 0.5 * system.py();
        double mass = Spectrum.breitWigner(MASS, WIDTH, 150, 195, random);
        return FourVector.ofRapidity(Math.hypot(x, y), Math.atan2(y, x), 0.9 * random.normal(), mass);
    }
}
