package dev.limen.inference;

import java.util.ArrayList;
import java.util.List;

/** A model whose POI may go beyond its own bounds. */
record WidenedPoi(LogLikelihood model, double lower, double upper) implements VariedLikelihood {

    /** A model whose POI may become larger than its own bound allows. */
    WidenedPoi(LogLikelihood model, double upper) {
        this(model, model.parameters().get(model.requirePoi()).lower(), upper);
    }

    /** A model whose POI may go beyond its bounds by their distance; infinite ones stay. */
    static WidenedPoi released(LogLikelihood model) {
        Parameter poi = model.parameters().get(model.requirePoi());
        double distance = poi.upper() - poi.lower();
        return new WidenedPoi(model, poi.lower() - distance, poi.upper() + distance);
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(model.parameters());
        Parameter poi = all.get(model.requirePoi());
        all.set(model.requirePoi(), new Parameter(poi.name(), poi.start(), lower, upper, poi.fixed(), poi.kind()));
        return all;
    }

    @Override
    public Compiled compiled() {
        return new Compiled(this, () -> {
            LogLikelihood numbers = model.compiled().numbers().model();
            return numbers == model ? this : new WidenedPoi(numbers, lower, upper);
        });
    }
}
