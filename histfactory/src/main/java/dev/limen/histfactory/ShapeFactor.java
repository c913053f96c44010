package dev.limen.histfactory;

/**
 * A free factor for each bin: kappa_b = gamma_b, start 1, bounds [0, 10], no constraint.
 *
 * @param name the name of the parameter
 */
public record ShapeFactor(String name) implements Modifier {
    @Override
    public ModifierType kind() {
        return ModifierType.SHAPEFACTOR;
    }
}
