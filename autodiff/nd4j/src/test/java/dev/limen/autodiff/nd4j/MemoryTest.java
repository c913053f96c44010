package dev.limen.autodiff.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.MemoryLimitException;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Unary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private static final long LIMIT = 700L << 20;

    /** Keeps kernels until their memory is used up. */
    static final class Hoarder {
        private Hoarder() {}

        public static void main(String[] arguments) {
            List<Shape> shape = List.of(Shape.of(1 << 16));
            List<Object> kept = new ArrayList<>();
            try {
                while (kept.size() < 1000) {
                    kept.add(new Nd4jBackend().kernel(new Unary(Unary.Op.EXP), shape, shape, DType.FLOAT64));
                }
            } catch (MemoryLimitException full) {
                System.out.println(kept.size() + " kernels: " + full.getMessage());
                System.exit(0);
            }
            System.exit(1);
        }
    }

    private static void train(int first, int last) throws IOException, InterruptedException {
        // A heap that is resident from the start and a quick compiler, so that what grows is not Java's.
        List<String> options = List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms128m",
                "-Xmx128m",
                "-XX:+AlwaysPreTouch",
                "-Dorg.bytedeco.javacpp.maxbytes=64m",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=" + LIMIT);
        String output = Processes.run(
                0,
                Map.of("OMP_NUM_THREADS", "1"),
                options,
                TrainingLoop.class.getName(),
                Integer.toString(first),
                Integer.toString(last));
        List<Long> resident = numbers(output, "resident ");
        assertEquals(2, resident.size(), output);
        assertTrue(Math.abs(resident.get(1) - resident.get(0)) <= 0.05 * resident.get(0), output);
        assertTrue(numbers(output, "largest ").get(0) <= LIMIT, output);
    }

    private static List<Long> numbers(String output, String prefix) {
        return output.lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> Long.parseLong(line.substring(prefix.length())))
                .toList();
    }

    @Test
    void residentMemoryStaysFlat() throws IOException, InterruptedException {
        train(1_000, 2_500);
    }

    @Test
    @Tag("conformance")
    void residentMemoryStaysFlatOverALongTraining() throws IOException, InterruptedException {
        train(1_000, 20_000);
    }

    @Test
    void aFullMemoryIsSaidWithItsLimitAndWhatToDo() throws IOException, InterruptedException {
        String output = Processes.run(
                0,
                Map.of("OMP_NUM_THREADS", "1"),
                List.of("-Dorg.bytedeco.javacpp.maxbytes=8m", "-Dorg.bytedeco.javacpp.maxretries=2"),
                Hoarder.class.getName());
        assertTrue(output.contains("of 8 MB (-Dorg.bytedeco.javacpp.maxbytes)"), output);
        assertTrue(output.contains("an array of 65536 DOUBLE") && output.contains("Raise the limit"), output);
        // Two arrays of half a megabyte each.
        assertTrue(output.contains("7 kernels"), output);
    }
}
