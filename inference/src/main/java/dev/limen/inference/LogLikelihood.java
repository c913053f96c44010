package dev.limen.inference;

import dev.limen.autodiff.Expr;
import java.util.List;
import java.util.OptionalInt;

/**
 * A statistical model: all that fits, tests and limits know of it.
 *
 * <p>Its expressions may contain the outputs of an analysis (templates, say): every result then has derivatives by
 * what these are made of.
 */
public interface LogLikelihood {

    /** The parameters, in the order of the vector theta. */
    List<Parameter> parameters();

    /** The position of the parameter of interest; empty where the model has none. */
    OptionalInt poi();

    /**
     * The parameters at whose value 0 the likelihood has a kink, as piecewise interpolation makes: positions in theta.
     *
     * <p>Its derivatives there are those from below, and those from above are had at {@link Double#MIN_NORMAL}; but for
     * these kinks, each of one parameter, it is smooth.
     */
    default List<Integer> kinks() {
        return List.of();
    }

    /**
     * log L(theta; data), all constants included.
     *
     * @param theta parameters {@code [parameters]}
     * @param data  main {@code [bins]} and auxiliary {@code [auxiliary]} data
     * @return a scalar; -infinity where a total rate is negative, or zero with events seen
     */
    Expr logLikelihood(Expr theta, Data data);

    /** The expectation of main and auxiliary data at theta: the Asimov set of these parameters. */
    Data expected(Expr theta);

    /** How auxiliary measurement i scatters around its expectation; the main data are Poisson counts. */
    List<Scatter> auxiliaryScatter();

    /** Standard deviations {@code [auxiliary]} of the Gaussian auxiliary measurements; 1 for the others. */
    Expr auxiliarySigma();

    /**
     * The compiled fits and tests of this model. Made anew at each call unless an implementation keeps one, which spares
     * repeated calls of {@link Cls#of} and its like the compilation.
     */
    default Compiled compiled() {
        return new Compiled(this);
    }

    /** How a measurement scatters around its expectation. */
    enum Scatter {
        /** A Poisson count. */
        POISSON,
        /** A Gaussian of given standard deviation. */
        GAUSSIAN
    }

    /**
     * The position of the parameter of interest.
     *
     * @throws IllegalStateException if there is none
     */
    default int requirePoi() {
        return poi().orElseThrow(() -> new IllegalStateException(
                "No POI is defined. A POI is required for test statistics, limits and significances: name one in the"
                        + " measurement, and let a sample carry it."));
    }
}
