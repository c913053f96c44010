package dev.limen.app.analysis;

/** How the weights of a sample become expected events. */
public sealed interface Normalisation {

    /** The weights are expected events at the full luminosity already. */
    record ExpectedEvents() implements Normalisation {}

    /**
     * A generated sample: yield = luminosity * 1000 * crossSection * weight / sumOfWeights.
     *
     * @param crossSection picobarns, above 0
     * @param sumOfWeights of all generated events, before any selection; above 0
     */
    record CrossSection(double crossSection, double sumOfWeights) implements Normalisation {}
}
