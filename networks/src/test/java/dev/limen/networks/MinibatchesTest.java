package dev.limen.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MinibatchesTest {

    @Test
    void anEpochHasEveryEventOnce() {
        Minibatches batches = new Minibatches(103, 10, 7);
        assertEquals(11, batches.perEpoch());
        int[] all = IntStream.range(22, 33)
                .flatMap(k -> Arrays.stream(batches.batch(k)))
                .toArray();
        assertArrayEquals(batches.order(2), all);
        Arrays.sort(all);
        assertArrayEquals(IntStream.range(0, 103).toArray(), all);
        for (int k = 0; k < 11; k++) {
            int size = batches.batch(k).length;
            assertEquals(9.5, size, 0.5);
        }
    }

    @Test
    void theOrderDependsOnSeedAndEpochOnly() {
        assertArrayEquals(new Minibatches(50, 8, 1).batch(9), new Minibatches(50, 8, 1).batch(9));
        assertFalse(Arrays.equals(new Minibatches(50, 8, 1).order(0), new Minibatches(50, 8, 1).order(1)));
        assertFalse(Arrays.equals(new Minibatches(50, 8, 1).order(0), new Minibatches(50, 8, 2).order(0)));
    }

    @Test
    void everyOrderIsAsLikelyAsAnyOther() {
        int[] counts = new int[6];
        int epochs = 60_000;
        Minibatches batches = new Minibatches(3, 3, 4);
        for (int epoch = 0; epoch < epochs; epoch++) {
            int[] order = batches.order(epoch);
            counts[2 * order[0] + (order[1] > order[2] ? 1 : 0)]++;
        }
        for (int count : counts) {
            // Five standard deviations of a binomial.
            assertEquals(epochs / 6.0, count, 5 * Math.sqrt(epochs * 5 / 36.0));
        }
    }

    @Test
    void anEmptySampleIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Minibatches(0, 10, 1));
    }
}
