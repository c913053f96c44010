package dev.limen.examples.htautau;

import dev.limen.autodiff.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What balances the hard system: jets of initial-state radiation, and soft particles.
 *
 * @param jets with momenta along the beam
 * @param soft in the transverse plane only
 */
record Recoil(List<FourVector> jets, FourVector soft) {
    private static final double LEAST_JET = 15;
    private static final double MORE_JETS = 0.25;

    /**
     * One jet, or two, carry most of a large recoil; a further one, independent, is there in a quarter of all events. Soft
     * particles close the balance.
     */
    static Recoil against(FourVector hard, RandomStream random) {
        List<FourVector> jets = new ArrayList<>();
        double pt = hard.pt();
        double back = hard.phi() + Math.PI;
        double carried = pt * (0.6 + 0.4 * random.uniform());
        if (carried > LEAST_JET) {
            double share = random.uniform() < 0.3 ? 0.5 + 0.5 * random.uniform() : 1;
            jets.add(jet(share * carried, back + 0.2 * random.normal(), hard, random));
            if ((1 - share) * carried > LEAST_JET) {
                jets.add(jet((1 - share) * carried, back + 0.6 * random.normal(), hard, random));
            }
        }
        if (random.uniform() < MORE_JETS) {
            jets.add(jet(LEAST_JET * Math.pow(random.uniform(), -0.4), Spectrum.azimuth(random), hard, random));
        }
        return balanced(hard, jets);
    }

    /** With these jets; soft particles close the balance. */
    static Recoil balanced(FourVector hard, List<FourVector> jets) {
        double x = hard.px();
        double y = hard.py();
        for (FourVector jet : jets) {
            x += jet.px();
            y += jet.py();
        }
        return new Recoil(List.copyOf(jets), new FourVector(-x, -y, 0, Math.hypot(x, y)));
    }

    private static FourVector jet(double pt, double phi, FourVector hard, RandomStream random) {
        double eta = 0.5 * hard.rapidity() + 1.6 * random.normal();
        return FourVector.ofEta(pt, Math.max(-5, Math.min(5, eta)), phi);
    }
}
