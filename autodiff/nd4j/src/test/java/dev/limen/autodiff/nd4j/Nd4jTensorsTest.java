package dev.limen.autodiff.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class Nd4jTensorsTest {
    private static final INDArray TABLE =
            Nd4j.createFromArray(new double[][] {{1, 2, 3}, {4, 5, 6}}).reshape(2, 3);

    @Test
    void everyTypeAndShapeComesBackAsItWent() {
        int long17 = 17_001;
        for (Tensor tensor : List.of(
                Tensor.scalar(0.1),
                Tensor.of(1.5, Double.NaN, -0.0),
                Tensor.of(Shape.of(2, 1, 3), 1, 2, 3, 4, 5, 6),
                Tensor.wrap(Shape.of(2, 2), new float[] {0.1f, 2, 3, Float.MAX_VALUE}),
                Tensor.ofInts(Integer.MIN_VALUE, 0, Integer.MAX_VALUE),
                Tensor.wrap(Shape.of(3), new boolean[] {true, false, true}),
                Tensor.wrap(Shape.of(0, 3), new double[0]),
                Tensor.wrap(Shape.of(long17), IntStream.range(0, long17).toArray()),
                Tensor.wrap(
                        Shape.of(long17),
                        IntStream.range(0, long17).mapToDouble(Math::sqrt).toArray()))) {
            INDArray array = Nd4jTensors.array(tensor);
            assertEquals(tensor, Nd4jTensors.tensor(array));
            assertEquals(tensor.shape().rank(), array.rank());
        }
    }

    @Test
    void elementsLieWhereNd4jLooksForThem() {
        INDArray array = Nd4jTensors.array(Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6));
        assertEquals('c', array.ordering());
        assertEquals(DataType.DOUBLE, array.dataType());
        assertEquals(6, array.getDouble(1, 2));
        assertEquals(9, array.sum(0).getDouble(2));
    }

    @Test
    void columnMajorArraysAndViewsAreReadInRowMajorOrder() {
        Tensor expected = Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
        assertEquals(expected, Nd4jTensors.tensor(TABLE.dup('f')));
        assertEquals(Tensor.of(Shape.of(3, 2), 1, 4, 2, 5, 3, 6), Nd4jTensors.tensor(TABLE.transpose()));
        assertEquals(Tensor.of(4, 5, 6), Nd4jTensors.tensor(TABLE.getRow(1)));
        assertEquals(Tensor.of(3, 6), Nd4jTensors.tensor(TABLE.getColumn(2)));
        assertEquals(
                Tensor.of(Shape.of(2, 2), 2, 3, 5, 6),
                Nd4jTensors.tensor(TABLE.get(NDArrayIndex.all(), NDArrayIndex.interval(1, 3))));
        assertEquals(
                Tensor.wrap(Shape.of(2), new float[] {2, 5}),
                Nd4jTensors.tensor(TABLE.castTo(DataType.FLOAT).getColumn(1)));
    }

    @Test
    void neitherSideSeesWhatTheOtherDoes() {
        INDArray array = Nd4j.createFromArray(1.0, 2);
        Tensor tensor = Nd4jTensors.tensor(array);
        array.addi(1);
        assertEquals(Tensor.of(1, 2), tensor);
        Nd4jTensors.array(tensor).addi(1);
        assertEquals(Tensor.of(1, 2), tensor);
    }

    @Test
    void columnsOfEventsAreOfTheTablesOrder() {
        Map<String, double[]> columns = Nd4jTensors.columns(TABLE, List.of("met", "mt", "m"));
        assertEquals(List.of("met", "mt", "m"), List.copyOf(columns.keySet()));
        assertArrayEquals(new double[] {2, 5}, columns.get("mt"));
        assertArrayEquals(
                new double[] {1, 2},
                Nd4jTensors.column(Nd4j.createFromArray(1.0, 2).reshape(2, 1)));
    }

    @Test
    void whatNoTensorHasIsRefusedByName() {
        INDArray longs = Nd4j.createFromArray(1L, 2L);
        String type = assertThrows(IllegalArgumentException.class, () -> Nd4jTensors.tensor(longs))
                .getMessage();
        assertTrue(type.contains("LONG") && type.contains("castTo"), type);
        String shape = assertThrows(IllegalArgumentException.class, () -> Nd4jTensors.column(TABLE))
                .getMessage();
        assertTrue(shape.contains("[2, 3]"), shape);
        String names = assertThrows(
                        IllegalArgumentException.class, () -> Nd4jTensors.columns(TABLE, List.of("met", "mt")))
                .getMessage();
        assertTrue(names.contains("[2, 3]") && names.contains("mt"), names);
        assertThrows(IllegalArgumentException.class, () -> Nd4jTensors.columns(TABLE, List.of("a", "b", "a")));
    }
}
