package dev.limen.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What is expected without a look at data: the ordinary tests of the Asimov data at nominal parameters say the same. */
final class BlindTest {
    private static final Expr BACKGROUND = Expr.constant(new double[] {50, 20});
    private static final CountingModel MODEL =
            CountingModel.gaussian(Expr.constant(new double[] {5, 8}), BACKGROUND, Expr.constant(new double[] {4, 3}));

    @Test
    void clsIsThatOfTheBackgroundsAsimovData() {
        for (TestStatistic statistic : TestStatistic.values()) {
            Cls blind = Cls.blind(MODEL, 1.5, statistic);
            Cls asimov = Cls.of(MODEL, expected(0), 1.5, statistic);
            for (int i = 0; i < 5; i++) {
                // The fits of the Asimov data end within the solver's distance of the minimum.
                assertEquals(
                        asimov.expected().values().get(i),
                        blind.expected().values().get(i),
                        1e-8,
                        statistic.name());
            }
            assertEquals("nominal", blind.asimov());
            assertEquals("conditional-fit", asimov.asimov());
            assertEquals(
                    asimov.gradient(BACKGROUND).get(0).toDoubles().length,
                    blind.gradient(BACKGROUND).get(0).toDoubles().length);
        }
    }

    @Test
    void clsBeyondTheBoundWidensIt() {
        CountingModel narrow = MODEL.with(CountingModel.poi(0, 2));
        Cls blind = Cls.blind(narrow, 3, TestStatistic.QTILDE);
        assertEquals(
                Cls.blind(MODEL, 3, TestStatistic.QTILDE).expected().median(),
                blind.expected().median(),
                1e-12);
        assertEquals(Cls.note(narrow, 3, TestStatistic.QTILDE), blind.note());
        assertEquals(
                "the signal strength 3.0 lies beyond the upper bound 2.0 of POI 'mu': the bound was widened to 6.0",
                blind.note().orElseThrow());
    }

    @Test
    void significanceIsThatOfTheSignalsAsimovData() {
        Significance blind = Significance.blind(MODEL);
        Significance asimov = Significance.of(MODEL, expected(1));
        assertEquals(asimov.expected(), blind.expected(), 1e-7);
        for (int i = 0; i < 5; i++) {
            assertEquals(
                    asimov.expectedP0().values().get(i),
                    blind.expectedP0().values().get(i),
                    1e-8);
        }
        assertEquals("nominal", blind.asimov());
    }

    @Test
    void observedNumbersAreRefused() {
        Cls cls = Cls.blind(MODEL, 1, TestStatistic.QTILDE);
        Significance significance = Significance.blind(MODEL);
        List<Executable> observed = List.of(
                cls::observed,
                cls::clsb,
                cls::clb,
                () -> cls.observedGradient(BACKGROUND),
                significance::observed,
                significance::p0,
                () -> significance.observedGradient(BACKGROUND));
        observed.forEach(each -> assertEquals(
                "this test is blind: it has expected values only",
                assertThrows(IllegalStateException.class, each).getMessage()));
        assertEquals(-1, cls.toString().indexOf("observed"));
        assertEquals(-1, significance.toString().indexOf("observed"));
    }

    private static Data expected(double mu) {
        double[] theta =
                MODEL.parameters().stream().mapToDouble(Parameter::start).toArray();
        theta[MODEL.requirePoi()] = mu;
        Data expected = MODEL.expected(Expr.constant(theta));
        return new Data(
                Expr.constant(Program.evaluate(expected.main()).toDoubles()),
                Expr.constant(Program.evaluate(expected.auxiliary()).toDoubles()));
    }
}
