package dev.limen.autodiff.vector;

import dev.limen.autodiff.Backend;
import dev.limen.autodiff.DType;
import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.Primitive;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Unary;
import dev.limen.autodiff.fused.DenseStack;
import java.util.List;
import java.util.Optional;

/**
 * Kernels on the Vector API for the functions that the compiler does not turn into vector instructions by itself; everything else stays with
 * plain Java.
 *
 * <p>Its results have the bits of plain Java's. It runs where the virtual machine was started with {@code --add-modules jdk.incubator.vector}; where it
 * was not, one log line a process says so.
 */
public final class VectorBackend implements Backend {

    private static final String MODULE = "jdk.incubator.vector";

    /** Logs when it is initialised, so once. */
    private static final class Notice {
        static final boolean AVAILABLE = available();

        private static boolean available() {
            boolean available = ModuleLayer.boot().findModule(MODULE).isPresent();
            if (!available) {
                System.getLogger(VectorBackend.class.getName()).log(System.Logger.Level.INFO, missing());
            }
            return available;
        }
    }

    private static String missing() {
        return "The module " + MODULE
                + " is not enabled: plain Java computes, with the same results, but exp, log, tanh and Phi take several times as long."
                + " Start java with --add-modules " + MODULE
                + ", or put that into the environment variable JDK_JAVA_OPTIONS.";
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public boolean isAvailable() {
        return Notice.AVAILABLE;
    }

    @Override
    public String unavailable() {
        return Notice.AVAILABLE ? "" : missing();
    }

    @Override
    public int priority() {
        return 10;
    }

    @Override
    public Optional<Kernel> kernel(Primitive primitive, List<Shape> inputs, List<Shape> outputs, DType dtype) {
        if (primitive instanceof DenseStack stack) {
            return stack.dtype() == DType.FLOAT64
                    ? Optional.of(stack.kernel(inputs, new DenseDoubles()))
                    : Optional.of(stack.kernel(inputs, new DenseFloats()));
        }
        return primitive instanceof Unary unary
                ? unary(unary.op(), outputs.get(0).size())
                : Optional.empty();
    }

    private static Optional<Kernel> unary(Unary.Op op, int size) {
        return switch (op) {
            case EXP -> Optional.of((in, out) -> ExponentialVectors.exp(in[0], out[0], size));
            case EXPM1 -> Optional.of((in, out) -> ExponentialVectors.expm1(in[0], out[0], size));
            case TANH -> Optional.of((in, out) -> ExponentialVectors.tanh(in[0], 0, out[0], 0, size));
            case SIGMOID -> Optional.of((in, out) -> ExponentialVectors.sigmoid(in[0], 0, out[0], 0, size));
            case LOG -> Optional.of((in, out) -> LogarithmVectors.log(in[0], out[0], size));
            case LOG1P -> Optional.of((in, out) -> LogarithmVectors.log1p(in[0], out[0], size));
            case NORMAL_CDF -> Optional.of((in, out) -> NormalVectors.cdf(in[0], out[0], size));
            case LOG_NORMAL_CDF -> Optional.of((in, out) -> NormalVectors.logCdf(in[0], out[0], size));
            case NORMAL_HAZARD -> Optional.of((in, out) -> NormalVectors.logCdfSlope(in[0], out[0], size));
            case NEG, ABS, SIGN, SQRT, SIN, COS, SINH, COSH, NORMAL_QUANTILE, LGAMMA, FLOOR, NOT, DETACH ->
                Optional.empty();
        };
    }
}
