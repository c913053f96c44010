package dev.limen.histfactory;

import java.util.List;

/**
 * An uncertainty of each bin of one sample, uncorrelated between bins: kappa_b = gamma_b.
 *
 * <p>Constraint Poisson(tau_b | gamma_b tau_b) with tau_b = (nu0_b / delta_b)^2; start 1, bounds [1e-10, 10]. A bin
 * whose content or uncertainty is not positive has gamma_b fixed at 1 and tau_b = 1. A name may be used once only.
 *
 * @param name the name of the parameter
 * @param data the absolute uncertainties delta [bins], in events
 */
public record ShapeSys(String name, List<Double> data) implements Modifier {
    /** Copies the uncertainties. */
    public ShapeSys {
        data = List.copyOf(data);
    }

    @Override
    public ModifierType kind() {
        return ModifierType.SHAPESYS;
    }
}
