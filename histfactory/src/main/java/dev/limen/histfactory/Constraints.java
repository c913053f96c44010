package dev.limen.histfactory;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.inference.LogLikelihood.Scatter;
import java.util.List;

/**
 * The auxiliary measurements of a model: Gaussian ones of a parameter, and Poisson ones of a parameter times tau.
 *
 * <p>Poisson ones are handed to the rates as further bins; Gaussian ones are sums over all parameters, with weight 0
 * where there is none, so that their Hessian is one diagonal.
 */
final class Constraints {
    private static final double LOG_2_PI = 1.8378770664093454836;

    private final Auxiliaries auxiliaries;
    private final Expr weights;

    /**
     * @param weights 1 / sigma^2 of the Gaussian ones
     */
    Constraints(Auxiliaries auxiliaries, Expr weights) {
        this.auxiliaries = auxiliaries;
        this.weights = weights;
    }

    /** The Poisson part of auxiliary data. */
    Expr counts(Expr auxiliary) {
        return auxiliary.take(0, auxiliaries.positions(Scatter.POISSON));
    }

    /** The sum of log normal densities. */
    Expr logGaussian(Expr theta, Expr auxiliary) {
        int[] gaussian = auxiliaries.positions(Scatter.GAUSSIAN);
        if (gaussian.length == 0) {
            return Expr.constant(0);
        }
        int size = auxiliaries.parameters();
        Expr at = Expr.constant(Tensor.ofInts(auxiliaries.gaussianParameters()));
        Expr centres = auxiliary.take(0, gaussian).scatterAdd(0, at, size);
        Expr spread = weights.scatterAdd(0, at, size);
        Expr pulls = theta.sub(centres).square().mul(spread).sum().mul(-0.5);
        Expr constants = weights.log().sum().sub(gaussian.length * LOG_2_PI).mul(0.5);
        return pulls.add(constants);
    }

    /** The expected auxiliary data: theta itself, or the rates of the Poisson measurements. */
    Expr expected(Expr theta, Expr poissonRates) {
        List<Scatter> scatter = auxiliaries.scatter();
        if (scatter.isEmpty()) {
            return Expr.zeros(Shape.of(0));
        }
        int[] from = new int[scatter.size()];
        int poisson = 0;
        for (int i = 0; i < from.length; i++) {
            from[i] =
                    scatter.get(i) == Scatter.POISSON ? auxiliaries.parameters() + poisson++ : auxiliaries.parameter(i);
        }
        Expr both = poisson == 0 ? theta : Expr.concat(0, List.of(theta, poissonRates));
        return both.take(0, from);
    }

    /** Standard deviations of the Gaussian measurements, 1 for Poisson ones {@code [auxiliary]}. */
    Expr sigmas() {
        List<Scatter> scatter = auxiliaries.scatter();
        if (scatter.isEmpty()) {
            return Expr.zeros(Shape.of(0));
        }
        int gaussian = auxiliaries.positions(Scatter.GAUSSIAN).length;
        int[] from = new int[scatter.size()];
        int next = 0;
        for (int i = 0; i < from.length; i++) {
            from[i] = scatter.get(i) == Scatter.GAUSSIAN ? next++ : gaussian;
        }
        Expr one = Expr.fill(Shape.of(1), DType.FLOAT64, 1);
        Expr sigmas = gaussian == 0
                ? one
                : Expr.concat(0, List.of(Expr.onesLike(weights).div(weights.sqrt()), one));
        return sigmas.take(0, from);
    }
}
