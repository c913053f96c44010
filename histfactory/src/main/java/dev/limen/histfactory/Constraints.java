package dev.limen.histfactory;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.inference.LogLikelihood.Scatter;
import java.util.ArrayList;
import java.util.List;

/**
 * The auxiliary measurements of a model: Gaussian ones of a parameter, and Poisson ones of a parameter times tau.
 *
 * <p>Poisson ones are handed to the rates as further bins; Gaussian ones are sums over all parameters, with weight 0
 * where there is none, so that their Hessian is one diagonal.
 */
final class Constraints {
    private static final double LOG_2_PI = 1.8378770664093454836;

    private final List<Scatter> scatter = new ArrayList<>();
    /** The parameter of each auxiliary measurement. */
    private final List<Integer> parameters = new ArrayList<>();

    private final int size;
    private final Expr data;
    private final Expr weights;
    private final Expr taus;

    Constraints(Workspace workspace, Measurement measurement, ParameterSets sets, Templates templates) {
        ConstraintValues values = new ConstraintValues(workspace, measurement, templates);
        this.size = sets.size();
        List<Expr> allData = new ArrayList<>();
        List<Expr> allWeights = new ArrayList<>();
        List<Expr> allTaus = new ArrayList<>();
        for (ParameterSet set : sets.sets()) {
            if (set.constraint() == Constraint.UNCONSTRAINED) {
                continue;
            }
            boolean poisson = set.constraint() == Constraint.POISSON;
            for (int i = 0; i < set.size(); i++) {
                scatter.add(poisson ? Scatter.POISSON : Scatter.GAUSSIAN);
                parameters.add(sets.offset(set.name()) + i);
            }
            if (poisson) {
                Expr tau = values.tau(set);
                allTaus.add(tau);
                allData.add(values.auxdata(set, tau));
            } else {
                allWeights.add(values.weight(set));
                allData.add(values.auxdata(set, Expr.constant(Tensor.of(doubles(set.auxdata())))));
            }
        }
        this.data = join(allData);
        this.weights = join(allWeights);
        this.taus = join(allTaus);
    }

    static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static Expr join(List<Expr> parts) {
        return parts.isEmpty() ? Expr.zeros(Shape.of(0)) : Expr.concat(0, parts);
    }

    List<Scatter> scatter() {
        return List.copyOf(scatter);
    }

    /** The auxiliary data as they stand in the file, or follow from it {@code [auxiliary]}. */
    Expr data() {
        return data;
    }

    /** tau of the Poisson measurements. */
    Expr taus() {
        return taus;
    }

    /** The parameters of the Poisson measurements. */
    int[] poissonParameters() {
        return of(Scatter.POISSON).stream().mapToInt(parameters::get).toArray();
    }

    /** The positions of measurements of one kind. */
    private List<Integer> of(Scatter kind) {
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < scatter.size(); i++) {
            if (scatter.get(i) == kind) {
                positions.add(i);
            }
        }
        return positions;
    }

    private int[] positions(Scatter kind) {
        return of(kind).stream().mapToInt(Integer::intValue).toArray();
    }

    /** The Poisson part of auxiliary data. */
    Expr counts(Expr auxiliary) {
        return auxiliary.take(0, positions(Scatter.POISSON));
    }

    /** The sum of log normal densities. */
    Expr logGaussian(Expr theta, Expr auxiliary) {
        int[] gaussian = positions(Scatter.GAUSSIAN);
        if (gaussian.length == 0) {
            return Expr.constant(0);
        }
        int[] owners = of(Scatter.GAUSSIAN).stream().mapToInt(parameters::get).toArray();
        Expr at = Expr.constant(Tensor.ofInts(owners));
        Expr centres = auxiliary.take(0, gaussian).scatterAdd(0, at, size);
        Expr spread = weights.scatterAdd(0, at, size);
        Expr pulls = theta.sub(centres).square().mul(spread).sum().mul(-0.5);
        Expr constants = weights.log().sum().sub(gaussian.length * LOG_2_PI).mul(0.5);
        return pulls.add(constants);
    }

    /** The expected auxiliary data: theta itself, or the rates of the Poisson measurements. */
    Expr expected(Expr theta, Expr poissonRates) {
        if (scatter.isEmpty()) {
            return Expr.zeros(Shape.of(0));
        }
        int[] from = new int[scatter.size()];
        int poisson = 0;
        for (int i = 0; i < from.length; i++) {
            from[i] = scatter.get(i) == Scatter.POISSON ? size + poisson++ : parameters.get(i);
        }
        Expr both = poisson == 0 ? theta : Expr.concat(0, List.of(theta, poissonRates));
        return both.take(0, from);
    }

    /** Standard deviations of the Gaussian measurements, 1 for Poisson ones {@code [auxiliary]}. */
    Expr sigmas() {
        if (scatter.isEmpty()) {
            return Expr.zeros(Shape.of(0));
        }
        int gaussian = positions(Scatter.GAUSSIAN).length;
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
