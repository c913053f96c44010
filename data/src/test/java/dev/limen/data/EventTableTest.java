package dev.limen.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.limen.autodiff.DType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventTableTest {
    @Test
    void holdsCopiesOfTheArrays() {
        double[] x = {1, 2};
        double[] w = {3, 4};
        EventTable table = EventTable.of(Map.of("x", x), w);
        x[0] = 9;
        w[0] = 9;
        assertArrayEquals(new double[] {1, 2}, table.column("x").toDoubles());
        assertArrayEquals(new double[] {3, 4}, table.weight().toDoubles());
        assertEquals(List.of("x"), table.names());
        assertEquals(2, table.length());
        assertEquals(DType.FLOAT64, table.column("x").dtype());
        assertArrayEquals(new double[] {1, 1}, table.defined("x").toDoubles());
    }

    @Test
    void hashesIdentitiesAsFilesDo() {
        EventTable table =
                EventTable.of(Map.of(), new double[] {1, 1}).identifiedBy(new long[] {1, 1}, new long[] {5, 6});
        assertArrayEquals(new long[] {EventHash.of(1, 5), EventHash.of(1, 6)}, table.identityHashes());
    }

    @Test
    void boundsWhatMayBeAskedOfTheMachine() {
        assertThrows(IllegalArgumentException.class, () -> new Resources(0, 1 << 30, 1));
        assertThrows(IllegalArgumentException.class, () -> new Resources(1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Shift.Scale(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new Shift.Add(Double.POSITIVE_INFINITY));
    }
}
