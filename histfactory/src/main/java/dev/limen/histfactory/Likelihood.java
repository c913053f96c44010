package dev.limen.histfactory;

import dev.limen.autodiff.Expr;
import dev.limen.inference.Data;
import dev.limen.inference.LogLikelihood;
import dev.limen.inference.Parameter;
import java.util.List;
import java.util.OptionalInt;

/**
 * The likelihood of a layout with its coefficients, whatever these are: expressions of templates, constants or variables.
 */
final class Likelihood implements LogLikelihood {
    private final ModelLayout layout;
    private final Constraints constraints;
    private final Rates rates;

    Likelihood(ModelLayout layout, Coefficients coefficients) {
        this.layout = layout;
        this.constraints = new Constraints(layout.auxiliaries(), coefficients.weights());
        this.rates = new Rates(layout.rates(), coefficients);
    }

    @Override
    public List<Parameter> parameters() {
        return layout.parameters();
    }

    @Override
    public OptionalInt poi() {
        return layout.poi();
    }

    @Override
    public int requirePoi() {
        return layout.sets().poiIndex().orElseGet(LogLikelihood.super::requirePoi);
    }

    @Override
    public List<Integer> kinks() {
        return layout.kinks();
    }

    @Override
    public Expr logLikelihood(Expr theta, Data data) {
        Expr counts = Expr.concat(0, List.of(data.main(), constraints.counts(data.auxiliary())));
        return rates.logProbability(theta, counts).add(constraints.logGaussian(theta, data.auxiliary()));
    }

    @Override
    public Data expected(Expr theta) {
        Expr all = rates.rates(theta);
        int bins = layout.order().size();
        Expr poisson = all.slice(0, bins, all.shape().dim(0));
        return new Data(all.slice(0, 0, bins), constraints.expected(theta, poisson));
    }

    @Override
    public List<Scatter> auxiliaryScatter() {
        return layout.auxiliaries().scatter();
    }

    @Override
    public Expr auxiliarySigma() {
        return constraints.sigmas();
    }
}
