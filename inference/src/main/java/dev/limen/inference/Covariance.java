package dev.limen.inference;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Evaluator;
import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Where parameters are and how well they are known: V = H^-1, with H the exact Hessian of -log L at the minimum on the
 * parameters that are {@link Determination#FREE}; the others have no uncertainty and no correlation.
 */
public final class Covariance {
    private final List<Parameter> parameters;
    private final List<Double> values;
    private final List<Determination> determinations;
    private final double[] matrix;
    private final List<Certificate> certificates;

    private Covariance(
            List<Parameter> parameters,
            List<Double> values,
            List<Determination> determinations,
            double[] matrix,
            List<Certificate> certificates) {
        this.parameters = List.copyOf(parameters);
        this.values = List.copyOf(values);
        this.determinations = List.copyOf(determinations);
        this.matrix = matrix;
        this.certificates = List.copyOf(certificates);
    }

    /**
     * After a fit of all parameters but fixed ones.
     *
     * @throws dev.limen.autodiff.NotConvergedException if the fit did not converge, or the data leave some direction of
     *     the parameters undetermined
     */
    public static Covariance of(LogLikelihood model, Data data) {
        return of(FittedHessian.of(model, data));
    }

    static Covariance of(FittedHessian fit) {
        return new Covariance(
                fit.parameters(), fit.values(), fit.determinations(), fit.inverse(fit.free()), fit.certificates());
    }

    /**
     * Before any fit: each constrained parameter at its start, known as well as its auxiliary measurement tells;
     * unconstrained ones are held at their starts.
     */
    public static Covariance prefit(LogLikelihood model) {
        List<Parameter> parameters = model.parameters();
        int n = parameters.size();
        double[] matrix = new double[n * n];
        List<Determination> determinations = new ArrayList<>();
        for (Parameter parameter : parameters) {
            determinations.add(parameter.fixed() ? Determination.FIXED : Determination.UNDETERMINED);
        }
        for (AuxiliaryMeasurement measurement : AuxiliaryMeasurement.nominal(model)) {
            int i = measurement.parameter();
            if (determinations.get(i) == Determination.UNDETERMINED) {
                matrix[i * n + i] = measurement.sigma() * measurement.sigma();
                determinations.set(i, Determination.FREE);
            }
        }
        List<Double> starts = parameters.stream().map(Parameter::start).toList();
        return new Covariance(parameters, starts, determinations, matrix, List.of());
    }

    /** The parameters, in the order of all that follows. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** Their values. */
    public List<Double> values() {
        return values;
    }

    /** How the fit left a parameter. */
    public Determination determination(int i) {
        return determinations.get(i);
    }

    /** The positions of the free parameters, ascending. */
    public List<Integer> free() {
        return IntStream.range(0, parameters.size())
                .filter(i -> determinations.get(i) == Determination.FREE)
                .boxed()
                .toList();
    }

    /** An element of V; 0 where one of the parameters is not free. */
    public double covariance(int i, int j) {
        return matrix[i * parameters.size() + j];
    }

    /** The standard deviation of a parameter; empty where it is not free. */
    public OptionalDouble sigma(int i) {
        return determinations.get(i) == Determination.FREE
                ? OptionalDouble.of(Math.sqrt(covariance(i, i)))
                : OptionalDouble.empty();
    }

    /** V_ij / (sigma_i sigma_j), within -1 and 1; empty where one of the parameters is not free. */
    public OptionalDouble correlation(int i, int j) {
        if (sigma(i).isEmpty() || sigma(j).isEmpty()) {
            return OptionalDouble.empty();
        }
        if (i == j) {
            return OptionalDouble.of(1);
        }
        double ratio = covariance(i, j) / (sigma(i).getAsDouble() * sigma(j).getAsDouble());
        return OptionalDouble.of(Math.max(-1, Math.min(1, ratio)));
    }

    /** The certificates of all fits behind it; none before a fit. */
    public List<Certificate> certificates() {
        return certificates;
    }

    /**
     * A quantity's value and uncertainty, to first order: sigma^2 = diag(J V J'), with its exact Jacobian J by the
     * parameters.
     *
     * <p>V = sum_k v_k v_k', so that sigma^2 = sum_k (J v_k)^2: one forward derivative for each free parameter, and no
     * matrix of the size of the quantity.
     *
     * @param quantity a vector made of the parameters {@code [parameters]}
     */
    public Propagated propagate(UnaryOperator<Expr> quantity) {
        int n = parameters.size();
        Expr theta = Expr.variable("theta", Shape.of(n));
        Expr tangent = Expr.variable("tangent", Shape.of(n));
        Expr of = quantity.apply(theta);
        Expr moved = Derivatives.jvp(of, theta, tangent);
        int size = of.shape().size();
        Evaluator evaluator = Program.compile(
                        List.of(theta, tangent),
                        List.of(of, moved),
                        Execution.preferred().withThreads(1))
                .evaluator();
        double[] at = values.stream().mapToDouble(Double::doubleValue).toArray();
        double[][] outputs = {new double[size], new double[size]};
        double[] squares = new double[size];
        evaluator.run(new double[][] {at, new double[n]}, outputs);
        for (double[] direction : directions()) {
            evaluator.run(new double[][] {at, direction}, outputs);
            for (int i = 0; i < size; i++) {
                squares[i] += outputs[1][i] * outputs[1][i];
            }
        }
        List<Double> found = new ArrayList<>();
        List<Double> sigmas = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            found.add(outputs[0][i]);
            sigmas.add(Math.sqrt(squares[i]));
        }
        return new Propagated(found, sigmas);
    }

    /** Vectors v_k with V = sum v_k v_k': the columns of a Cholesky factor, taken of the correlations. */
    private List<double[]> directions() {
        List<Integer> free = free();
        List<double[]> columns = new ArrayList<>();
        for (int k = 0; k < free.size(); k++) {
            double[] column = new double[parameters.size()];
            columns.add(column);
            double pivot = 0;
            for (int i = k; i < free.size(); i++) {
                double rest = correlation(free.get(i), free.get(k)).getAsDouble();
                for (double[] before : columns.subList(0, k)) {
                    rest -= before[free.get(i)] * before[free.get(k)];
                }
                pivot = i == k ? Math.sqrt(Math.max(rest, 0)) : pivot;
                column[free.get(i)] = pivot > 0 ? rest / pivot : 0;
            }
        }
        for (double[] column : columns) {
            for (int i : free) {
                column[i] *= sigma(i).getAsDouble();
            }
        }
        return columns;
    }

    /** The position of a parameter; empty if there is none of that name. */
    public Optional<Integer> position(String name) {
        return IntStream.range(0, parameters.size())
                .filter(i -> parameters.get(i).name().equals(name))
                .boxed()
                .findFirst();
    }

    @Override
    public String toString() {
        return "Covariance[" + free().size() + " of " + parameters.size() + " parameters free]";
    }
}
