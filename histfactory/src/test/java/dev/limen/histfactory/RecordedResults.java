package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.limen.inference.Cls;
import dev.limen.inference.TestStatistic;
import dev.limen.inference.UpperLimit;

/** Holds CLs and limits to the numbers recorded for them; each method gives the worst deviation. */
final class RecordedResults {
    private RecordedResults() {}

    static double cls(Oracle oracle) {
        Model model = oracle.model();
        Cls cls = Cls.of(model, model.data(), 1, TestStatistic.QTILDE);
        boolean flat = Math.min(
                        oracle.number("/ref_infer_qtilde/qmu_tilde"),
                        oracle.number("/ref_infer_qtilde/qmu_tilde_asimov"))
                < 1e-6;
        double tolerance = flat ? 5e-5 : 1e-5;
        double worst = agree("CLs_obs", oracle.number("/ref_infer_qtilde/CLs_obs"), cls.observed(), tolerance);
        double[] band = oracle.vector("/ref_infer_qtilde/CLs_exp");
        for (int i = 0; i < band.length; i++) {
            double found = cls.expected().values().get(i);
            worst = Math.max(worst, agree("CLs_exp[" + i + "]", band[i], found, tolerance));
        }
        return worst;
    }

    private static double agree(String what, double expected, double found, double tolerance) {
        if (expected < 1e-3 && expected > 0) {
            assertEquals(Math.log(expected), Math.log(found), 1e-4, "log " + what);
        }
        assertEquals(expected, found, tolerance, what);
        return Math.abs(found - expected);
    }

    static double limits(Oracle oracle) {
        Model model = oracle.model();
        UpperLimit limit = UpperLimit.of(model, model.data(), 0.95);
        double observed = oracle.number("/ref_upper_limit/obs");
        assertEquals(observed, limit.observed(), 1e-5 * observed);
        double worst = Math.abs(limit.observed() / observed - 1);
        double[] band = oracle.vector("/ref_upper_limit/exp");
        for (int i = 0; i < band.length; i++) {
            assertEquals(band[i], limit.expected().values().get(i), 1e-5 * band[i], "band " + i);
            worst = Math.max(worst, Math.abs(limit.expected().values().get(i) / band[i] - 1));
        }
        return worst;
    }
}
