package dev.limen.inference;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a nuisance parameter does to the POI, and what the data say of it.
 *
 * @param name             the parameter's
 * @param value            fitted
 * @param sigma            its standard deviation after the fit
 * @param pull             (fitted - auxiliary centre) / sigma of the auxiliary measurement; constrained parameters only
 * @param constraint       sigma after the fit / sigma of the auxiliary measurement; constrained parameters only
 * @param postfit          how the fitted POI moves where the parameter is held one sigma after the fit away; empty if a fit failed
 * @param prefit           the same for one sigma of the auxiliary measurement; constrained parameters only
 * @param globalObservable how the fitted POI moves, to first order, where the auxiliary datum is one of its standard
 *                         deviations higher: d(POI)/d(datum) sigma(datum); constrained parameters only
 */
public record Impact(
        String name,
        double value,
        double sigma,
        OptionalDouble pull,
        OptionalDouble constraint,
        Optional<Shift> postfit,
        Optional<Shift> prefit,
        OptionalDouble globalObservable) {

    /**
     * How the fitted POI moves.
     *
     * @param up   where the parameter is held higher
     * @param down where it is held lower
     */
    public record Shift(double up, double down) {
        /** The larger of the two, absolute. */
        public double size() {
            return Math.max(Math.abs(up), Math.abs(down));
        }
    }
}
