package dev.limen.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** A scan against single tests and fits. */
final class ScanTest {
    private static final List<Double> MUS = List.of(0.0, 0.3, 1.0, 2.5, 4.0, 9.0);

    private final CountingModel model = CountingModel.poisson(row(10, 4), row(50, 20), row(7, 5));
    private final Data data = model.observed(71, 25);

    private static Expr row(double... values) {
        return Expr.constant(values);
    }

    @Test
    void everyPointIsThatOfATestAlone() {
        for (TestStatistic statistic : TestStatistic.values()) {
            Scan scan = Scan.of(model, data, MUS, statistic);
            MaximumLikelihood free = MaximumLikelihood.free(model, data);
            assertEquals(free.values().get(0), scan.best(), 1e-6);
            for (int i = 0; i < MUS.size(); i++) {
                double mu = MUS.get(i);
                Scan.Point point = scan.points().get(i);
                assertEquals(mu, point.mu());
                double fixed = MaximumLikelihood.conditional(model, data, mu).twiceNll();
                // Differences of minima that are found to 1e-13 each, of size 10.
                assertEquals(fixed - free.twiceNll(), point.twiceDeltaNll(), 1e-11);
                Cls cls = Cls.of(model, data, mu, statistic);
                assertEquals(cls.observed(), point.observed().orElseThrow(), 1e-9);
                List<Double> band = point.expected().orElseThrow().values();
                for (int b = 0; b < 5; b++) {
                    assertEquals(cls.expected().values().get(b), band.get(b), 1e-9);
                }
            }
        }
    }

    @Test
    void theOrderOfThePointsChangesNothing() {
        Scan forth = Scan.of(model, data, List.of(0.0, 1.0, 2.5), TestStatistic.QTILDE);
        Scan back = Scan.of(model, data, List.of(2.5, 1.0, 0.0), TestStatistic.QTILDE);
        assertEquals(forth.points().get(2), back.points().get(0));
        assertEquals(forth.points().get(0), back.points().get(2));
    }

    @Test
    void aBlindScanIsThatOfAsimovSets() {
        Scan scan = Scan.blind(model, MUS, TestStatistic.QTILDE);
        Data asimov = model.expected(Expr.constant(new double[] {1, 1, 1}));
        double minimum = MaximumLikelihood.free(model, asimov).twiceNll();
        assertEquals(1, scan.best(), 1e-6);
        assertEquals("nominal", scan.asimov());
        for (int i = 0; i < MUS.size(); i++) {
            Scan.Point point = scan.points().get(i);
            double t = MaximumLikelihood.conditional(model, asimov, MUS.get(i)).twiceNll() - minimum;
            assertEquals(t, point.twiceDeltaNll(), 1e-11);
            assertEquals(OptionalDouble.empty(), point.observed());
            Cls cls = Cls.blind(model, MUS.get(i), TestStatistic.QTILDE);
            assertEquals(cls.expected().median(), point.expected().orElseThrow().median(), 1e-9);
        }
    }

    @Test
    void belowZeroThereIsALikelihoodAndNothingToExclude() {
        CountingModel both = model.with(CountingModel.poi(-3, 10));
        Scan scan = Scan.of(both, model.observed(40, 18), List.of(-1.0, 0.0), TestStatistic.Q);
        Scan.Point below = scan.points().get(0);
        assertTrue(below.observed().isEmpty() && below.expected().isEmpty());
        assertTrue(below.twiceDeltaNll() < scan.points().get(1).twiceDeltaNll());
        assertThrows(IllegalArgumentException.class, () -> Scan.of(model, data, List.of(-1.0), TestStatistic.QTILDE));
    }

    @Test
    void aPointBeyondTheBoundWidensIt() {
        CountingModel narrow = model.with(CountingModel.poi(0, 2));
        Scan scan = Scan.of(narrow, data, MUS, TestStatistic.QTILDE);
        Scan wide = Scan.of(model, data, MUS, TestStatistic.QTILDE);
        double expected = wide.points().get(5).observed().orElseThrow();
        assertEquals(expected, scan.points().get(5).observed().orElseThrow(), 1e-9);
        assertTrue(
                scan.note().orElseThrow().contains("widened to 18.0"),
                scan.note().orElseThrow());
    }

    @Test
    void theRangeReachesFourStandardDeviations() {
        CountingModel count = CountingModel.without(row(10), row(64));
        // The best fit is 3.6 with a standard deviation of sqrt(100) / 10.
        CountingModel both = count.with(CountingModel.poi(-9, 50));
        assertEquals(new ScanRange(-0.4, 7.6), ScanRange.around(both, both.observed(100)));
        assertEquals(new ScanRange(0, 7.6), ScanRange.around(count, count.observed(100)));
        assertEquals(List.of(0.0, 0.5, 1.0), new ScanRange(0, 1).points(3));
        assertThrows(IllegalArgumentException.class, () -> new ScanRange(1, 1));
        assertThrows(IllegalArgumentException.class, () -> new ScanRange(0, 1).points(1));
    }
}
