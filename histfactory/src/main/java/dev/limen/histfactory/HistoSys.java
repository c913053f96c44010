package dev.limen.histfactory;

import java.util.List;

/**
 * A systematic uncertainty of the bin contents: Delta_b interpolates hi_data at alpha = 1 and lo_data at -1, less the
 * nominal.
 *
 * <p>Constraint Normal(0 | alpha, 1); start 0, bounds [-5, 5].
 *
 * @param name the name of the parameter
 * @param loData the sample's contents at alpha = -1 [bins], in events
 * @param hiData the sample's contents at alpha = +1 [bins], in events
 */
public record HistoSys(String name, List<Double> loData, List<Double> hiData) implements Modifier {
    /** Copies the contents. */
    public HistoSys {
        loData = List.copyOf(loData);
        hiData = List.copyOf(hiData);
    }

    @Override
    public ModifierType kind() {
        return ModifierType.HISTOSYS;
    }
}
