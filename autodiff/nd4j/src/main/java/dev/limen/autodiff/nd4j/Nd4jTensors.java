package dev.limen.autodiff.nd4j;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.MemoryLimitException;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Between ND4J's arrays and tensors, which are always row-major and never change.
 *
 * <p>Types correspond: DOUBLE and FLOAT64, FLOAT and FLOAT32, INT and INT32, BOOL and BOOL. Numbers are copied once,
 * for neither side may see what the other does; arrays in column-major order and views with gaps are put in order by
 * ND4J first.
 */
public final class Nd4jTensors {
    private Nd4jTensors() {}

    /**
     * A row-major ('c') array with the tensor's shape, type and numbers, in memory of its own.
     *
     * @throws MemoryLimitException if the memory for it is not there
     */
    public static INDArray array(Tensor tensor) {
        DataType type =
                switch (tensor.dtype()) {
                    case FLOAT64 -> DataType.DOUBLE;
                    case FLOAT32 -> DataType.FLOAT;
                    case INT32 -> DataType.INT32;
                    case BOOL -> DataType.BOOL;
                };
        long[] dims =
                tensor.shape().dims().stream().mapToLong(Integer::longValue).toArray();
        if (tensor.size() == 0) {
            return Nd4j.create(type, dims);
        }
        INDArray flat = OffHeap.create(type, tensor.size());
        if (Nd4jDevice.isCpu()) {
            Elements.write(tensor, flat);
        } else {
            flat.data().setData(tensor.toDoubles());
        }
        return flat.reshape('c', dims);
    }

    /**
     * A tensor with the array's shape, type and numbers, whatever its order; views are read through.
     *
     * @throws IllegalArgumentException naming the array's type or shape, if no tensor has it
     */
    public static Tensor tensor(INDArray array) {
        DType type = type(array);
        Shape shape = shape(array);
        if (shape.size() == 0) {
            return Tensor.fromDoubles(shape, type, new double[0]);
        }
        if (isRowMajor(array) && Nd4jDevice.isCpu()) {
            return Elements.read(array, shape);
        }
        try (INDArray ordered = array.dup('c')) {
            return Nd4jDevice.isCpu()
                    ? Elements.read(ordered, shape)
                    : Tensor.fromDoubles(shape, type, ordered.data().asDouble());
        }
    }

    /**
     * A vector, or a matrix of one row or column, as what {@code EventTable.of} takes for a column of events.
     *
     * @throws IllegalArgumentException naming the shape, if it is neither, or the type, if no tensor has it
     */
    public static double[] column(INDArray vector) {
        if (vector.rank() != 1 && !(vector.rank() == 2 && (vector.size(0) == 1 || vector.size(1) == 1))) {
            throw new IllegalArgumentException("column: got an array of shape " + Arrays.toString(vector.shape())
                    + "; expected a vector with one value an event, such as table.getColumn(0)");
        }
        return tensor(vector).toDoubles();
    }

    /**
     * The columns of a matrix [events, columns], by name, as {@code EventTable.of} takes them.
     *
     * @param names one for each column of the matrix
     * @throws IllegalArgumentException naming shape and names, if they do not fit or a name comes twice
     */
    public static Map<String, double[]> columns(INDArray table, List<String> names) {
        if (table.rank() != 2 || table.size(1) != names.size()) {
            throw new IllegalArgumentException("columns: got an array of shape " + Arrays.toString(table.shape())
                    + "; expected [events, " + names.size() + "] for the names " + names);
        }
        Map<String, double[]> columns = new LinkedHashMap<>();
        for (int k = 0; k < names.size(); k++) {
            if (columns.put(names.get(k), column(table.getColumn(k))) != null) {
                throw new IllegalArgumentException(
                        "columns: the name '" + names.get(k) + "' comes twice in " + names + "; give each its own");
            }
        }
        return columns;
    }

    private static DType type(INDArray array) {
        return switch (array.dataType()) {
            case DOUBLE -> DType.FLOAT64;
            case FLOAT -> DType.FLOAT32;
            case INT -> DType.INT32;
            case BOOL -> DType.BOOL;
            default ->
                throw new IllegalArgumentException("tensor: got an array of type " + array.dataType()
                        + "; expected DOUBLE, FLOAT, INT or BOOL. Convert it with castTo first.");
        };
    }

    private static Shape shape(INDArray array) {
        if (array.length() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("tensor: an array of shape " + Arrays.toString(array.shape())
                    + " has more elements than a Java array; take it in parts");
        }
        return Shape.of(Arrays.stream(array.shape()).mapToInt(Math::toIntExact).toArray());
    }

    private static boolean isRowMajor(INDArray array) {
        long step = 1;
        for (int axis = array.rank() - 1; axis >= 0; axis--) {
            if (array.size(axis) != 1 && array.stride(axis) != step) {
                return false;
            }
            step *= array.size(axis);
        }
        return true;
    }
}
