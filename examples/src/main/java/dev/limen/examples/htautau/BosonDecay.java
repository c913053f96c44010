package dev.limen.examples.htautau;

import dev.limen.autodiff.random.RandomStream;

/** Decays of the W boson, whose helicity is given by the fraction of longitudinal ones. */
final class BosonDecay {
    static final double MASS = 80.38;
    static final double WIDTH = 2.085;

    private BosonDecay() {}

    static double mass(RandomStream random) {
        return Spectrum.breitWigner(MASS, WIDTH, 50, 130, random);
    }

    /**
     * To a charged lepton of some mass and a neutrino: {@code 3/4 F0 (1 - c^2) + 3/8 (1 - F0)(1 - c)^2}, c the charged
     * lepton's angle to the boson's flight in its rest frame; the second term is left-handed.
     *
     * @param longitudinal F0
     */
    static Decay leptonic(FourVector boson, double longitudinal, double leptonMass, RandomStream random) {
        double cosine;
        if (random.uniform() < longitudinal) {
            do {
                cosine = 2 * random.uniform() - 1;
            } while (random.uniform() > 1 - cosine * cosine);
        } else {
            cosine = 1 - 2 * Math.cbrt(random.uniform());
        }
        return Decay.along(boson, boson, leptonMass, 0, cosine, random);
    }
}
