package dev.limen.examples.htautau;

import dev.limen.autodiff.random.RandomStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Smears momenta and keeps what is in acceptance. */
final class Detector {
    /** Below what an analysis would ask for, so that energy scales may be shifted by 15 %. */
    static final double LEAST_TAU = 16;

    static final double LEAST_LEPTON = 20;
    static final double LEAST_JET = 30;
    /** sinh(2.5) */
    private static final double SINH_ETA = 6.0502044810397875;

    private static final double SEPARATION = 0.4;

    private Detector() {}

    /**
     * Whether there is any chance: angles are measured as they are, momenta within six standard deviations. Collisions
     * without are not worth finishing.
     */
    static boolean canReach(FourVector lepton, FourVector tau) {
        return Math.abs(lepton.pz()) < SINH_ETA * lepton.pt()
                && Math.abs(tau.pz()) < SINH_ETA * tau.pt()
                && lepton.pt() * (1 + 6 * leptonResolution(lepton.pt())) > LEAST_LEPTON
                && tau.pt() * (1 + 6 * tauResolution(tau.pt())) > LEAST_TAU;
    }

    /** The measurement, unless lepton or tau are out of acceptance: |eta| below 2.5, hard enough, apart by 0.4. */
    static Optional<Measurement> measure(Collision collision, RandomStream random) {
        FourVector lepton =
                scaled(collision.lepton(), leptonResolution(collision.lepton().pt()), random);
        FourVector tau = scaled(collision.tau(), tauResolution(collision.tau().pt()), random);
        if (lepton.pt() < LEAST_LEPTON
                || tau.pt() < LEAST_TAU
                || Math.abs(lepton.pz()) > SINH_ETA * lepton.pt()
                || Math.abs(tau.pz()) > SINH_ETA * tau.pt()
                || lepton.deltaR(tau) < SEPARATION) {
            return Optional.empty();
        }
        FourVector seen = lepton.plus(tau).plus(collision.soft());
        double activity = collision.soft().pt();
        List<FourVector> jets = new ArrayList<>();
        for (FourVector truth : collision.jets()) {
            FourVector jet = scaled(truth, jetResolution(truth.pt()), random);
            seen = seen.plus(jet);
            activity += jet.pt();
            if (jet.pt() > LEAST_JET
                    && Math.abs(jet.eta()) < 4.5
                    && jet.deltaR(lepton) > SEPARATION
                    && jet.deltaR(tau) > SEPARATION) {
                jets.add(jet);
            }
        }
        jets.sort(Comparator.comparingDouble(FourVector::pt).reversed());
        double noise = 0.4 * Math.sqrt(200 + activity);
        double metX = -seen.px() + noise * random.normal();
        double metY = -seen.py() + noise * random.normal();
        return Optional.of(new Measurement(lepton, tau, metX, metY, List.copyOf(jets), collision.hard()));
    }

    /** One and a half per cent, worse for straight tracks. */
    private static double leptonResolution(double pt) {
        return Math.sqrt(0.015 * 0.015 + 4e-8 * pt * pt);
    }

    private static double tauResolution(double pt) {
        return Math.sqrt(0.0025 + 0.25 / pt);
    }

    private static double jetResolution(double pt) {
        return Math.sqrt(0.0025 + 0.64 / pt);
    }

    /** The whole vector multiplied by a Gaussian factor, at least a tenth: angles are kept. */
    private static FourVector scaled(FourVector truth, double resolution, RandomStream random) {
        return truth.times(Math.max(0.1, 1 + resolution * random.normal()));
    }
}
