package dev.limen.autodiff.fused;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.PoissonRates.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A structure with numbers for its inputs, and numbers for what else each role wants. */
record RateCase(
        RateStructure structure,
        double[] theta,
        double[] nominal,
        double[] down,
        double[] up,
        double[] shifts,
        double[] counts) {

    /**
     * Three bins, nine parameters: a free normalisation, one shared multiplier, three interpolated ones of which one
     * acts as a factor and as a shift at once, three that act in one bin only, one without effect.
     */
    static RateStructure mixed() {
        RateStructureBuilder b = RateStructure.builder(3, 9);
        int signal = b.group();
        b.groupFactor(signal, 0).groupFactor(signal, 1);
        b.interpolatedFactor(signal, 2, FactorRule.EXPONENTIAL_POLYNOMIAL);
        int background = b.group();
        b.groupFactor(background, 1);
        b.interpolatedFactor(background, 3, FactorRule.EXPONENTIAL);
        b.interpolatedFactor(background, 2, FactorRule.EXPONENTIAL_POLYNOMIAL);
        b.interpolatedFactor(background, 4, FactorRule.EXPONENTIAL_POLYNOMIAL);
        int plain = b.group();
        int[] cells = {
            b.cell(0, signal), b.cell(1, signal), b.cell(0, background), b.cell(1, background), b.cell(2, plain)
        };
        b.cellFactor(cells[0], 5)
                .cellFactor(cells[2], 5)
                .cellFactor(cells[3], 6)
                .cellFactor(cells[1], 6)
                .cellFactor(cells[3], 7);
        b.shift(cells[2], 2, ShiftRule.SMOOTH);
        b.shift(cells[3], 3, ShiftRule.LINEAR);
        b.shift(cells[4], 4, ShiftRule.SMOOTH);
        b.shift(cells[2], 4, ShiftRule.SMOOTH);
        b.shift(cells[0], 3, ShiftRule.LINEAR);
        b.shift(cells[3], 6, ShiftRule.SMOOTH);
        b.shift(cells[1], 2, ShiftRule.QUADRATIC);
        b.shift(cells[4], 3, ShiftRule.QUADRATIC_WITH_JUMP);
        return b.build();
    }

    /** Numbers for {@link #mixed}: parameters 2, 3, 4 inside and outside of the interpolation's polynomial. */
    static RateCase mixed(double... alphas) {
        double[] theta = {1.3, 0.9, alphas[0], alphas[1], alphas[2], 1.1, 0.8, 1.2, 7};
        return new RateCase(
                mixed(),
                theta,
                new double[] {5, 8, 50, 40, -3.5},
                new double[] {0.8, 0.95, 0.7, 1.1},
                new double[] {1.25, 1.02, 1.4, 0.85},
                new double[] {3, 2, -1, 1.5, 18, -12.5, 4, -2, 0.5, 0.3, 2, 3, 0.7, -0.4, 0.2, 0.5},
                new double[] {61, 33.5, 2});
    }

    /**
     * Five bins with a free normalisation and a systematic in common, each with a multiplier of its own, which an auxiliary
     * measurement knows; the last bin also has a shift of its own. Two more measurements know the normalisation and another
     * common multiplier.
     */
    static RateCase measured() {
        RateStructureBuilder b = RateStructure.builder(12, 9);
        int signal = b.group();
        b.groupFactor(signal, 7).groupFactor(signal, 0);
        b.interpolatedFactor(signal, 1, FactorRule.EXPONENTIAL_POLYNOMIAL);
        int plain = b.group();
        for (int bin = 0; bin < 5; bin++) {
            int first = b.cell(bin, signal);
            int second = b.cell(bin, plain);
            b.cellFactor(first, 2 + bin).cellFactor(second, 2 + bin);
            b.shift(second, 1, ShiftRule.SMOOTH);
        }
        int last = b.cell(4, signal);
        b.shift(last, 8, ShiftRule.SMOOTH);
        b.shift(last, 1, ShiftRule.SMOOTH);
        for (int bin = 5; bin < 10; bin++) {
            b.cellFactor(b.cell(bin, plain), bin - 3);
        }
        b.cellFactor(b.cell(10, plain), 0);
        int alone = b.cell(11, plain);
        b.cellFactor(alone, 7);
        return new RateCase(
                b.build(),
                new double[] {1.2, 0.4, 0.9, 1.1, 1.05, 0.97, 1.3, 0.8, -0.3},
                new double[] {5, 50, 8, 40, 7, 30, 6, 20, 4, 60, 3, 12, 30, 9, 14, 100, 25, 16},
                new double[] {0.8},
                new double[] {1.25},
                new double[] {3, 2, -1, 1.5, 2, -2.5, 4, -2, 0.5, 0.3, 1, 0.4, -0.7, 0.2},
                new double[] {61, 33.5, 42, 20, 77, 11, 31, 8, 15, 90, 28, 17});
    }

    /** The same with other parameters. */
    RateCase with(double... parameters) {
        return new RateCase(structure, parameters, nominal, down, up, shifts, counts);
    }

    RateCase withCounts(double... n) {
        return new RateCase(structure, theta, nominal, down, up, shifts, n);
    }

    double[] factors() {
        return Program.evaluate(
                        PoissonRates.factorCoefficients(Expr.constant(Tensor.of(down)), Expr.constant(Tensor.of(up))))
                .toDoubles();
    }

    /** Values for the inputs of a role: this case's point, its counts, and random tangents. */
    List<Tensor> inputs(Role role) {
        List<Shape> shapes = PoissonRates.inputs(structure, role);
        List<double[]> first = List.of(theta, nominal, factors(), shifts, counts);
        SplittableRandom random = new SplittableRandom(17);
        List<Tensor> values = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            boolean given = i < PoissonRates.POINT || i == PoissonRates.POINT && role != Role.RATE_TANGENT;
            values.add(given ? Tensor.of(shapes.get(i), first.get(i)) : random(shapes.get(i), random));
        }
        return values;
    }

    static Tensor random(Shape shape, SplittableRandom random) {
        double[] values = new double[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextDouble(-1, 1);
        }
        return Tensor.of(shape, values);
    }
}
