package dev.limen.autodiff.internal.plain;

import dev.limen.autodiff.Binary;
import dev.limen.autodiff.Compare;
import dev.limen.autodiff.Kernel;
import java.util.function.DoubleBinaryOperator;

/** Functions of two numbers, comparisons and selection over arrays. */
final class BinaryKernels {
    private BinaryKernels() {}

    static Kernel of(Binary.Op op, int size) {
        return switch (op) {
            case ADD -> (in, out) -> {
                double[] a = in[0];
                double[] b = in[1];
                double[] y = out[0];
                for (int i = 0; i < size; i++) {
                    y[i] = a[i] + b[i];
                }
            };
            case SUB -> (in, out) -> {
                double[] a = in[0];
                double[] b = in[1];
                double[] y = out[0];
                for (int i = 0; i < size; i++) {
                    y[i] = a[i] - b[i];
                }
            };
            case MUL, AND -> (in, out) -> {
                double[] a = in[0];
                double[] b = in[1];
                double[] y = out[0];
                for (int i = 0; i < size; i++) {
                    y[i] = a[i] * b[i];
                }
            };
            case DIV -> (in, out) -> {
                double[] a = in[0];
                double[] b = in[1];
                double[] y = out[0];
                for (int i = 0; i < size; i++) {
                    y[i] = a[i] / b[i];
                }
            };
            case MAX, OR -> (in, out) -> {
                double[] a = in[0];
                double[] b = in[1];
                double[] y = out[0];
                for (int i = 0; i < size; i++) {
                    y[i] = Math.max(a[i], b[i]);
                }
            };
            case MIN -> (in, out) -> {
                double[] a = in[0];
                double[] b = in[1];
                double[] y = out[0];
                for (int i = 0; i < size; i++) {
                    y[i] = Math.min(a[i], b[i]);
                }
            };
            case POW -> each(StrictMath::pow, size);
            case ATAN2 -> each(StrictMath::atan2, size);
        };
    }

    static Kernel of(Compare.Op op, int size) {
        return switch (op) {
            case LT -> (in, out) -> {
                double[] a = in[0];
                double[] b = in[1];
                double[] y = out[0];
                for (int i = 0; i < size; i++) {
                    y[i] = a[i] < b[i] ? 1 : 0;
                }
            };
            case LE -> (in, out) -> {
                double[] a = in[0];
                double[] b = in[1];
                double[] y = out[0];
                for (int i = 0; i < size; i++) {
                    y[i] = a[i] <= b[i] ? 1 : 0;
                }
            };
            case EQ -> (in, out) -> {
                double[] a = in[0];
                double[] b = in[1];
                double[] y = out[0];
                for (int i = 0; i < size; i++) {
                    y[i] = a[i] == b[i] ? 1 : 0;
                }
            };
        };
    }

    static Kernel select(int size) {
        return (in, out) -> {
            double[] condition = in[0];
            double[] a = in[1];
            double[] b = in[2];
            double[] y = out[0];
            for (int i = 0; i < size; i++) {
                y[i] = condition[i] != 0 ? a[i] : b[i];
            }
        };
    }

    private static Kernel each(DoubleBinaryOperator function, int size) {
        return (in, out) -> {
            double[] a = in[0];
            double[] b = in[1];
            double[] y = out[0];
            for (int i = 0; i < size; i++) {
                y[i] = function.applyAsDouble(a[i], b[i]);
            }
        };
    }
}
