package dev.limen.autodiff.fused;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.fused.PoissonRates.Role;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Points side by side give what each gives alone. */
final class PoissonRatesColumnsTest {
    private static final int LANES = 300;

    private static PoissonRates primitive(RateCase rates, Role role) {
        return role == Role.GRADIENT
                ? new PoissonRates(rates.structure(), role, List.of(0))
                : new PoissonRates(rates.structure(), role);
    }

    private static List<Shape> shapes(RateCase rates, Role role, int lanes) {
        List<Shape> shapes = new ArrayList<>(PoissonRates.inputs(rates.structure(), role));
        for (int i : new int[] {0, PoissonRates.POINT}) {
            shapes.set(i, Shape.of(lanes).then(shapes.get(i)));
        }
        return shapes;
    }

    /** Points around the case's own, with counts around its own; every tenth is far away. */
    private static double[][] points(RateCase rates) {
        SplittableRandom random = new SplittableRandom(5);
        int parameters = rates.theta().length;
        int bins = rates.counts().length;
        double[] theta = new double[LANES * parameters];
        double[] counts = new double[LANES * bins];
        for (int l = 0; l < LANES; l++) {
            double spread = l % 10 == 0 ? 2 : 0.2;
            for (int p = 0; p < parameters; p++) {
                theta[l * parameters + p] = rates.theta()[p] + spread * random.nextDouble(-1, 1);
            }
            for (int b = 0; b < bins; b++) {
                counts[l * bins + b] = Math.rint(rates.counts()[b] * random.nextDouble(0, 2));
            }
        }
        // A factor of 0, and a rate that is NaN.
        theta[parameters] = 0;
        theta[2 * parameters + 1] = Double.NaN;
        return new double[][] {theta, rates.nominal(), rates.factors(), rates.shifts(), counts};
    }

    private static double[] part(double[] all, int lane, int lanes) {
        int size = all.length / lanes;
        return Arrays.copyOfRange(all, lane * size, (lane + 1) * size);
    }

    private static double[] alone(PoissonRates primitive, RateCase rates, double[][] points, int lane, int size) {
        double[][] inputs = points.clone();
        inputs[0] = part(points[0], lane, LANES);
        inputs[PoissonRates.POINT] = part(points[PoissonRates.POINT], lane, LANES);
        double[] out = new double[size];
        new PoissonRatesKernel(primitive, PoissonRates.inputs(rates.structure(), primitive.role()))
                .run(inputs, new double[][] {out});
        return out;
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"VALUE", "GRADIENT", "HESSIAN"})
    void eachPointIsAsAlone(Role role) {
        for (RateCase rates : List.of(RateCase.mixed(0.4, -1.6, 0.2), RateCase.measured())) {
            PoissonRates primitive = primitive(rates, role);
            List<Shape> shapes = shapes(rates, role, LANES);
            assertTrue(PoissonRatesColumnsKernel.serves(primitive, shapes));
            double[][] points = points(rates);
            int size = primitive.shapes(shapes).get(0).size() / LANES;
            double[] all = new double[LANES * size];
            new PoissonRatesColumnsKernel(primitive, shapes).run(points, new double[][] {all});
            int excluded = 0;
            for (int l = 0; l < LANES; l++) {
                double[] expected = alone(primitive, rates, points, l, size);
                double[] got = part(all, l, LANES);
                double largest = 1;
                for (double e : expected) {
                    largest = Math.max(largest, Double.isFinite(e) ? Math.abs(e) : 0);
                }
                for (int i = 0; i < size; i++) {
                    // A dozen products and sums in another order.
                    assertEquals(expected[i], got[i], 1e-13 * largest, rates.structure() + ", " + role + ", " + l);
                }
                excluded += role == Role.VALUE && Double.isInfinite(got[0]) ? 1 : 0;
            }
            assertTrue(role != Role.VALUE || excluded > 0 && excluded < 0.9 * LANES, excluded + " are excluded");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"VALUE", "GRADIENT", "HESSIAN"})
    void aPointsBitsDoNotDependOnItsPlace(Role role) {
        RateCase rates = RateCase.measured();
        PoissonRates primitive = primitive(rates, role);
        double[][] points = points(rates);
        int size = primitive.shapes(shapes(rates, role, LANES)).get(0).size() / LANES;
        double[] all = new double[LANES * size];
        new PoissonRatesColumnsKernel(primitive, shapes(rates, role, LANES)).run(points, new double[][] {all});
        int few = 7;
        for (int from : new int[] {0, 100, 291}) {
            double[][] inputs = points.clone();
            for (int i : new int[] {0, PoissonRates.POINT}) {
                int width = points[i].length / LANES;
                inputs[i] = Arrays.copyOfRange(points[i], from * width, (from + few) * width);
            }
            double[] some = new double[few * size];
            new PoissonRatesColumnsKernel(primitive, shapes(rates, role, few)).run(inputs, new double[][] {some});
            assertArrayEquals(Arrays.copyOfRange(all, from * size, (from + few) * size), some);
        }
    }

    @Test
    void onlyPointsThatShareTemplatesAreServed() {
        RateCase rates = RateCase.measured();
        PoissonRates primitive = primitive(rates, Role.VALUE);
        assertFalse(PoissonRatesColumnsKernel.serves(primitive, PoissonRates.inputs(rates.structure(), Role.VALUE)));
        List<Shape> templates = shapes(rates, Role.VALUE, 8);
        templates.set(1, Shape.of(8).then(templates.get(1)));
        assertFalse(PoissonRatesColumnsKernel.serves(primitive, templates));
        List<Shape> oneDataSet = shapes(rates, Role.VALUE, 8);
        oneDataSet.set(PoissonRates.POINT, Shape.of(rates.counts().length));
        assertTrue(PoissonRatesColumnsKernel.serves(primitive, oneDataSet));
        assertFalse(PoissonRatesColumnsKernel.serves(primitive(rates, Role.RATES), oneDataSet.subList(0, 4)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"VALUE", "GRADIENT", "HESSIAN"})
    void nothingIsAllocated(Role role) {
        RateCase rates = RateCase.mixed(0.4, -1.6, 0.2);
        PoissonRates primitive = primitive(rates, role);
        List<Shape> shapes = shapes(rates, role, LANES);
        double[][] points = points(rates);
        double[][] out = {new double[primitive.shapes(shapes).get(0).size()]};
        PoissonRatesColumnsKernel kernel = new PoissonRatesColumnsKernel(primitive, shapes);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        kernel.run(points, out);
        long before = threads.getCurrentThreadAllocatedBytes();
        kernel.run(points, out);
        long after = threads.getCurrentThreadAllocatedBytes();
        assertTrue(after - before <= 256, (after - before) + " bytes");
    }
}
