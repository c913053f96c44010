package dev.limen.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests beyond the bounds of the POI, and bounds that do not suit the statistic. */
final class BoundedPoiTest {
    private static final CountingModel WIDE =
            CountingModel.without(Expr.constant(new double[] {1}), Expr.constant(new double[] {50}));
    private static final CountingModel NARROW = WIDE.with(CountingModel.poi(0, 10));

    @Test
    void aTestBeyondTheUpperBoundWidensIt() {
        Cls wide = Cls.of(WIDE, WIDE.observed(65), 20, TestStatistic.QTILDE);
        Cls narrow = Cls.of(NARROW, NARROW.observed(65), 20, TestStatistic.QTILDE);
        assertEquals(Optional.empty(), wide.note());
        assertEquals(wide.observed(), narrow.observed(), 1e-12);
        assertEquals(wide.expected().median(), narrow.expected().median(), 1e-12);
        assertEquals(
                "the signal strength 20.0 lies beyond the upper bound 10.0 of POI 'mu': the bound was widened to 40.0",
                narrow.note().orElseThrow());
        Expr counts = Expr.constant(new double[] {65});
        Data data = new Data(counts, WIDE.observed(65).auxiliary());
        double slope = Cls.of(WIDE, data, 20, TestStatistic.QTILDE)
                .observedGradient(counts)
                .get(0)
                .item();
        assertEquals(
                slope,
                Cls.of(NARROW, data, 20, TestStatistic.QTILDE)
                        .observedGradient(counts)
                        .get(0)
                        .item(),
                1e-10);
    }

    @Test
    void aTestBelowTheLowerBoundIsRefused() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Cls.of(NARROW, NARROW.observed(65), -1, TestStatistic.QTILDE))
                .getMessage();
        assertEquals(
                "signal strength -1.0 is to be tested, but the lower bound of POI 'mu' is 0.0; test a finite one above"
                        + " it, or lower the bound",
                message);
    }

    @Test
    void statisticsSayWhichBoundsTheyAreMeantFor() {
        CountingModel negative = WIDE.with(CountingModel.poi(-40, 100));
        Data data = negative.observed(40);
        String noted = "the test statistic qtilde is used with the POI 'mu' bounded at -40.0, not at 0";
        assertTrue(Cls.of(negative, data, 1, TestStatistic.QTILDE)
                .note()
                .orElseThrow()
                .startsWith(noted));
        assertTrue(UpperLimit.of(negative, data, 0.95).note().orElseThrow().startsWith(noted));
        assertTrue(UpperLimit.blind(negative, 0.95).note().orElseThrow().startsWith(noted));
        assertEquals(
                Optional.empty(), Cls.of(negative, data, 1, TestStatistic.Q).note());
        assertTrue(Cls.of(WIDE, data, 1, TestStatistic.Q).note().orElseThrow().contains("use qtilde"));
        assertEquals(Optional.empty(), UpperLimit.of(WIDE, data, 0.95).note());
    }

    @Test
    void theNoteOfAWidenedBoundQuotesTheLimitFoundAfterwards() {
        UpperLimit limit = UpperLimit.of(NARROW, NARROW.observed(65), 0.95);
        assertEquals(UpperLimit.of(WIDE, WIDE.observed(65), 0.95).observed(), limit.observed(), 1e-9);
        assertTrue(
                limit.note().orElseThrow().startsWith("the observed limit " + limit.observed() + " lies beyond"),
                limit.note()::toString);
        CountingModel middle = WIDE.with(CountingModel.poi(0, 20));
        UpperLimit band = UpperLimit.of(middle, middle.observed(50), 0.95);
        assertTrue(band.observed() < 20);
        assertTrue(
                band.note()
                        .orElseThrow()
                        .startsWith("the expected limit of +1 sigma, "
                                + band.expected().values().get(3) + ", lies beyond the upper bound 20.0"),
                band.note()::toString);
    }

    @Test
    void aFixedPoiIsCalledFixed() {
        CountingModel fixed = WIDE.with(new Parameter("mu", 1, 0, 10, true, Parameter.Kind.FREE));
        String message = assertThrows(
                        IllegalArgumentException.class, () -> UpperLimit.of(fixed, fixed.observed(50), 0.95))
                .getMessage();
        assertTrue(message.startsWith("POI 'mu' is fixed at 1.0"), message);
    }
}
