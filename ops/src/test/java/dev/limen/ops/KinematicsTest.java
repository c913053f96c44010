package dev.limen.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.GradientCheck;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class KinematicsTest {
    private static final double[] PT1 = {40, 55, 12};
    private static final double[] ETA1 = {0.3, -1.9, 2.2};
    private static final double[] PHI1 = {0.1, 3.0, -2.8};
    private static final double[] PT2 = {30, 80, 25};
    private static final double[] ETA2 = {-0.8, -1.5, 0.4};
    private static final double[] PHI2 = {2.0, -3.0, 1.1};

    private static Expr constant(double... values) {
        return Expr.constant(Tensor.of(values));
    }

    private static double[] values(Expr expr) {
        return Program.evaluate(expr).toDoubles();
    }

    @Property
    void deltaPhiIsTheDifferenceLessWholeTurns(
            @ForAll @DoubleRange(min = -20, max = 20) double first,
            @ForAll @DoubleRange(min = -20, max = 20) double second) {
        double difference = values(Kinematics.deltaPhi(constant(first), constant(second)))[0];
        assertTrue(difference >= -Math.PI - 1e-14 && difference < Math.PI + 1e-14);
        assertEquals(Math.cos(first - second), Math.cos(difference), 1e-13);
        assertEquals(Math.sin(first - second), Math.sin(difference), 1e-13);
    }

    @Test
    void deltaRCrossesTheSeam() {
        double[] r = values(Kinematics.deltaR(constant(0.5), constant(3.1), constant(0.1), constant(-3.1)));
        assertEquals(Math.hypot(0.4, 2 * Math.PI - 6.2), r[0], 1e-14);
    }

    @Test
    void massesAreThoseOfFourVectors() {
        double[] mass = values(Kinematics.invariantMass(
                constant(PT1), constant(ETA1), constant(PHI1), constant(PT2), constant(ETA2), constant(PHI2)));
        double[] transverse =
                values(Kinematics.transverseMass(constant(PT1), constant(PHI1), constant(PT2), constant(PHI2)));
        for (int i = 0; i < PT1.length; i++) {
            double energy = PT1[i] * Math.cosh(ETA1[i]) + PT2[i] * Math.cosh(ETA2[i]);
            double x = PT1[i] * Math.cos(PHI1[i]) + PT2[i] * Math.cos(PHI2[i]);
            double y = PT1[i] * Math.sin(PHI1[i]) + PT2[i] * Math.sin(PHI2[i]);
            double z = PT1[i] * Math.sinh(ETA1[i]) + PT2[i] * Math.sinh(ETA2[i]);
            // The difference of squares of energies near 200 loses three digits.
            assertEquals(Math.sqrt(energy * energy - x * x - y * y - z * z), mass[i], 1e-12 * energy);
            double sum = PT1[i] + PT2[i];
            assertEquals(Math.sqrt(sum * sum - x * x - y * y), transverse[i], 1e-12 * sum);
        }
    }

    @Test
    void smallAnglesKeepTheirDigits() {
        double[] transverse =
                values(Kinematics.transverseMass(constant(50), constant(1e-9), constant(50), constant(0)));
        // sqrt(2 * 50 * 50 * (1 - cos a)) = 50 a, where 1 - cos a itself would be 0 in 64 bits.
        assertEquals(50e-9, transverse[0], 1e-22);
    }

    @Test
    void derivativesAgreeWithDifferences() {
        List<String> names = List.of("pt1", "eta1", "phi1", "pt2", "eta2", "phi2");
        List<double[]> columns = List.of(PT1, ETA1, PHI1, PT2, ETA2, PHI2);
        Map<Expr, Tensor> point = new HashMap<>();
        Expr[] v = new Expr[names.size()];
        for (int i = 0; i < v.length; i++) {
            v[i] = Expr.variable(names.get(i), Shape.of(PT1.length));
            point.put(v[i], Tensor.of(columns.get(i)));
        }
        Expr value = Kinematics.invariantMass(v[0], v[1], v[2], v[3], v[4], v[5])
                .add(Kinematics.transverseMass(v[0], v[2], v[3], v[5]).mul(2))
                .add(Kinematics.deltaR(v[1], v[2], v[4], v[5]).mul(30))
                .sum();
        GradientCheck check = GradientCheck.of(value, Arrays.asList(v), point);
        assertEquals(18, check.entries().size());
        assertTrue(check.worst().error() < 1e-8 * check.scale(), check.worst()::toString);
    }

    @Test
    void derivativesAreFiniteWhereMassesAreZero() {
        Expr pt = Expr.variable("pt", Shape.of(1));
        Expr eta = Expr.variable("eta", Shape.of(1));
        Expr phi = Expr.variable("phi", Shape.of(1));
        Expr value = Kinematics.invariantMass(pt, eta, phi, constant(30), constant(0.5), constant(1))
                .add(Kinematics.transverseMass(pt, phi, constant(30), constant(1)))
                .add(Kinematics.deltaR(eta, phi, constant(0.5), constant(1)))
                .sum();
        List<Expr> by = List.of(pt, eta, phi);
        // Collinear, then without momentum: every mass and distance, or mass, is 0 there.
        for (double momentum : new double[] {20, 0}) {
            Map<Expr, Tensor> point = Map.of(pt, Tensor.of(momentum), eta, Tensor.of(0.5), phi, Tensor.of(1.0));
            assertEquals(0, Program.evaluate(value, point).item());
            for (Expr gradient : Derivatives.gradient(value, by)) {
                assertArrayEquals(
                        new double[] {0}, Program.evaluate(gradient, point).toDoubles());
            }
        }
    }
}
