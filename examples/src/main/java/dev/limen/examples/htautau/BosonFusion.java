package dev.limen.examples.htautau;

import dev.limen.autodiff.random.RandomStream;
import java.util.List;
import java.util.Optional;

/** The Higgs boson between two forward jets. */
final class BosonFusion implements Production {
    private static final ResonanceToTaus HIGGS =
            new ResonanceToTaus(125, 0.0041, 22, 1.95, 0.8, ResonanceToTaus.Spin.ZERO);

    @Override
    public Optional<Collision> collide(RandomStream random) {
        double side = random.uniform() < 0.5 ? 1 : -1;
        FourVector forward = jet(side, random);
        FourVector backward = jet(-side, random);
        double x = -forward.px() - backward.px() + 10 * random.normal();
        double y = -forward.py() - backward.py() + 10 * random.normal();
        double mass = Spectrum.breitWigner(HIGGS.mass(), HIGGS.width(), 0.5 * HIGGS.mass(), 4 * HIGGS.mass(), random);
        FourVector hard = FourVector.ofRapidity(
                Math.hypot(x, y), Math.atan2(y, x), HIGGS.rapiditySpread() * random.normal(), mass);
        return HIGGS.decay(hard, random).map(lone -> lone.with(Recoil.balanced(hard, List.of(forward, backward))));
    }

    private static FourVector jet(double side, RandomStream random) {
        double eta = side * Math.min(4.9, Math.abs(2.4 + 1.0 * random.normal()));
        return FourVector.ofEta(20 + Spectrum.exponential(45, random), eta, Spectrum.azimuth(random));
    }
}
