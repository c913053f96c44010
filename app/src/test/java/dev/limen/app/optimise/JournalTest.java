package dev.limen.app.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.app.optimise.Journal.Entry;
import dev.limen.autodiff.optimise.GradientObjective;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final Entry FIRST = new Entry(new double[] {1}, 10, new double[] {2}, "");
    private static final Entry SECOND = new Entry(new double[] {2}, Double.NaN, new double[] {0}, "a floor");

    @Test
    void recallsThenKeeps() {
        List<Entry> kept = new ArrayList<>();
        Journal journal = new Journal(List.of(FIRST), kept::add);
        assertTrue(journal.recalls());
        assertSame(FIRST, journal.entry(new double[] {1}, 1, () -> {
            throw new AssertionError("computed");
        }));
        assertFalse(journal.recalls());
        assertSame(SECOND, journal.entry(new double[] {2}, 1, () -> SECOND));
        assertEquals(List.of(SECOND), kept);
    }

    @Test
    void refusesAnotherWay() {
        double next = Math.nextUp(1.0);
        assertThrows(OptimisationException.class, () -> new Journal(List.of(FIRST), entry -> {})
                .entry(new double[] {next}, 1, () -> FIRST));
        OptimisationException error =
                assertThrows(OptimisationException.class, () -> new Journal(List.of(FIRST), entry -> {})
                        .entry(new double[] {1}, 0, () -> FIRST));
        assertTrue(error.getMessage().endsWith("Give --force to begin anew."), error.getMessage());
    }

    @Test
    void anObjectiveIsEvaluatedOnce() {
        List<Entry> kept = new ArrayList<>();
        GradientObjective square = (x, gradient) -> {
            gradient[0] = 2 * x[0];
            return x[0] * x[0];
        };
        JournaledObjective first = new JournaledObjective(square, new Journal(List.of(), kept::add));
        double[] gradient = new double[1];
        assertEquals(9.0, first.evaluate(new double[] {3}, gradient));
        kept.add(SECOND);
        JournaledObjective again = new JournaledObjective(
                (x, g) -> {
                    throw new AssertionError("computed");
                },
                new Journal(kept, entry -> {}));
        gradient[0] = 0;
        assertEquals(9.0, again.evaluate(new double[] {3}, gradient));
        assertEquals(6.0, gradient[0]);
        assertEquals("", again.defect());
        assertTrue(Double.isNaN(again.evaluate(new double[] {2}, gradient)));
        assertEquals("a floor", again.defect());
        assertEquals(2, again.evaluations());
    }
}
