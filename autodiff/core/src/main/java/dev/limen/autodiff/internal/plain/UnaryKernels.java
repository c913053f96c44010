package dev.limen.autodiff.internal.plain;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.Unary;
import dev.limen.autodiff.math.Exponential;
import dev.limen.autodiff.math.GammaFunction;
import dev.limen.autodiff.math.Logarithm;
import dev.limen.autodiff.math.Normal;
import java.util.function.DoubleUnaryOperator;

/**
 * Functions of one number over arrays.
 *
 * <p>Cheap operations have loops of their own, which the compiler turns into vector instructions; costly ones share a
 * loop through a function object. None is {@code Math}'s where its bits may change when a method is compiled.
 */
final class UnaryKernels {
    private UnaryKernels() {}

    static Kernel of(Unary.Op op, int size) {
        return switch (op) {
            case NEG -> (in, out) -> {
                double[] x = in[0];
                double[] y = out[0];
                for (int i = 0; i < size; i++) {
                    y[i] = -x[i];
                }
            };
            case ABS -> (in, out) -> {
                double[] x = in[0];
                double[] y = out[0];
                for (int i = 0; i < size; i++) {
                    y[i] = Math.abs(x[i]);
                }
            };
            case SQRT -> (in, out) -> {
                double[] x = in[0];
                double[] y = out[0];
                for (int i = 0; i < size; i++) {
                    y[i] = Math.sqrt(x[i]);
                }
            };
            case EXP -> (in, out) -> {
                double[] x = in[0];
                double[] y = out[0];
                for (int i = 0; i < size; i++) {
                    y[i] = Exponential.exp(x[i]);
                }
            };
            case LOG -> (in, out) -> {
                double[] x = in[0];
                double[] y = out[0];
                for (int i = 0; i < size; i++) {
                    y[i] = Logarithm.log(x[i]);
                }
            };
            case NOT -> (in, out) -> {
                double[] x = in[0];
                double[] y = out[0];
                for (int i = 0; i < size; i++) {
                    y[i] = 1 - x[i];
                }
            };
            case DETACH -> copy(size);
            case SIGN -> each(Math::signum, size);
            case EXPM1 -> each(Exponential::expm1, size);
            case LOG1P -> each(Logarithm::log1p, size);
            case TANH -> each(Exponential::tanh, size);
            case SIGMOID -> each(Exponential::sigmoid, size);
            case SIN -> each(StrictMath::sin, size);
            case COS -> each(StrictMath::cos, size);
            case SINH -> each(StrictMath::sinh, size);
            case COSH -> each(StrictMath::cosh, size);
            case NORMAL_CDF -> each(Normal::cdf, size);
            case LOG_NORMAL_CDF -> each(Normal::logCdf, size);
            case NORMAL_HAZARD -> each(Normal::logCdfSlope, size);
            case NORMAL_QUANTILE -> each(Normal::quantile, size);
            case LGAMMA -> each(GammaFunction::logGamma, size);
            case FLOOR -> each(Math::floor, size);
        };
    }

    static Kernel cast(DType target, int size) {
        return switch (target) {
            case FLOAT64 -> copy(size);
            case FLOAT32 -> each(x -> (float) x, size);
            case INT32 -> each(x -> (int) x, size);
            case BOOL -> each(x -> x != 0 ? 1 : 0, size);
        };
    }

    private static Kernel copy(int size) {
        return (in, out) -> System.arraycopy(in[0], 0, out[0], 0, size);
    }

    private static Kernel each(DoubleUnaryOperator function, int size) {
        return (in, out) -> {
            double[] x = in[0];
            double[] y = out[0];
            for (int i = 0; i < size; i++) {
                y[i] = function.applyAsDouble(x[i]);
            }
        };
    }
}
