package dev.limen.histfactory;

import java.util.List;

/**
 * The statistical uncertainty of simulated samples, one factor a bin for all samples that carry the name.
 *
 * <p>kappa_b = gamma_b with the constraint Normal(1 | gamma_b, sigma_b), sigma_b = sqrt(sum_s delta_sb^2) / sum_s
 * nu0_sb; start 1, bounds [1e-10, 10]. A bin whose total is not positive or whose sigma_b is zero has gamma_b fixed at
 * 1 and sigma_b = 1.
 *
 * @param name the name of the parameter
 * @param data the absolute uncertainties delta of this sample [bins], in events
 */
public record StatError(String name, List<Double> data) implements Modifier {
    /** Copies the uncertainties. */
    public StatError {
        data = List.copyOf(data);
    }

    @Override
    public ModifierType kind() {
        return ModifierType.STATERROR;
    }
}
