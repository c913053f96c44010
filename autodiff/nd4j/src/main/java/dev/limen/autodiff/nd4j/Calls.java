package dev.limen.autodiff.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.ReduceOp;
import org.nd4j.linalg.api.ops.ScalarOp;
import org.nd4j.linalg.api.ops.TransformOp;
import org.nd4j.linalg.api.ops.impl.transforms.any.Assign;
import org.nd4j.linalg.factory.Nd4j;

/** Calls of ND4J, prepared once: they name the array for the result, so that ND4J makes none. */
final class Calls {
    private Calls() {}

    static ArrayOperation of(TransformOp op) {
        return () -> Nd4j.getExecutioner().exec(op);
    }

    static ArrayOperation of(ScalarOp op) {
        return () -> Nd4j.getExecutioner().exec(op);
    }

    static ArrayOperation of(ReduceOp op) {
        return () -> Nd4j.getExecutioner().exec(op);
    }

    /** Copies elements, with a change of type where the arrays' differ; either may be a view. */
    static ArrayOperation copy(INDArray from, INDArray to) {
        return of(new Assign(from, to));
    }

    /** An operation of ND4J's that is known by name. */
    static ArrayOperation named(String name, INDArray[] inputs, INDArray output, long... integers) {
        CustomOp op = DynamicCustomOp.builder(name).build();
        OpContext context = Nd4j.getExecutioner().buildContext();
        context.setInputArrays(inputs);
        context.setOutputArrays(output);
        context.setIArguments(integers);
        return () -> Nd4j.getExecutioner().exec(op, context);
    }
}
