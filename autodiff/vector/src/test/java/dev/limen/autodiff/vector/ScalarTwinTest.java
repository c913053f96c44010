package dev.limen.autodiff.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.limen.autodiff.DType;
import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Unary;
import dev.limen.autodiff.math.Exponential;
import dev.limen.autodiff.math.Logarithm;
import dev.limen.autodiff.math.Normal;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kernel returns the bits of its scalar twin, cold and compiled, for any length, and makes no objects. */
class ScalarTwinTest {

    private static final Map<Unary.Op, DoubleUnaryOperator> TWINS = Map.of(
            Unary.Op.EXP, Exponential::exp,
            Unary.Op.EXPM1, Exponential::expm1,
            Unary.Op.TANH, Exponential::tanh,
            Unary.Op.SIGMOID, Exponential::sigmoid,
            Unary.Op.LOG, Logarithm::log,
            Unary.Op.LOG1P, Logarithm::log1p,
            Unary.Op.NORMAL_CDF, Normal::cdf,
            Unary.Op.LOG_NORMAL_CDF, Normal::logCdf,
            Unary.Op.NORMAL_HAZARD, Normal::logCdfSlope);

    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        1,
        -1,
        0.5,
        -0.5,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        1e-310,
        -1e-310,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        709.78,
        709.79,
        -708.4,
        -745.13,
        -745.2,
        38.6,
        -38.6,
        -37.5,
        40,
        -40,
        20,
        -20,
        1e10,
        -1e10,
        1e200,
        -1e200,
        -0.9999999999999999,
        1 - 0x1p-53,
        1 + 0x1p-52
    };

    private static Kernel kernel(Unary.Op op, int size) {
        Shape shape = Shape.of(size);
        return new VectorBackend()
                .kernel(new Unary(op), List.of(shape), List.of(shape), DType.FLOAT64)
                .orElseThrow();
    }

    /** Arguments of every binade, small ones, and special ones. */
    private static double[] arguments(int count) {
        SplittableRandom random = new SplittableRandom(7);
        double[] x = new double[count];
        for (int i = 0; i < count; i++) {
            x[i] = switch (i % 4) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> 80 * random.nextDouble() - 40;
                case 2 -> 4 * random.nextDouble() - 2;
                default -> SPECIAL[i / 4 % SPECIAL.length];
            };
        }
        return x;
    }

    @ParameterizedTest
    @EnumSource(
            names = {"EXP", "EXPM1", "TANH", "SIGMOID", "LOG", "LOG1P", "NORMAL_CDF", "LOG_NORMAL_CDF", "NORMAL_HAZARD"
            })
    void bitsAreThoseOfTheScalarTwin(Unary.Op op) {
        for (int size : new int[] {0, 1, 3, 7, 8, 17, 2048, 2051}) {
            double[] x = arguments(size);
            double[] y = new double[size];
            Kernel kernel = kernel(op, size);
            for (int run = 0; run < 100; run++) {
                kernel.run(new double[][] {x}, new double[][] {y});
            }
            for (int i = 0; i < size; i++) {
                double expected = TWINS.get(op).applyAsDouble(x[i]);
                assertEquals(
                        Double.doubleToLongBits(expected),
                        Double.doubleToLongBits(y[i]),
                        op + " at " + x[i] + ": " + y[i] + " for " + expected);
            }
        }
    }

    /** Not a test of every build: how far the compiler inlines depends on the machine, its load and what ran before. */
    @Tag("conformance")
    @ParameterizedTest
    @EnumSource(
            names = {"EXP", "EXPM1", "TANH", "SIGMOID", "LOG", "LOG1P", "NORMAL_CDF", "LOG_NORMAL_CDF", "NORMAL_HAZARD"
            })
    void compiledKernelsMakeNoObjects(Unary.Op op) throws InterruptedException {
        double[][] x = {arguments(2048)};
        double[][] y = {new double[2048]};
        Kernel kernel = kernel(op, 2048);
        for (int run = 0; run < 5000; run++) {
            kernel.run(x, y);
        }
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        // A vector in a box is 64 bytes or more, and a call has 256 or more vectors of each kind.
        long few = 4096;
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 4000 && least >= few; attempt++) {
            long before = thread.getCurrentThreadAllocatedBytes();
            kernel.run(x, y);
            least = Math.min(least, thread.getCurrentThreadAllocatedBytes() - before);
            if (least >= few) {
                // On a machine with other work the compiler comes late.
                Thread.sleep(10);
            }
        }
        assertTrue(least < few, op + " allocates " + least + " bytes a call");
    }
}
