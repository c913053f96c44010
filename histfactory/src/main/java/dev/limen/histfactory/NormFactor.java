package dev.limen.histfactory;

/**
 * A free normalisation: kappa = mu, start 1, bounds [0, 10], no constraint. The signal strength is one.
 *
 * @param name the name of the parameter
 */
public record NormFactor(String name) implements Modifier {
    @Override
    public ModifierType kind() {
        return ModifierType.NORMFACTOR;
    }
}
