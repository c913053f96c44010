package dev.limen.autodiff.nd4j;

import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.Shape;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies inputs out of Java's heap, runs an operation, copies outputs back; the arrays are made once and kept. */
final class ArrayKernel implements Kernel {
    private final FlatArray[] inputs;
    private final FlatArray[] outputs;
    private final ArrayOperation operation;

    ArrayKernel(Assembly assembly, List<Shape> inputs, List<Shape> outputs) {
        this.inputs = arrays(inputs);
        this.outputs = arrays(outputs);
        this.operation = assembly.on(views(this.inputs), views(this.outputs));
    }

    private static FlatArray[] arrays(List<Shape> shapes) {
        return shapes.stream().map(shape -> FlatArray.of(shape.size())).toArray(FlatArray[]::new);
    }

    private static INDArray[] views(FlatArray[] arrays) {
        INDArray[] views = new INDArray[arrays.length];
        for (int k = 0; k < views.length; k++) {
            views[k] = arrays[k].array();
        }
        return views;
    }

    @Override
    public void run(double[][] from, double[][] to) {
        for (int k = 0; k < inputs.length; k++) {
            inputs[k].load(from[k]);
        }
        operation.run();
        for (int k = 0; k < outputs.length; k++) {
            outputs[k].store(to[k]);
        }
    }
}
