package dev.limen.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Scans of any parameter against those of the POI and refits. */
final class ProfileScanTest {
    private final CountingModel model = CountingModel.gaussian(row(10, 4), row(50, 20), row(5, 3));
    private final Data data = model.observed(63, 19);

    private static Expr row(double... values) {
        return Expr.constant(values);
    }

    @Test
    void ofThePoiItIsItsScan() {
        List<Double> mus = List.of(0.0, 0.5, 3.0);
        ProfileScan found = ProfileScan.of(model, data, 0, mus, List.of(1.0, 2.0));
        Scan scan = Scan.of(model, data, mus, TestStatistic.QTILDE);
        assertEquals(scan.best(), found.best().get(0), 1e-9);
        for (int i = 0; i < mus.size(); i++) {
            assertEquals(List.of(mus.get(i)), found.points().get(i).at());
            assertEquals(
                    scan.points().get(i).twiceDeltaNll(), found.points().get(i).twiceDeltaNll(), 1e-11);
        }
        for (ProfileScan.Interval interval : found.intervals()) {
            LikelihoodInterval same = LikelihoodInterval.of(model, data, interval.deviations());
            assertEquals(same.upper(), interval.upper().orElseThrow(), 1e-8);
            assertEquals(same.lower().isPresent(), interval.lower().isPresent());
        }
    }

    @Test
    void aPlaneLiesAboveTheScanOfEitherParameterAndTouchesIt() {
        List<Double> mus = List.of(0.0, 1.0, 2.0);
        ProfileScan line = ProfileScan.of(model, data, 0, mus, List.of());
        double step = 0.01;
        List<Double> others = new ScanRange(0.8, 1.2).points(41);
        ProfileScan plane = ProfileScan.of(model, data, 0, 1, mus, others);
        assertEquals(3 * 41, plane.points().size());
        assertEquals(List.of(0.0, 0.8), plane.points().get(0).at());
        for (int i = 0; i < mus.size(); i++) {
            double least = plane.points().subList(41 * i, 41 * (i + 1)).stream()
                    .mapToDouble(ProfileScan.Point::twiceDeltaNll)
                    .min()
                    .getAsDouble();
            double profiled = line.points().get(i).twiceDeltaNll();
            // Half a step off the minimum, where the parameter's standard deviation is 0.1 or less but not below 0.05.
            double most = Math.pow(0.5 * step / 0.05, 2);
            assertTrue(least >= profiled - 1e-10 && least <= profiled + most, least + " at " + mus.get(i));
        }
    }

    @Test
    void theOrderOfTheValuesChangesNothing() {
        ProfileScan forth = ProfileScan.of(model, data, 1, List.of(0.9, 1.0, 1.1), List.of());
        ProfileScan back = ProfileScan.of(model, data, 1, List.of(1.1, 0.9, 1.0), List.of());
        assertEquals(forth.points().get(2), back.points().get(0));
        assertEquals(forth.points().get(0), back.points().get(1));
    }

    @Test
    void anIntervalEndsAtABound() {
        CountingModel narrow = model.with(CountingModel.poi(0, 1.2));
        ProfileScan scan = ProfileScan.of(narrow, data, 0, List.of(1.0, 1.2), List.of(1.0));
        assertEquals(OptionalDouble.empty(), scan.intervals().get(0).upper());
        assertEquals(1.2, ScanRange.around(narrow, data, 0, 4).upper());
        assertThrows(IllegalArgumentException.class, () -> ProfileScan.of(narrow, data, 0, List.of(1.3), List.of(1.0)));
    }

    @Test
    void aFixedParameterIsRefused() {
        CountingModel held = model.with(new Parameter("mu", 1, 0, 10, true, Parameter.Kind.FREE));
        String message = assertThrows(
                        IllegalArgumentException.class, () -> ProfileScan.of(held, data, 0, List.of(1.0), List.of()))
                .getMessage();
        assertTrue(message.contains("'mu' is fixed at 1.0"), message);
        assertThrows(
                IllegalArgumentException.class, () -> ProfileScan.of(model, data, 1, 1, List.of(1.0), List.of(1.0)));
    }
}
