package dev.limen.examples.htautau;

import java.util.ArrayList;
import java.util.List;

/**
 * What comes out of a collision, before any detector; its transverse momenta add up to zero.
 *
 * @param lepton the electron or muon
 * @param tau what is seen of a tau that decays to hadrons, or the jet taken for one
 * @param neutrinos sum of all that is not seen
 * @param jets quarks and gluons
 * @param soft everything else, in the transverse plane
 * @param hard the system that the process made: resonance, top pair, boson pair
 */
record Collision(
        FourVector lepton,
        FourVector tau,
        FourVector neutrinos,
        List<FourVector> jets,
        FourVector soft,
        FourVector hard) {

    /** This with jets and soft particles added. */
    Collision with(Recoil recoil) {
        List<FourVector> all = new ArrayList<>(jets);
        all.addAll(recoil.jets());
        return new Collision(lepton, tau, neutrinos, List.copyOf(all), soft.plus(recoil.soft()), hard);
    }

    /** The sum of all that leaves, which has no transverse momentum. */
    FourVector total() {
        FourVector sum = lepton.plus(tau).plus(neutrinos).plus(soft);
        for (FourVector jet : jets) {
            sum = sum.plus(jet);
        }
        return sum;
    }
}
