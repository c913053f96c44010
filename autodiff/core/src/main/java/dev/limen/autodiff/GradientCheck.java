package dev.limen.autodiff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Exact first derivatives of a scalar beside numerical ones: a check of functions built from expressions.
 *
 * <p>Numerical derivatives are central differences (f(x+h) - f(x-h)) / 2h at h, h/2, h/4, h/8, extrapolated to h = 0
 * (Richardson; C. Ridders, Adv. Eng. Software 4 (1982) 75), with an estimate of what is left. Choose points away from
 * kinks, and from the edge of the domain by more than the step.
 *
 * @param entries one for each element of each expression
 */
public record GradientCheck(List<Entry> entries) {
    private static final int LEVELS = 4;

    /** The largest step, in units of max(|x|, 1), unless chosen otherwise. */
    public static final double STEP = 0.02;

    /**
     * A derivative by one element.
     *
     * @param by          the variable's name
     * @param element     its element, in row-major order
     * @param exact       from {@link Derivatives#gradient}
     * @param numerical   from differences
     * @param uncertainty of the numerical one, by the change in the last extrapolation, rounding included
     */
    public record Entry(String by, int element, double exact, double numerical, double uncertainty) {
        /** |exact - numerical|; infinite if one of them is NaN. */
        public double error() {
            double error = Math.abs(exact - numerical);
            return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
        }
    }

    public GradientCheck {
        entries = List.copyOf(entries);
    }

    /**
     * Compares the derivatives of {@code value} by variables, with steps of {@link #STEP}.
     *
     * @param value a scalar
     * @param by    variables of type FLOAT64
     * @param point values of all variables
     * @throws IllegalArgumentException if {@code value} is no scalar, or a variable is not bound
     */
    public static GradientCheck of(Expr value, List<Expr> by, Map<Expr, Tensor> point) {
        return of(value, by, point, STEP, Execution.preferred());
    }

    /** As {@link #of(Expr, List, Map)}, with another largest step and execution. */
    public static GradientCheck of(
            Expr value, List<Expr> by, Map<Expr, Tensor> point, double step, Execution execution) {
        List<Expr> variables = List.copyOf(point.keySet());
        List<Tensor> values = variables.stream().map(point::get).toList();
        List<Expr> outputs = new ArrayList<>(Derivatives.gradient(value, by));
        outputs.add(value);
        Result exact = Program.compile(variables, outputs, execution).run(values);
        Differences differences = new Differences(Program.compile(variables, List.of(value), execution), values);
        double size = Math.abs(exact.output(by.size()).item());
        List<Entry> entries = new ArrayList<>();
        for (int k = 0; k < by.size(); k++) {
            int input = variables.indexOf(by.get(k));
            if (input < 0) {
                throw new IllegalArgumentException("gradient check: " + by.get(k) + " is not among the variables of the point");
            }
            String name = by.get(k).node().primitive().name();
            for (int i = 0; i < values.get(input).size(); i++) {
                double h = step * Math.max(1, Math.abs(values.get(input).at(i)));
                double[] estimate = differences.derivative(input, i, h, size);
                entries.add(new Entry(name, i, exact.output(k).at(i), estimate[0], estimate[1]));
            }
        }
        return new GradientCheck(entries);
    }

    /** The entry of the largest error. */
    public Entry worst() {
        return entries.stream()
                .max(Comparator.comparingDouble(Entry::error))
                .orElseThrow(() -> new IllegalStateException("gradient check: no elements"));
    }

    /** The largest |exact|: the scale on which small components are judged. */
    public double scale() {
        return entries.stream().mapToDouble(entry -> Math.abs(entry.exact())).max().orElse(0);
    }

    /**
     * This, if for each element the error is within {@code relative |exact| + absolute scale()}.
     *
     * @throws IllegalStateException naming the worst element and both numbers, if it is not
     */
    public GradientCheck require(double relative, double absolute) {
        for (Entry entry : entries) {
            if (entry.error() > relative * Math.abs(entry.exact()) + absolute * scale()) {
                throw new IllegalStateException("gradient check: derivative by '%s' element %d is %.17g, differences give %.17g +- %.2g"
                        .formatted(entry.by(), entry.element(), entry.exact(), entry.numerical(), entry.uncertainty()));
            }
        }
        return this;
    }

    /** Central differences of a program's first output. */
    private record Differences(Program program, List<Tensor> point) {

        double[] derivative(int input, int element, double step, double size) {
            double[][] table = new double[LEVELS][];
            double best = Double.NaN;
            double uncertainty = Double.POSITIVE_INFINITY;
            double h = step;
            for (int row = 0; row < LEVELS; row++, h /= 2) {
                table[row] = new double[row + 1];
                table[row][0] = (at(input, element, h) - at(input, element, -h)) / (2 * h);
                double factor = 1;
                for (int column = 1; column <= row; column++) {
                    factor *= 4;
                    double finer = table[row][column - 1];
                    double coarser = table[row - 1][column - 1];
                    table[row][column] = finer + (finer - coarser) / (factor - 1);
                    double change = Math.max(
                                    Math.abs(table[row][column] - finer), Math.abs(table[row][column] - coarser))
                            + Math.ulp(size) / h;
                    if (change < uncertainty) {
                        uncertainty = change;
                        best = table[row][column];
                    }
                }
            }
            return new double[] {best, uncertainty};
        }

        private double at(int input, int element, double shift) {
            double[] moved = point.get(input).toDoubles();
            moved[element] += shift;
            List<Tensor> values = new ArrayList<>(point);
            values.set(input, Tensor.wrap(point.get(input).shape(), moved));
            return program.run(values).output(0).item();
        }
    }
}
