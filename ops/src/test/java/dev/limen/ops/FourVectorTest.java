package dev.limen.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.GradientCheck;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.apache.commons.math3.geometry.euclidean.threed.Vector3D;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FourVectorTest {
    private static final double[] PT = {40, 55, 12, 300, 0.7};
    private static final double[] ETA = {0.3, -1.9, 2.2, 0, 4.5};
    private static final double[] PHI = {0.1, 3.0, -2.8, Math.PI / 2, -1.2};
    private static final double[] MASS = {1.7, 0.1057, 4.2, 91.2, 0};

    private static FourVector vector() {
        return FourVector.ofPtEtaPhiM(Expr.constant(PT), Expr.constant(ETA), Expr.constant(PHI), Expr.constant(MASS));
    }

    /** Another one: the same numbers in another order. */
    private static FourVector second() {
        return FourVector.ofPtEtaPhi(
                Expr.constant(55, 12, 300, 0.7, 40),
                Expr.constant(-1.9, 2.2, 0, 1.5, 0.3),
                Expr.constant(3.0, -2.8, 1, -1.2, 0.1));
    }

    private static double[] values(Expr expr) {
        return Program.evaluate(expr).toDoubles();
    }

    /** Component i of each: px, py, pz, E. */
    private static double[][] components(FourVector v) {
        double[][] columns = {values(v.px()), values(v.py()), values(v.pz()), values(v.energy())};
        double[][] rows = new double[columns[0].length][4];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < 4; k++) {
                rows[i][k] = columns[k][i];
            }
        }
        return rows;
    }

    private static Vector3D momentum(double[] row) {
        return new Vector3D(row[0], row[1], row[2]);
    }

    @Test
    void coordinatesComeBack() {
        assertArrayEquals(PT, values(vector().pt()), 1e-13);
        assertArrayEquals(ETA, values(vector().eta()), 1e-14);
        assertArrayEquals(PHI, values(vector().phi()), 1e-15);
        double[] mass = values(vector().mass());
        double[][] rows = components(vector());
        for (int i = 0; i < mass.length; i++) {
            // Of E^2 - p^2 a few roundings of E^2 are left: 1e-15 E^2 / 2m in m; the massless one is exactly so.
            assertEquals(MASS[i], mass[i], MASS[i] == 0 ? 0 : 1e-15 * rows[i][3] * rows[i][3] / MASS[i]);
        }
    }

    @Test
    void quantitiesAreThoseOfOtherFormulas() {
        double[][] a = components(vector());
        double[][] b = components(second());
        double[] momentum = values(vector().momentum());
        double[] rapidity = values(vector().rapidity());
        double[] transverse = values(vector().transverseMass());
        double[] pair = values(vector().plus(second()).mass());
        double[] pairTransverse = values(vector().transverseMass(second()));
        double[] deltaPhi = values(vector().deltaPhi(second()));
        double[] deltaR = values(vector().deltaR(second()));
        for (int i = 0; i < a.length; i++) {
            Vector3D p = momentum(a[i]);
            Vector3D q = momentum(b[i]);
            assertEquals(p.getNorm(), momentum[i], 1e-13 * p.getNorm());
            // getDelta is the angle from the transverse plane: eta = asinh(tan(delta)) = atanh(sin(delta)).
            assertEquals(Math.log(Math.tan(Math.PI / 4 + p.getDelta() / 2)), values(vector().eta())[i], 1e-12);
            double e = a[i][3];
            assertEquals(0.5 * Math.log((e + p.getZ()) / (e - p.getZ())), rapidity[i], 1e-11);
            assertEquals(Math.hypot(MASS[i], PT[i]), transverse[i], 1e-11 * e);
            double both = e + b[i][3];
            assertEquals(Math.sqrt(both * both - p.add(q).getNormSq()), pair[i], 1e-11 * both);
            double angle = Vector3D.angle(new Vector3D(a[i][0], a[i][1], 0), new Vector3D(b[i][0], b[i][1], 0));
            double cross = a[i][0] * b[i][1] - a[i][1] * b[i][0];
            assertEquals(-Math.signum(cross) * angle, deltaPhi[i], 1e-14);
            double deltaEta = ETA[i] - values(second().eta())[i];
            assertEquals(Math.hypot(deltaEta, angle), deltaR[i], 1e-13);
            double transverseMass2 = 2 * PT[i] * values(second().pt())[i] * (1 - Math.cos(angle));
            assertEquals(Math.sqrt(transverseMass2), pairTransverse[i], 1e-12 * Math.sqrt(transverseMass2));
        }
    }

    @Test
    void theyAgreeWithTheObservablesOfMasslessMomenta() {
        FourVector massless = FourVector.ofPtEtaPhi(Expr.constant(PT), Expr.constant(ETA), Expr.constant(PHI));
        Expr[] other = {second().pt(), second().eta(), second().phi()};
        Expr[] own = {Expr.constant(PT), Expr.constant(ETA), Expr.constant(PHI)};
        assertArrayEquals(
                values(Kinematics.invariantMass(own[0], own[1], own[2], other[0], other[1], other[2])),
                values(massless.plus(second()).mass()),
                1e-10);
        assertArrayEquals(
                values(Kinematics.transverseMass(own[0], own[2], other[0], other[2])),
                values(massless.transverseMass(second())),
                1e-12);
        assertArrayEquals(
                values(Kinematics.deltaR(own[1], own[2], other[1], other[2])),
                values(massless.deltaR(second())),
                1e-13);
        assertArrayEquals(new double[PT.length], values(massless.mass()));
    }

    /** The boost matrix for velocity beta, as in J. D. Jackson, Classical Electrodynamics, equation (11.98). */
    private static RealMatrix boost(Vector3D beta) {
        double gamma = 1 / Math.sqrt(1 - beta.getNormSq());
        double[] b = beta.toArray();
        RealMatrix boost = MatrixUtils.createRealIdentityMatrix(4);
        boost.setEntry(3, 3, gamma);
        for (int i = 0; i < 3; i++) {
            boost.setEntry(3, i, -gamma * b[i]);
            boost.setEntry(i, 3, -gamma * b[i]);
            for (int j = 0; j < 3; j++) {
                boost.addToEntry(i, j, (gamma - 1) * b[i] * b[j] / beta.getNormSq());
            }
        }
        return boost;
    }

    @Test
    void boostsAreThoseOfTheMatrix() {
        FourVector frame = vector().plus(second());
        double[][] expected = components(second());
        double[][] frames = components(frame);
        double[][] boosted = components(second().inRestFrameOf(frame));
        double[][] alongZ = components(second().boostedAlongZ(Expr.constant(0.8)));
        for (int i = 0; i < expected.length; i++) {
            Vector3D beta = momentum(frames[i]).scalarMultiply(1 / frames[i][3]);
            double gamma = 1 / Math.sqrt(1 - beta.getNormSq());
            double scale = 1e-14 * gamma * gamma * expected[i][3];
            assertArrayEquals(boost(beta).operate(expected[i]), boosted[i], scale);
            Vector3D backward = new Vector3D(0, 0, -Math.tanh(0.8));
            assertArrayEquals(boost(backward).operate(expected[i]), alongZ[i], 1e-14 * expected[i][3]);
        }
    }

    @Property(tries = 50)
    void boostsKeepMassesAndProducts(
            @ForAll @DoubleRange(min = 1, max = 100) double pt,
            @ForAll @DoubleRange(min = -2, max = 2) double eta,
            @ForAll @DoubleRange(min = -2, max = 2) double y) {
        FourVector a =
                FourVector.ofPtEtaPhiM(Expr.constant(pt), Expr.constant(eta), Expr.constant(1), Expr.constant(20));
        FourVector b =
                FourVector.ofPtEtaPhiM(Expr.constant(30), Expr.constant(0.5), Expr.constant(-2), Expr.constant(5));
        FourVector sum = FourVector.sum(List.of(a, b));
        double before = values(sum.mass())[0];
        FourVector inRest = a.inRestFrameOf(sum).plus(b.inRestFrameOf(sum));
        assertEquals(before, values(inRest.energy())[0], 1e-12 * before);
        assertEquals(0, values(inRest.momentum())[0], 1e-12 * values(sum.energy())[0]);
        FourVector moved = a.boostedAlongZ(Expr.constant(y));
        assertEquals(20, values(moved.mass())[0], 1e-10);
        assertEquals(values(a.rapidity())[0] + y, values(moved.rapidity())[0], 1e-11);
        assertEquals(pt, values(moved.pt())[0], 1e-12);
    }

    @Test
    void smallAnglesKeepTheirDigits() {
        FourVector a = FourVector.ofPtEtaPhi(Expr.constant(50), Expr.constant(0), Expr.constant(1e-9));
        FourVector b = FourVector.ofPtEtaPhi(Expr.constant(50), Expr.constant(1e-9), Expr.constant(0));
        assertEquals(50e-9, values(a.transverseMass(b))[0], 1e-22);
        assertEquals(Math.sqrt(2) * 1e-9, values(a.deltaR(b))[0], 1e-23);
        assertEquals(1e-9, values(b.eta())[0], 1e-24);
    }

    /** Everything there is, as one number an event. */
    private static Expr everything(FourVector v, FourVector w) {
        FourVector boosted = v.inRestFrameOf(w);
        FourVector moved = v.boostedAlongZ(Expr.constant(0.3));
        return Stream.of(
                        v.pt(),
                        v.momentum().mul(0.3),
                        v.eta().mul(7),
                        v.phi().mul(5),
                        v.rapidity().mul(3),
                        v.mass(),
                        v.transverseMass(),
                        v.transverseMass(w).mul(0.7),
                        v.deltaPhi(w).mul(11),
                        v.deltaR(w).mul(13),
                        v.plus(w).mass().mul(0.9),
                        boosted.px().mul(0.2),
                        boosted.py().mul(0.4),
                        boosted.pz().mul(0.6),
                        boosted.energy().mul(0.1),
                        moved.pz().mul(0.3),
                        moved.energy().mul(0.5))
                .reduce(Expr::add)
                .orElseThrow();
    }

    @Test
    void derivativesAgreeWithDifferences() {
        double[][] point = {
            {40, 55, 12, 300}, {0.3, -1.9, 1.2, 0.7}, {0.3, 2.0, -2.5, 1.5}, {10.7, 5, 4.2, 91.2},
            {30, 21, 45, 30}, {1.3, 0.9, -0.4, 0.2}, {2.3, -0.5, 0.8, 0.1}, {15, 20, 30, 8}
        };
        List<Expr> variables = new ArrayList<>();
        Map<Expr, Tensor> at = new LinkedHashMap<>();
        for (int k = 0; k < point.length; k++) {
            variables.add(Expr.variable("v" + k, Shape.of(4)));
            at.put(variables.get(k), Tensor.of(point[k]));
        }
        FourVector v = FourVector.ofPtEtaPhiM(variables.get(0), variables.get(1), variables.get(2), variables.get(3));
        FourVector w = FourVector.ofPtEtaPhiM(variables.get(4), variables.get(5), variables.get(6), variables.get(7));
        Expr value = everything(v, w).sum();
        GradientCheck check = GradientCheck.of(value, variables, at);
        assertEquals(32, check.entries().size());
        check.require(1e-7, 1e-8);
    }

    @Test
    void thePseudorapidityIsSmoothAtTheTransversePlane() {
        Expr pz = Expr.variable("pz", Shape.scalar());
        FourVector v = new FourVector(Expr.constant(3), Expr.constant(4), pz, Expr.constant(100));
        Expr slope = Derivatives.gradient(v.eta(), pz);
        Map<Expr, Tensor> plane = Map.of(pz, Tensor.scalar(0));
        assertEquals(0.2, Program.evaluate(slope, plane).item());
        assertEquals(0, Program.evaluate(Derivatives.gradient(slope, pz), plane).item());
    }

    static Stream<Arguments> singularPoints() {
        double pi = Math.PI;
        return Stream.of(
                Arguments.of("no momentum, no energy", new double[] {0, 0, 0, 0}, new double[] {0, 0, 0, 0}),
                Arguments.of("at rest beside nothing", new double[] {0, 0, 0, 5}, new double[] {0, 0, 0, 0}),
                Arguments.of("along the beam", new double[] {0, 0, 20, 20}, new double[] {3, 4, 12, 13}),
                Arguments.of("along the beam, opposite", new double[] {0, 0, 20, 20}, new double[] {0, 0, -20, 20}),
                Arguments.of("nearly along the beam", new double[] {1e-200, 0, 20, 20}, new double[] {0, 1e-40, 9, 9}),
                Arguments.of("collinear, massless", new double[] {3, 4, 12, 13}, new double[] {6, 8, 24, 26}),
                Arguments.of("the same", new double[] {3, 4, 12, 20}, new double[] {3, 4, 12, 20}),
                Arguments.of("back to back", new double[] {3, 4, 12, 13}, new double[] {-3, -4, -12, 13}),
                Arguments.of("azimuths of pi and 0", new double[] {-5, 0, 1, 9}, new double[] {5, 0, 1, 9}),
                Arguments.of("azimuths of pi and -pi", new double[] {-5, 0, 1, 9}, new double[] {-5, -0.0, 2, 9}),
                Arguments.of("energy below the momentum", new double[] {3, 4, 12, 5}, new double[] {1, 1, 1, 0}),
                Arguments.of("energies of both signs", new double[] {3, 4, 0, 9}, new double[] {-3, -4, 0, -9}),
                Arguments.of(
                        "a seam of azimuth",
                        new double[] {5 * Math.cos(pi), 5 * Math.sin(pi), 0, 6},
                        new double[] {5 * Math.cos(-pi), 5 * Math.sin(-pi), 0, 6}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("singularPoints")
    void valuesAndDerivativesAreFiniteAtSingularPoints(String name, double[] first, double[] second) {
        Expr a = Expr.variable("a", Shape.of(4));
        Expr b = Expr.variable("b", Shape.of(4));
        Map<Expr, Tensor> point = Map.of(a, Tensor.of(first), b, Tensor.of(second));
        Function<Expr, FourVector> of = e -> new FourVector(e.get(0), e.get(1), e.get(2), e.get(3));
        Expr value = everything(of.apply(a), of.apply(b)).add(everything(of.apply(b), of.apply(a)));
        assertTrue(Double.isFinite(Program.evaluate(value, point).item()));
        for (Expr gradient : Derivatives.gradient(value, List.of(a, b))) {
            for (double slope : Program.evaluate(gradient, point).toDoubles()) {
                assertTrue(Double.isFinite(slope), () -> name + ": " + Program.evaluate(gradient, point));
            }
        }
    }

    @Test
    void derivativesAreFiniteWhereCoordinatesAreSingular() {
        List<Expr> by = Stream.of("pt", "eta", "phi", "m")
                .map(name -> Expr.variable(name, Shape.scalar()))
                .toList();
        FourVector v = FourVector.ofPtEtaPhiM(by.get(0), by.get(1), by.get(2), by.get(3));
        FourVector w = FourVector.ofPtEtaPhi(Expr.constant(30), Expr.constant(0.5), Expr.constant(Math.PI));
        Expr value = everything(v, w).add(everything(w, v));
        for (double[] at : new double[][] {{0, 0, 0, 0}, {0, 1, 2, 5}, {30, 0.5, -Math.PI, 0}, {60, 0.5, Math.PI, 0}}) {
            Map<Expr, Tensor> point = Map.of(
                    by.get(0), Tensor.scalar(at[0]),
                    by.get(1), Tensor.scalar(at[1]),
                    by.get(2), Tensor.scalar(at[2]),
                    by.get(3), Tensor.scalar(at[3]));
            assertTrue(Double.isFinite(Program.evaluate(value, point).item()));
            for (Expr gradient : Derivatives.gradient(value, by)) {
                assertTrue(Double.isFinite(Program.evaluate(gradient, point).item()));
            }
        }
    }

    @Test
    void conventionsAtSingularPoints() {
        FourVector beam = new FourVector(
                Expr.constant(0, 0, 0), Expr.constant(0, 0, 0), Expr.constant(9, -9, 0), Expr.constant(9, 9, 3));
        double largest = FourVector.LARGEST_RAPIDITY;
        assertArrayEquals(new double[] {largest, -largest, 0}, values(beam.eta()));
        assertArrayEquals(new double[] {largest, -largest, 0}, values(beam.rapidity()));
        assertArrayEquals(new double[] {0, 0, 0}, values(beam.phi()));
        assertArrayEquals(new double[] {0, 0, 3}, values(beam.mass()));
        FourVector left = vector().inRestFrameOf(new FourVector(
                Expr.constant(3, 3, 3, 3, 3),
                Expr.constant(4, 4, 4, 4, 4),
                Expr.zeros(Shape.of(5)),
                Expr.constant(5, 5, 5, 5, 5)));
        assertArrayEquals(components(vector())[1], components(left)[1]);
        // Just inside either end of the range the difference is small, not two pi.
        FourVector above = FourVector.ofPtEtaPhi(Expr.constant(5), Expr.constant(0), Expr.constant(3.1));
        FourVector below = FourVector.ofPtEtaPhi(Expr.constant(5), Expr.constant(0), Expr.constant(-3.1));
        assertEquals(6.2 - 2 * Math.PI, values(above.deltaPhi(below))[0], 1e-15);
    }

    @Test
    void anEventAxisGivesWhatAFixedLengthGives() {
        EventAxis.assertBlockedIsWhole(
                in -> {
                    FourVector v = FourVector.ofPtEtaPhiM(in.get(0), in.get(1), in.get(2), Expr.onesLike(in.get(0)));
                    FourVector w = FourVector.ofPtEtaPhi(in.get(0).mul(2), in.get(2), in.get(1));
                    return List.of(everything(v, w).sum());
                },
                List.of(EventAxis.column(20, 0.37, 30), EventAxis.column(2, 0.71, 0.1), EventAxis.column(3, 1.1, 0)),
                List.of());
    }

    @Test
    void wrongInputIsRefused() {
        Expr one = Expr.constant(1);
        assertMessage(
                "four-vector: components of shapes [], [], [2], []; expected equal ones",
                () -> new FourVector(one, one, Expr.constant(1, 2), one));
        assertMessage("four-vector: a sum of none; expected one at least", () -> FourVector.sum(List.of()));
    }

    private static void assertMessage(String message, Runnable wrong) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, wrong::run).getMessage());
    }
}
