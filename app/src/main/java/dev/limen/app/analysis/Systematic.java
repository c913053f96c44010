package dev.limen.app.analysis;

import java.util.List;
import java.util.Optional;

/**
 * A systematic uncertainty: one nuisance parameter, correlated over samples and regions.
 *
 * @param name of the nuisance parameter
 * @param variation what one standard deviation does
 * @param samples on which it acts; absent: all simulated ones
 * @param template how the variation enters the model
 */
public record Systematic(String name, Variation variation, Optional<List<String>> samples, Template template) {

    /** How up and down templates become modifiers. */
    public enum Template {
        /** One histosys of both variations. */
        HISTOSYS,
        /** A normsys of the yields and a histosys of the shapes. */
        SPLIT,
        /** One variation, mirrored at the nominal, as a histosys. */
        SYMMETRISED
    }

    /** Whether it acts on a sample. */
    public boolean actsOn(Sample sample) {
        return sample.role() != Role.DATA
                && samples.map(names -> names.contains(sample.name())).orElse(true);
    }
}
