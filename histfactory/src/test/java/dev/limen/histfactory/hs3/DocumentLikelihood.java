package dev.limen.histfactory.hs3;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.histfactory.Model;
import dev.limen.inference.Parameter;
import java.util.Map;
import org.apache.commons.math3.special.Gamma;

/** Log-densities written out, and a model's log-likelihood at a point given by name. */
final class DocumentLikelihood {
    private DocumentLikelihood() {}

    static double poisson(double n, double mean) {
        return n * Math.log(mean) - mean - Gamma.logGamma(n + 1);
    }

    static double normal(double x, double mean, double sigma) {
        double pull = (x - mean) / sigma;
        return -0.5 * pull * pull - Math.log(sigma) - 0.5 * Math.log(2 * Math.PI);
    }

    static double at(Model model, Map<String, Double> point) {
        double[] theta = model.parameters().stream()
                .map(Parameter::name)
                .mapToDouble(name -> {
                    if (!point.containsKey(name)) {
                        throw new IllegalArgumentException("the point lacks " + name);
                    }
                    return point.get(name);
                })
                .toArray();
        return Program.evaluate(model.logLikelihood(Expr.constant(theta), model.data()))
                .item();
    }
}
