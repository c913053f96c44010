package dev.limen.autodiff.optimise;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The named numbers that an optimiser may choose, in the order in which they were named.
 *
 * <p>They are fixed once they are read: an {@link Optimum} carries the values found.
 */
public final class Parameters {
    private final List<Parameter> collected = new ArrayList<>();
    private boolean fixed;

    /** None yet. */
    public Parameters() {}

    private Parameters(List<Parameter> parameters) {
        collected.addAll(parameters);
        fixed = true;
    }

    /**
     * Names a number and returns the variable that stands for it.
     *
     * @param start where the search begins
     * @param lower lowest value; with the upper one it also sets the unit of optimisers' steps, upper - lower
     * @param upper highest value
     * @throws IllegalArgumentException if the name is taken, the bounds are crossed or the start is outside
     * @throws IllegalStateException if these parameters were read already
     */
    public Expr scalar(String name, double start, double lower, double upper) {
        if (fixed) {
            throw new IllegalStateException(
                    "Parameter '%s' comes too late: these parameters are in use already. Name all of them first."
                            .formatted(name));
        }
        if (collected.stream().anyMatch(p -> p.name().equals(name))) {
            throw new IllegalArgumentException("There is a parameter '%s' already.".formatted(name));
        }
        Parameter parameter = new Parameter(name, Expr.variable(name, Shape.scalar()), start, lower, upper);
        collected.add(parameter);
        return parameter.variable();
    }

    /** All of them. */
    public List<Parameter> list() {
        fixed = true;
        return List.copyOf(collected);
    }

    public List<String> names() {
        return list().stream().map(Parameter::name).toList();
    }

    /** The variables, each a scalar. */
    public List<Expr> variables() {
        return list().stream().map(Parameter::variable).toList();
    }

    public int size() {
        return list().size();
    }

    public double[] start() {
        return list().stream().mapToDouble(Parameter::start).toArray();
    }

    public double[] lower() {
        return list().stream().mapToDouble(Parameter::lower).toArray();
    }

    public double[] upper() {
        return list().stream().mapToDouble(Parameter::upper).toArray();
    }

    /** The same variables with other starts. */
    public Parameters startingAt(double[] x) {
        return within(x, lower(), upper());
    }

    /**
     * The same variables with other starts and bounds.
     *
     * @throws IllegalArgumentException if a start is outside its bounds or the numbers are not one for each parameter
     */
    public Parameters within(double[] start, double[] lower, double[] upper) {
        List<Parameter> all = list();
        if (start.length != all.size() || lower.length != all.size() || upper.length != all.size()) {
            throw new IllegalArgumentException("There are %d parameters; got %d starts, %d lower and %d upper bounds."
                    .formatted(all.size(), start.length, lower.length, upper.length));
        }
        return new Parameters(IntStream.range(0, all.size())
                .mapToObj(i -> new Parameter(all.get(i).name(), all.get(i).variable(), start[i], lower[i], upper[i]))
                .toList());
    }
}
