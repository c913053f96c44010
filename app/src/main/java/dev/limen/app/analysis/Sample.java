package dev.limen.app.analysis;

import java.util.List;
import java.util.Optional;

/**
 * A process or the data: which events, and what each counts.
 *
 * @param name the sample's name in the model
 * @param files paths or globs of Parquet or CSV files, relative to the analysis file
 * @param where an SQL condition that picks the sample's rows
 * @param weight a column or SQL expression; without it each event counts 1
 * @param role signal, background or data
 * @param normalisation how weights become expected events
 * @param free whether the yield floats in the fit, as the normfactor {@code norm_NAME}
 */
public record Sample(
        String name,
        List<String> files,
        Optional<String> where,
        Optional<String> weight,
        Role role,
        Normalisation normalisation,
        boolean free) {

    /** Copies the list. */
    public Sample {
        files = List.copyOf(files);
    }

    /** The name of the normfactor of a sample that floats. */
    public String normfactor() {
        return "norm_" + name;
    }
}
