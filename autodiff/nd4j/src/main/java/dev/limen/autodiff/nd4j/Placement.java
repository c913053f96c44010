package dev.limen.autodiff.nd4j;

import dev.limen.autodiff.Binary;
import dev.limen.autodiff.MatMul;
import dev.limen.autodiff.Primitive;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Unary;
import java.util.List;

/** Which applications are worth a call of ND4J. */
@FunctionalInterface
interface Placement {

    boolean isWorthACall(Primitive primitive, List<Shape> inputs, List<Shape> outputs);

    /** All, of any size: for tests. */
    static Placement everywhere() {
        return (primitive, inputs, outputs) -> true;
    }

    /**
     * Functions and matrix products, of enough elements. A call takes 3 to 5 microseconds, the copies of an element 0.4
     * to 0.6 ns, exp 6 to 10 ns, erfc 28 ns: at 4096 elements the call is a tenth of an exponential. Arithmetic and
     * rearrangement take plain Java less than the copies alone.
     *
     * @param smallest elements of the output
     */
    static Placement byCost(int smallest) {
        return (primitive, inputs, outputs) -> outputs.get(0).size() >= smallest && isCostly(primitive, inputs);
    }

    private static boolean isCostly(Primitive primitive, List<Shape> inputs) {
        if (primitive instanceof Unary unary) {
            return switch (unary.op()) {
                case EXP, LOG, SIGMOID, SIN, COS, SINH, COSH, NORMAL_CDF, LGAMMA -> true;
                case NEG, ABS, SIGN, SQRT, EXPM1, LOG1P, TANH, FLOOR, NOT, DETACH -> false;
                case LOG_NORMAL_CDF, NORMAL_HAZARD, NORMAL_QUANTILE -> false;
            };
        }
        if (primitive instanceof Binary binary) {
            return binary.op() == Binary.Op.POW || binary.op() == Binary.Op.ATAN2;
        }
        // Eight products and sums an element outweigh its copies.
        return primitive instanceof MatMul && inputs.get(0).dim(inputs.get(0).rank() - 1) >= 8;
    }
}
