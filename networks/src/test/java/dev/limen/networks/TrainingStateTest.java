package dev.limen.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.optimise.Schedule;
import dev.limen.autodiff.random.RandomSource;
import dev.limen.autodiff.random.RandomStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TrainingStateTest {
    private static final int STEPS = 60;

    @TempDir
    Path folder;

    static Stream<UpdateRule> rules() {
        return Stream.of(
                UpdateRule.adam(),
                UpdateRule.adamW(),
                UpdateRule.sgd(0.9),
                UpdateRule.nesterov(0.5),
                UpdateRule.lbfgs(3));
    }

    private static TrainingPlan plan(UpdateRule rule) {
        ParameterGroup cuts = ParameterGroup.bounded("cuts", new double[] {-3}, new double[] {5});
        ParameterGroup network = ParameterGroup.free("network", 3).rate(0.02).decay(1e-3);
        List<ParameterGroup> groups =
                rule instanceof Lbfgs ? List.of(cuts, network) : List.of(cuts.clipNorm(1), network.clipNorm(1));
        return new TrainingPlan(rule, groups, Schedule.cosine(0.01).warmUp(5), STEPS);
    }

    /** A curved valley that is undefined in places, with a check every third step and minibatch noise for rules that stand it. */
    private static TrainingState step(TrainingPlan plan, TrainingState state) {
        double[] x = state.point();
        double noise = plan.rule() instanceof Lbfgs
                ? 0
                : 0.1 * new RandomSource(state.seed(), "noise").at(state.step()).normal();
        double value = noise;
        double[] gradient = new double[x.length];
        for (int i = 0; i + 1 < x.length; i++) {
            double valley = x[i + 1] - x[i] * x[i];
            value += (1 - x[i]) * (1 - x[i]) + 10 * valley * valley;
            gradient[i] += noise - 2 * (1 - x[i]) - 40 * x[i] * valley;
            gradient[i + 1] += 20 * valley;
        }
        boolean undefined =
                Math.floorMod(Double.hashCode(x[0]), 7) == 0 && state.position().undefined() < 2 && state.step() > 0;
        TrainingState next = plan.next(state, undefined ? Double.NaN : value, gradient);
        return next.step() % 3 == 0 ? next.checked(value + x[0]).with("running", Tensor.of(x)) : next;
    }

    private static TrainingState start(TrainingPlan plan) {
        return plan.begin(new double[] {-1, 0.5, 2, 0.1}, 42);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void resumesBitForBitAfterTenRandomKills(UpdateRule rule) {
        TrainingPlan plan = plan(rule);
        Path file = folder.resolve("state.safetensors");
        RandomStream random = new RandomSource(5, "kills").at(0);
        boolean[] killed = new boolean[STEPS];
        for (int k = 0; k < 10; k++) {
            killed[(int) (random.uniform() * STEPS)] = true;
        }
        TrainingState unbroken = start(plan);
        TrainingState resumed = start(plan);
        for (int k = 0; k < STEPS && unbroken.ended().isEmpty(); k++) {
            unbroken = step(plan, unbroken);
            if (killed[k]) {
                resumed.write(file);
                resumed = TrainingState.read(file);
            }
            resumed = step(plan, resumed);
            assertSame(unbroken, resumed);
        }
        assertTrue(unbroken.step() > 10, "the training ended at once: " + unbroken.ended());
        unbroken.write(folder.resolve("a"));
        resumed.write(folder.resolve("b"));
        assertEquals(-1, mismatch("a", "b"));
    }

    private long mismatch(String a, String b) {
        try {
            return Files.mismatch(folder.resolve(a), folder.resolve(b));
        } catch (IOException error) {
            throw new java.io.UncheckedIOException(error);
        }
    }

    private static void assertSame(TrainingState a, TrainingState b) {
        assertArrayEquals(a.point(), b.point());
        assertArrayEquals(a.values(), b.values());
        assertArrayEquals(a.best(), b.best());
        assertArrayEquals(a.moments().vectors(), b.moments().vectors());
        assertEquals(a.attachments(), b.attachments());
        assertEquals(a.step(), b.step());
    }

    @Test
    void everyBitSurvivesTheFile() {
        TrainingPlan plan = plan(UpdateRule.adam());
        TrainingState state = start(plan)
                .with("curve", Tensor.of(Double.NaN, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE, Math.PI));
        Path file = folder.resolve("state");
        state.write(file);
        TrainingState read = TrainingState.read(file);
        assertEquals(state.attachments(), read.attachments());
        assertTrue(Double.isNaN(read.objective()));
        assertEquals(Double.POSITIVE_INFINITY, read.bestObjective());
        assertEquals(42, read.seed());
    }

    @Test
    void aDamagedFileIsToldFromAWholeOne() throws IOException {
        Path file = folder.resolve("state");
        start(plan(UpdateRule.adam())).write(file);
        byte[] whole = Files.readAllBytes(file);
        for (int at : new int[] {0, 9, 40, whole.length / 2, whole.length - 1}) {
            byte[] broken = whole.clone();
            broken[at] ^= 1;
            refused(broken, "damaged");
        }
        refused(java.util.Arrays.copyOf(whole, whole.length - 8), "digest");
        refused(new byte[3], "it has 3 bytes");
        refused("no such thing".getBytes(StandardCharsets.UTF_8), "its header should have");
        refused(other(), "its format is 'something else'");
        String missing = assertThrows(NetworkFileException.class, () -> TrainingState.read(folder.resolve("missing")))
                .getMessage();
        assertTrue(missing.contains("missing cannot be read"), missing);
    }

    private byte[] other() throws IOException {
        Path file = folder.resolve("other");
        new TensorFile(java.util.Map.of("format", "something else"), java.util.Map.of()).write(file);
        return Files.readAllBytes(file);
    }

    private void refused(byte[] bytes, String expected) throws IOException {
        Path file = folder.resolve("broken");
        Files.write(file, bytes);
        String message = assertThrows(NetworkFileException.class, () -> TrainingState.read(file))
                .getMessage();
        assertTrue(message.contains("broken") && message.contains(expected), message);
    }

    @Test
    void aFailedWriteLeavesTheOldFileAndNothingElse() throws IOException {
        TrainingState state = start(plan(UpdateRule.adam()));
        Path file = folder.resolve("state");
        state.write(file);
        state.write(file);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
        assertThrows(
                NetworkFileException.class,
                () -> state.write(folder.resolve("none").resolve("state")));
    }
}
