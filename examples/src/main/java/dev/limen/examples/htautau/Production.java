package dev.limen.examples.htautau;

import dev.limen.autodiff.random.RandomStream;
import java.util.Optional;

/** A process of the proton-proton collision, from its hard system to what leaves. */
interface Production {
    /** One collision, in the final state of a lepton and a tau; nothing if those cannot reach the acceptance. */
    Optional<Collision> collide(RandomStream random);

    /** The Higgs boson, from gluon fusion or, one in twelve, from vector-boson fusion. */
    static Production higgs() {
        Production gluonFusion = new ResonanceToTaus(125, 0.0041, 22, 1.95, 1.2, ResonanceToTaus.Spin.ZERO);
        Production bosonFusion = new BosonFusion();
        return random -> (random.uniform() < 1 / 12.0 ? bosonFusion : gluonFusion).collide(random);
    }

    /** The Z boson, with jets. */
    static Production z() {
        return new ResonanceToTaus(91.19, 2.495, 12, 2.15, 1.7, ResonanceToTaus.Spin.ONE);
    }
}
