package dev.limen.inference;

import dev.limen.autodiff.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** A model whose POI may go beyond its own bounds. */
record WidenedPoi(LogLikelihood model, double lower, double upper) implements LogLikelihood {

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
    public OptionalInt poi() {
        return model.poi();
    }

    @Override
    public List<Integer> kinks() {
        return model.kinks();
    }

    @Override
    public Expr logLikelihood(Expr theta, Data data) {
        return model.logLikelihood(theta, data);
    }

    @Override
    public Data expected(Expr theta) {
        return model.expected(theta);
    }

    @Override
    public List<Scatter> auxiliaryScatter() {
        return model.auxiliaryScatter();
    }

    @Override
    public Expr auxiliarySigma() {
        return model.auxiliarySigma();
    }

    @Override
    public Compiled compiled() {
        return new Compiled(this, () -> {
            LogLikelihood numbers = model.compiled().numbers().model();
            return numbers == model ? this : new WidenedPoi(numbers, lower, upper);
        });
    }
}
