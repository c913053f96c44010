package dev.limen.autodiff.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class ThreadsTest {
    private static final String CHECKSUMS = "dev.limen.autodiff.contract.Checksums";

    private static String checksums(int threads) throws IOException, InterruptedException {
        return Processes.run(
                0,
                Map.of("OMP_NUM_THREADS", Integer.toString(threads), "OPENBLAS_NUM_THREADS", Integer.toString(threads)),
                List.of(),
                CHECKSUMS,
                "nd4j-everywhere");
    }

    @Test
    void bitsDoNotDependOnTheNumberOfThreadsOfNd4j() throws IOException, InterruptedException {
        String one = checksums(1);
        assertTrue(one.lines().count() > 100, one);
        assertEquals(one, checksums(3));
    }
}
