package dev.limen.autodiff.nd4j;

import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import org.bytedeco.javacpp.BooleanPointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Moves elements of row-major arrays in the processor's memory, once each. */
final class Elements {
    /** Elements that are under way at a time, so that no copy of a whole tensor is made between. */
    private static final int CHUNK = 8192;

    private Elements() {}

    static Tensor read(INDArray array, Shape shape) {
        Pointer memory = array.data().addressPointer();
        int size = shape.size();
        return switch (array.dataType()) {
            case DOUBLE -> {
                double[] values = new double[size];
                new DoublePointer(memory).get(values, 0, size);
                yield Tensor.wrap(shape, values);
            }
            case FLOAT -> {
                float[] values = new float[size];
                new FloatPointer(memory).get(values, 0, size);
                yield Tensor.wrap(shape, values);
            }
            case INT -> {
                int[] values = new int[size];
                new IntPointer(memory).get(values, 0, size);
                yield Tensor.wrap(shape, values);
            }
            case BOOL -> {
                boolean[] values = new boolean[size];
                new BooleanPointer(memory).get(values, 0, size);
                yield Tensor.wrap(shape, values);
            }
            default -> throw new IllegalArgumentException("no tensor of type " + array.dataType());
        };
    }

    static void write(Tensor tensor, INDArray array) {
        Pointer memory = array.data().addressPointer();
        double[] chunk = new double[Math.min(CHUNK, tensor.size())];
        for (int from = 0; from < tensor.size(); from += CHUNK) {
            int count = Math.min(CHUNK, tensor.size() - from);
            tensor.copyTo(from, chunk, 0, count);
            write(chunk, count, array.dataType(), memory, from);
        }
    }

    private static void write(double[] chunk, int count, DataType type, Pointer memory, int from) {
        switch (type) {
            case DOUBLE -> new DoublePointer(memory).position(from).put(chunk, 0, count);
            case FLOAT -> {
                FloatPointer floats = new FloatPointer(memory);
                for (int i = 0; i < count; i++) {
                    floats.put((long) from + i, (float) chunk[i]);
                }
            }
            case INT -> {
                IntPointer ints = new IntPointer(memory);
                for (int i = 0; i < count; i++) {
                    ints.put((long) from + i, (int) chunk[i]);
                }
            }
            case BOOL -> {
                BooleanPointer flags = new BooleanPointer(memory);
                for (int i = 0; i < count; i++) {
                    flags.put((long) from + i, chunk[i] != 0);
                }
            }
            default -> throw new IllegalArgumentException("no tensor of type " + type);
        }
    }
}
