package dev.limen.examples.htautau;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.random.RandomSource;
import dev.limen.autodiff.random.RandomStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Four-momenta, masses and spectra before the detector. */
class CollisionTest {
    private static final RandomSource SOURCE = new RandomSource(11, "test");
    private static final int MANY = 20_000;

    private static double[] masses(Production production) {
        return LongStream.range(0, MANY)
                .mapToObj(i -> production.collide(SOURCE.at(i)))
                .flatMap(Optional::stream)
                .mapToDouble(c -> c.lepton().plus(c.tau()).plus(c.neutrinos()).mass())
                .sorted()
                .toArray();
    }

    /** Momenta reach a few TeV: rounding in sums and boosts stays below 1e-8 GeV. */
    @ParameterizedTest
    @EnumSource
    void transverseMomentaAddUpToZero(Sample sample) {
        int seen = 0;
        for (int i = 0; i < 2_000; i++) {
            Optional<Collision> collision = sample.production().collide(SOURCE.at(i));
            if (collision.isPresent()) {
                seen++;
                assertEquals(0, collision.get().total().pt(), 1e-8);
            }
        }
        assertTrue(seen > 200, "enough collisions reach the acceptance");
    }

    @Test
    void tausMakeTheMassOfTheirResonance() {
        double[] higgs = masses(Production.higgs());
        assertEquals(125, higgs[higgs.length / 2], 1e-3);
        assertEquals(125, higgs[higgs.length / 10], 0.05);
        double[] z = masses(Production.z());
        // Median and quartiles of a Breit-Wigner: M and M +- width/2; 3000 of them scatter by 0.04, acceptance shifts
        // less.
        assertEquals(91.19, z[z.length / 2], 0.15);
        assertEquals(2.495, z[3 * z.length / 4] - z[z.length / 4], 0.3);
    }

    @Test
    void decaysConserveFourMomentumAndMasses() {
        for (int i = 0; i < 1_000; i++) {
            RandomStream random = SOURCE.at(i);
            FourVector parent = FourVector.ofRapidity(
                    Spectrum.transverse(30, 2, random), Spectrum.azimuth(random), random.normal(), 91);
            Decay decay = Decay.isotropic(parent, 20, 5, random);
            assertEquals(20, decay.first().mass(), 1e-6);
            assertEquals(5, decay.second().mass(), 1e-6);
            assertClose(parent, decay.first().plus(decay.second()), 1e-9);
            FourVector tau = FourVector.ofEta(40, 1, 2).plus(new FourVector(0, 0, 0, 0.03));
            TauDecay leptonic = TauDecay.leptonic(tau, 1, random);
            assertClose(tau, leptonic.visible().plus(leptonic.neutrinos()), 1e-9);
        }
    }

    private static void assertClose(FourVector left, FourVector right, double tolerance) {
        assertEquals(left.px(), right.px(), tolerance);
        assertEquals(left.py(), right.py(), tolerance);
        assertEquals(left.pz(), right.pz(), tolerance);
        assertEquals(left.e(), right.e(), tolerance);
    }

    /** The fraction of the tau's energy that is seen, for a fast tau: 7/20 - P/20 for leptons, 1/2 + P/6 for a pion. */
    @Test
    void visibleFractionsFollowThePolarisation() {
        FourVector tau = FourVector.ofRapidity(100, 0, 0, TauDecay.MASS);
        for (double polarisation : new double[] {-1, 0, 1}) {
            double lepton = LongStream.range(0, MANY)
                    .mapToDouble(i -> TauDecay.leptonic(tau, polarisation, SOURCE.at(i))
                            .visible()
                            .e())
                    .average()
                    .orElseThrow();
            assertEquals(0.35 - 0.05 * polarisation, lepton / 100, 0.008, "spread 0.23 of 20 000, muon mass 0.003");
            double[] pions = LongStream.range(0, MANY)
                    .mapToObj(i ->
                            TauDecay.hadronic(tau, polarisation, SOURCE.at(i)).visible())
                    .filter(hadrons -> hadrons.mass() < 0.2)
                    .mapToDouble(FourVector::e)
                    .toArray();
            double pion = Arrays.stream(pions).average().orElseThrow();
            assertEquals(0.5 + polarisation / 6, pion / 100, 0.02, "spread 0.29 of 3 800, pion mass 0.003");
        }
    }

    /** W bosons at rest: mean cosine of the charged lepton is -(1 - F0)/2. */
    @Test
    void leptonsFollowTheHelicityOfTheW() {
        FourVector boson = FourVector.ofRapidity(60, 0, 0, BosonDecay.MASS);
        for (double longitudinal : new double[] {0, 0.69, 1}) {
            double mean = LongStream.range(0, MANY)
                    .mapToDouble(i -> cosine(boson, BosonDecay.leptonic(boson, longitudinal, 0, SOURCE.at(i))))
                    .average()
                    .orElseThrow();
            assertEquals(-(1 - longitudinal) / 2, mean, 0.015, "spread 0.45 of 20 000, five of them");
        }
    }

    /** E = g (m/2)(1 + b c) for a massless product of a parent with gamma g and velocity b. */
    private static double cosine(FourVector boson, Decay decay) {
        double velocity = boson.momentum() / boson.e();
        return (2 * decay.first().e() / boson.e() - 1) / velocity;
    }

    @Test
    void spectraHaveTheirMoments() {
        double[] slopes = {-1, -0.3, 0, 1e-12, 0.8};
        for (double slope : slopes) {
            double mean = LongStream.range(0, MANY)
                    .mapToDouble(i -> Spectrum.linear(slope, SOURCE.at(i)))
                    .average()
                    .orElseThrow();
            assertEquals(slope / 3, mean, 0.02, "spread 0.58 of 20 000, five of them");
        }
        double[] pts = LongStream.range(0, MANY)
                .mapToDouble(i -> Spectrum.transverse(12, 2.15, SOURCE.at(i)))
                .sorted()
                .toArray();
        double median = 12 * Math.sqrt(Math.pow(0.5, 1 / (1 - 2.15)) - 1);
        assertEquals(median, pts[pts.length / 2], 0.03 * median);
    }
}
