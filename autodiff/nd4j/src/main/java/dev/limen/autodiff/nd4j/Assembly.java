package dev.limen.autodiff.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/** How a primitive is computed once its arrays are there: flat ones, row-major, all of type DOUBLE. */
@FunctionalInterface
interface Assembly {
    ArrayOperation on(INDArray[] inputs, INDArray[] outputs);
}
