package dev.limen.histfactory;

/**
 * The action of one parameter on one sample of one channel.
 *
 * <p>The expected events in bin b of sample s are nu_sb = (prod kappa_b) (nu0_sb + sum Delta_b): {@link HistoSys} gives
 * a shift Delta, all others give factors kappa. Modifiers with the same name share one parameter.
 */
public sealed interface Modifier permits HistoSys, Lumi, NormFactor, NormSys, ShapeFactor, ShapeSys, StatError {
    /** The name of the parameter. */
    String name();

    /** How the parameter acts. */
    ModifierType kind();

    /** How the parameter acts, spelt as in a workspace, as {@code normfactor}. */
    default String type() {
        return kind().json();
    }
}
