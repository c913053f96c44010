package dev.limen.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairwiseSumTest {

    /** Each pair at each level, the last without a neighbour as it is. */
    private static double reference(double[] terms) {
        double[] sums = terms.clone();
        for (int step = 1; step < sums.length; step *= 2) {
            for (int i = 0; i + step < sums.length; i += 2 * step) {
                sums[i] += sums[i + step];
            }
        }
        return sums[0];
    }

    @Test
    void bitsDoNotDependOnTheOrderInWhichChunksCome() {
        Random random = new Random(5);
        for (int chunks : new int[] {1, 2, 3, 5, 8, 13, 100}) {
            double[] terms = random.doubles(chunks, -1, 1).toArray();
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, chunks).boxed().toList());
            for (int repeat = 0; repeat < 20; repeat++) {
                PairwiseSum sum = new PairwiseSum(List.of(Reduce.Op.SUM), chunks);
                int freed = 0;
                for (int chunk : order) {
                    freed += sum.add(chunk, new double[][] {{terms[chunk]}}).size();
                }
                assertEquals(reference(terms), sum.total()[0][0], 0, chunks + " chunks");
                assertEquals(chunks - 1, freed);
                Collections.shuffle(order, random);
            }
        }
    }

    @Test
    void holdsFewWhenChunksComeInOrder() {
        PairwiseSum sum = new PairwiseSum(List.of(Reduce.Op.SUM), 500);
        int held = 0;
        for (int chunk = 0; chunk < 500; chunk++) {
            held += 1 - sum.add(chunk, new double[][] {{1}}).size();
            assertTrue(held <= 10, held + " after chunk " + chunk);
        }
        assertEquals(500, sum.total()[0][0]);
    }
}
