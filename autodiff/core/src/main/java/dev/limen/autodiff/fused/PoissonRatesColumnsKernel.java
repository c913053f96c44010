package dev.limen.autodiff.fused;

import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * Log-probability, its derivatives by the parameters or its Hessian at many points that share the templates: toys,
 * signal points and random starts. Points are columns; a point's bits do not depend on its place or on the others.
 */
final class PoissonRatesColumnsKernel implements Kernel {
    private static final int FEWEST = 4;
    private static final int WIDEST = 128;
    private static final int NARROWEST = 8;
    /** Doubles that stay in a core's second cache. */
    private static final int CACHE = 1 << 16;

    private static final int NOMINAL = 1;
    private static final int FACTORS = 2;
    private static final int SHIFTS = 3;
    private static final int COUNTS = PoissonRates.POINT;

    private final PoissonRates.Role role;
    private final RateStructure structure;
    private final int lanes;
    private final int width;
    /** Distance of one lane's counts to the next's. */
    private final int step;

    private final RateColumns rates;
    private final PoissonColumns terms;
    private final RateColumnSlopes slopes;
    private final HessianColumns hessian;
    private final double[][] gradient;

    PoissonRatesColumnsKernel(PoissonRates primitive, List<Shape> inputs) {
        role = primitive.role();
        structure = primitive.structure();
        lanes = primitive.leading(inputs).size();
        step = primitive.leadings(inputs).get(COUNTS).size() == lanes ? structure.bins : 0;
        boolean second = role == PoissonRates.Role.HESSIAN;
        boolean first = second || role == PoissonRates.Role.GRADIENT;
        int columns = RateColumns.count(structure) + (first ? RateColumnSlopes.count(structure) : 0);
        columns += second ? HessianColumns.count(structure) : 0;
        width = Math.min(lanes, Math.max(NARROWEST, Math.min(WIDEST, CACHE / columns)));
        rates = new RateColumns(structure, width);
        terms = new PoissonColumns(structure.bins, width, step == 0 ? structure.bins : lanes * structure.bins);
        RateStructure none = RateStructure.builder(1, 0).build();
        RateColumns empty = new RateColumns(none, 0);
        slopes = new RateColumnSlopes(first ? rates : empty, first ? width : 0);
        hessian = new HessianColumns(second ? rates : empty, slopes, second ? width : 0);
        gradient = new double[role == PoissonRates.Role.GRADIENT ? structure.parameters : 0][width];
    }

    /** Whether inputs of these shapes are points that share the templates, and the role is one of the three. */
    static boolean serves(PoissonRates primitive, List<Shape> inputs) {
        boolean known =
                switch (primitive.role()) {
                    case VALUE, HESSIAN -> true;
                    case GRADIENT -> primitive.given().equals(List.of(0));
                    default -> false;
                };
        if (!known) {
            return false;
        }
        List<Shape> leading = primitive.leadings(inputs);
        int lanes = primitive.leading(inputs).size();
        int counts = leading.get(COUNTS).size();
        return lanes >= FEWEST
                && leading.get(0).size() == lanes
                && leading.subList(NOMINAL, COUNTS).stream().allMatch(shape -> shape.size() == 1)
                && (counts == lanes || counts == 1);
    }

    @Override
    public void run(double[][] inputs, double[][] outputs) {
        double[] counts = inputs[COUNTS];
        for (int from = 0; from < lanes; from += width) {
            int n = Math.min(width, lanes - from);
            int at = from * step;
            rates.evaluate(inputs[0], from * structure.parameters, n, inputs[NOMINAL], inputs[FACTORS], inputs[SHIFTS]);
            terms.exclude(rates.rates, counts, at, step, n);
            if (role == PoissonRates.Role.VALUE) {
                terms.value(rates.rates, counts, at, step, n, outputs[0], from);
                continue;
            }
            terms.differentiate(rates.rates, counts, at, step, n);
            slopes.evaluate(n, inputs[FACTORS]);
            if (role == PoissonRates.Role.GRADIENT) {
                slopes.pull(terms.slope, inputs[SHIFTS], gradient, n);
                write(outputs[0], from * structure.parameters, n);
            } else {
                hessian.run(terms.slope, terms.curvature, inputs[FACTORS], inputs[SHIFTS], n);
                int size = structure.parameters * structure.parameters;
                hessian.write(terms.slope, terms.excluded, outputs[0], from * size, n);
            }
        }
    }

    private void write(double[] out, int at, int n) {
        int parameters = gradient.length;
        for (int p = 0; p < parameters; p++) {
            double[] column = gradient[p];
            for (int l = 0; l < n; l++) {
                out[at + l * parameters + p] = column[l];
            }
        }
        for (int l = 0; l < n; l++) {
            if (terms.excluded[l]) {
                Arrays.fill(out, at + l * parameters, at + (l + 1) * parameters, 0);
            }
        }
    }
}
