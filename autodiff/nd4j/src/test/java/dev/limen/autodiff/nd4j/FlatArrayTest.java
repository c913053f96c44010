package dev.limen.autodiff.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class FlatArrayTest {
    private static final int SIZE = 3;

    /** Java's arrays may be longer than the vector; what lies behind it is left alone. */
    private static void carry(FlatArray array) {
        array.load(new double[] {1, 2, 3, 4});
        array.array().addi(0.5);
        double[] out = {0, 0, 0, 9};
        array.store(out);
        assertArrayEquals(new double[] {1.5, 2.5, 3.5, 9}, out);
        assertEquals(SIZE, array.array().length());
    }

    @Test
    void numbersGoInAndComeOutThroughMemoryThatJavaReaches() {
        carry(FlatArray.of(SIZE));
    }

    @Test
    void numbersGoInAndComeOutThroughNd4j() {
        carry(new FlatArray.OnDevice(Nd4j.create(DataType.DOUBLE, SIZE), SIZE));
    }
}
