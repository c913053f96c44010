package dev.limen.autodiff.nd4j;

import dev.limen.autodiff.Binary;
import dev.limen.autodiff.Compare;
import dev.limen.autodiff.DType;
import dev.limen.autodiff.Unary;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMultiplication;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarReverseSubtraction;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.api.ops.impl.transforms.same.Abs;
import org.nd4j.linalg.api.ops.impl.transforms.same.Floor;
import org.nd4j.linalg.api.ops.impl.transforms.same.Negative;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Cos;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Cosh;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erfc;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sin;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sinh;

/**
 * ND4J's functions of one or two numbers.
 *
 * <p>Left out are those that are not what the primitive promises (1.0.0-M2.1): expm1, log1p and tanh, made of exp and
 * log, keep no digit of a small argument; sign, max and min lose NaN; digamma is good to 1e-11; log Phi and the
 * quantile are not there.
 */
final class ElementCalls {
    private ElementCalls() {}

    static Optional<Assembly> unary(Unary.Op op) {
        return switch (op) {
            case NEG -> Optional.of((in, out) -> Calls.of(new Negative(in[0], out[0])));
            case ABS -> Optional.of((in, out) -> Calls.of(new Abs(in[0], out[0])));
            case SQRT -> Optional.of((in, out) -> Calls.of(new Sqrt(in[0], out[0])));
            case EXP -> Optional.of((in, out) -> Calls.of(new Exp(in[0], out[0])));
            case LOG -> Optional.of((in, out) -> Calls.of(new Log(in[0], out[0])));
            case SIGMOID -> Optional.of((in, out) -> Calls.of(new Sigmoid(in[0], out[0])));
            case SIN -> Optional.of((in, out) -> Calls.of(new Sin(in[0], out[0])));
            case COS -> Optional.of((in, out) -> Calls.of(new Cos(in[0], out[0])));
            case SINH -> Optional.of((in, out) -> Calls.of(new Sinh(in[0], out[0])));
            case COSH -> Optional.of((in, out) -> Calls.of(new Cosh(in[0], out[0])));
            case FLOOR -> Optional.of((in, out) -> Calls.of(new Floor(in[0], out[0])));
            case NOT -> Optional.of((in, out) -> Calls.of(new ScalarReverseSubtraction(in[0], null, out[0], 1.0)));
            case LGAMMA -> Optional.of((in, out) -> Calls.named("lgamma", in, out[0]));
            case NORMAL_CDF -> Optional.of((in, out) -> normalCdf(in[0], out[0]));
            case SIGN, EXPM1, LOG1P, TANH, LOG_NORMAL_CDF, NORMAL_HAZARD, NORMAL_QUANTILE, DETACH -> Optional.empty();
        };
    }

    /** {@code Phi(x) = erfc(-x / sqrt 2) / 2}, whose lower tail keeps its digits. */
    private static ArrayOperation normalCdf(INDArray x, INDArray y) {
        return Calls.of(new ScalarMultiplication(x, null, y, -Math.sqrt(0.5)))
                .then(Calls.of(new Erfc(y, y)))
                .then(Calls.of(new ScalarMultiplication(y, null, y, 0.5)));
    }

    static Optional<Assembly> binary(Binary.Op op) {
        return switch (op) {
            case ADD -> named("add");
            case SUB -> named("subtract");
            case MUL, AND -> named("multiply");
            case DIV -> named("divide");
            case POW -> named("Pow");
            case ATAN2 -> named("tf_atan2");
            // Of numbers 0 and 1, which are never NaN.
            case OR -> named("maximum");
            case MAX, MIN -> Optional.empty();
        };
    }

    private static Optional<Assembly> named(String name) {
        return Optional.of((in, out) -> Calls.named(name, in, out[0]));
    }

    static Assembly compare(Compare.Op op) {
        String name =
                switch (op) {
                    case LT -> "less";
                    case LE -> "less_equal";
                    case EQ -> "equals";
                };
        return (in, out) -> {
            INDArray flags = OffHeap.create(DataType.BOOL, (int) out[0].length());
            return Calls.named(name, in, flags).then(Calls.copy(flags, out[0]));
        };
    }

    static Assembly select() {
        return (in, out) -> {
            INDArray flags = OffHeap.create(DataType.BOOL, (int) out[0].length());
            return Calls.copy(in[0], flags).then(Calls.named("Where", new INDArray[] {flags, in[1], in[2]}, out[0]));
        };
    }

    /** To FLOAT32 and BOOL; numbers without a whole part that an INT32 holds are cast by Java's rules alone. */
    static Optional<Assembly> cast(DType target) {
        return switch (target) {
            case FLOAT32 -> Optional.of((in, out) -> through(DataType.FLOAT, in[0], out[0]));
            case BOOL -> Optional.of((in, out) -> through(DataType.BOOL, in[0], out[0]));
            case FLOAT64, INT32 -> Optional.empty();
        };
    }

    private static ArrayOperation through(DataType type, INDArray from, INDArray to) {
        INDArray between = OffHeap.create(type, (int) from.length());
        return Calls.copy(from, between).then(Calls.copy(between, to));
    }
}
