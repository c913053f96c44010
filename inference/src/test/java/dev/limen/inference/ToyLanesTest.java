package dev.limen.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Implicit;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.random.RandomSource;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Toys side by side have the statistics that each has alone. */
final class ToyLanesTest {
    private static final int COUNT = 400;

    private static CountingModel poisson() {
        return CountingModel.poisson(Expr.constant(12, 11), Expr.constant(50, 52), Expr.constant(3, 7));
    }

    private static ToyEnsemble ensemble(LogLikelihood model, double mu) {
        Fitter fitter = new Fitter(model, Implicit.Settings.MINIMUM);
        Expr parameters = fitter.startsAt(Expr.constant(mu));
        Data expected = model.expected(parameters);
        return new ToyEnsemble(
                Program.evaluate(parameters).toDoubles(),
                Program.evaluate(expected.main()).toDoubles(),
                Program.evaluate(expected.auxiliary()).toDoubles(),
                Program.evaluate(model.auxiliarySigma()).toDoubles(),
                model.auxiliaryScatter(),
                new RandomSource(17, "test"));
    }

    private static double[] alone(LogLikelihood model, ToyQuantity quantity, ToyEnsemble ensemble, double mu) {
        double[] q = new double[COUNT];
        Arrays.fill(q, Double.NaN);
        new ToySingles(new Fitter(model, Implicit.Settings.MINIMUM), quantity)
                .worker()
                .run(ensemble, mu, 0, COUNT, q);
        return q;
    }

    private static double[] sideBySide(LogLikelihood model, ToyQuantity quantity, ToyEnsemble ensemble, double mu) {
        double[] q = new double[COUNT];
        new ToyLanes(new ToyProgram(new Fitter(model, Implicit.Settings.MINIMUM)))
                .run(ensemble, quantity, mu, 0, COUNT, q);
        return q;
    }

    private static void agree(LogLikelihood model, ToyQuantity quantity, double at, double mu, int mayFail) {
        ToyEnsemble ensemble = ensemble(model, at);
        double[] alone = alone(model, quantity, ensemble, mu);
        double[] together = sideBySide(model, quantity, ensemble, mu);
        int failed = 0;
        int vanishing = 0;
        for (int i = 0; i < COUNT; i++) {
            failed += Double.isNaN(together[i]) ? 1 : 0;
            vanishing += alone[i] == 0 ? 1 : 0;
            if (!Double.isNaN(together[i])) {
                assertEquals(alone[i], together[i], 1e-9 * (1 + alone[i]), quantity + " of toy " + i);
            }
        }
        assertTrue(failed <= mayFail, failed + " lanes gave up");
        assertTrue(vanishing < COUNT, vanishing + " statistics are 0");
    }

    @ParameterizedTest
    @EnumSource(ToyQuantity.class)
    void countsWithMeasuredBackgrounds(ToyQuantity quantity) {
        agree(poisson(), quantity, 1, 1, 0);
        agree(poisson(), quantity, 0, 1, 0);
        agree(
                CountingModel.gaussian(Expr.constant(2, 9, 4), Expr.constant(50, 20, 8), Expr.constant(3, 7, 1)),
                quantity,
                0.5,
                2,
                0);
    }

    @ParameterizedTest
    @EnumSource(ToyQuantity.class)
    void fewCounts(ToyQuantity quantity) {
        // Where nothing is counted the likelihood is a straight line.
        agree(CountingModel.without(Expr.constant(3, 1), Expr.constant(0.2, 0.01)), quantity, 1, 1, 0);
        agree(
                CountingModel.poisson(Expr.constant(3, 1), Expr.constant(0.5, 0.3), Expr.constant(0.3, 0.3)),
                quantity,
                1,
                1,
                COUNT / 10);
    }

    @Test
    void noToyAllocates() {
        CountingModel model = poisson();
        ToyEnsemble ensemble = ensemble(model, 1);
        ToyLanes lanes = new ToyLanes(new ToyProgram(new Fitter(model, Implicit.Settings.MINIMUM)));
        double[] q = new double[4000];
        lanes.run(ensemble, ToyQuantity.Q, 1, 0, q.length, q);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        lanes.run(ensemble, ToyQuantity.Q, 1, 0, q.length, q);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        // A stream of random numbers for all toys, and what the test's own look costs.
        assertTrue(bytes < 2000, bytes + " bytes for " + q.length + " toys");
    }

    @Test
    void aToysBitsDoNotDependOnItsChunk() {
        CountingModel model = poisson();
        ToyEnsemble ensemble = ensemble(model, 0);
        double[] whole = sideBySide(model, ToyQuantity.Q, ensemble, 1);
        ToyLanes lanes = new ToyLanes(new ToyProgram(new Fitter(model, Implicit.Settings.MINIMUM)));
        double[] parts = new double[COUNT];
        for (int from = 0; from < COUNT; from += 37) {
            lanes.run(ensemble, ToyQuantity.Q, 1, from, Math.min(COUNT, from + 37), parts);
        }
        assertArrayEquals(whole, parts);
    }
}
