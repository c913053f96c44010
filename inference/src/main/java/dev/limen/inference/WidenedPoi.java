package dev.limen.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A model whose POI may go beyond its own bounds, or is another parameter.
 *
 * @param position of the POI
 */
record WidenedPoi(LogLikelihood model, int position, double lower, double upper) implements VariedLikelihood {

    /** A model whose POI may become larger than its own bound allows. */
    WidenedPoi(LogLikelihood model, double upper) {
        this(
                model,
                model.requirePoi(),
                model.parameters().get(model.requirePoi()).lower(),
                upper);
    }

    /** A model of which another parameter is the one of interest, so that whatever is done with a POI can be done with it. */
    static WidenedPoi other(LogLikelihood model, int parameter) {
        Parameter chosen = model.parameters().get(parameter);
        return new WidenedPoi(model, parameter, chosen.lower(), chosen.upper());
    }

    /** A model whose POI may go beyond its bounds by their distance; infinite ones stay. */
    static WidenedPoi released(LogLikelihood model) {
        Parameter poi = model.parameters().get(model.requirePoi());
        double distance = poi.upper() - poi.lower();
        return new WidenedPoi(model, model.requirePoi(), poi.lower() - distance, poi.upper() + distance);
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(model.parameters());
        Parameter poi = all.get(position);
        all.set(position, new Parameter(poi.name(), poi.start(), lower, upper, poi.fixed(), poi.kind()));
        return all;
    }

    @Override
    public OptionalInt poi() {
        return OptionalInt.of(position);
    }

    @Override
    public Compiled compiled() {
        return new Compiled(this, () -> {
            LogLikelihood numbers = model.compiled().numbers().model();
            return numbers == model ? this : new WidenedPoi(numbers, position, lower, upper);
        });
    }
}
