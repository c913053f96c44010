package dev.limen.autodiff.nd4j;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A vector of ND4J's that a kernel owns, and the way into it and out of it. */
sealed interface FlatArray {

    INDArray array();

    /** Sets all elements to the first ones of {@code values}. */
    void load(double[] values);

    /** Sets the first elements of {@code values}. */
    void store(double[] values);

    /** A new one, its elements not set. */
    static FlatArray of(int size) {
        INDArray array = OffHeap.create(DataType.DOUBLE, size);
        return Nd4jDevice.isCpu()
                ? new OnHost(array, (DoublePointer) array.data().pointer(), size)
                : new OnDevice(array, size);
    }

    /** In the memory of the processor, which Java reaches. */
    record OnHost(INDArray array, DoublePointer memory, int size) implements FlatArray {
        @Override
        public void load(double[] values) {
            memory.put(values, 0, size);
        }

        @Override
        public void store(double[] values) {
            memory.get(values, 0, size);
        }
    }

    /** In the memory of a device: ND4J carries the numbers. */
    record OnDevice(INDArray array, int size) implements FlatArray {
        @Override
        public void load(double[] values) {
            array.data().setData(values.length == size ? values : Arrays.copyOf(values, size));
        }

        @Override
        public void store(double[] values) {
            System.arraycopy(array.data().asDouble(), 0, values, 0, size);
        }
    }
}
