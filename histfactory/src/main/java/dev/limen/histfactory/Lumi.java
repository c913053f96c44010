package dev.limen.histfactory;

/**
 * The luminosity: kappa = lambda with the constraint Normal(lambda0 | lambda, sigma).
 *
 * <p>lambda0 (auxdata), sigma (sigmas), start (inits) and bounds must stand in the measurement's configuration of the
 * parameter {@code lumi}; the schema allows no other name.
 */
public record Lumi() implements Modifier {
    /** The only name that the schema allows. */
    static final String NAME = "lumi";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ModifierType kind() {
        return ModifierType.LUMI;
    }
}
