package dev.limen.histfactory;

/**
 * A systematic uncertainty of the normalisation: kappa interpolates hi at alpha = 1, 1 at 0 and lo at -1.
 *
 * <p>Constraint Normal(0 | alpha, 1); start 0, bounds [-5, 5].
 *
 * @param name the name of the parameter
 * @param lo the factor at alpha = -1
 * @param hi the factor at alpha = +1
 */
public record NormSys(String name, double lo, double hi) implements Modifier {
    @Override
    public ModifierType kind() {
        return ModifierType.NORMSYS;
    }
}
