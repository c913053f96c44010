package dev.limen.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.inference.Objectives;
import dev.limen.networks.Weights;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** neos's three blobs: the numbers of its own networks, and ours beside them. */
class ThreeBlobsTest {
    /** CLs of the network that neos 0.3.0 trained for the lowest CLs, by pyhf 0.8.0.dev0 with code 4p on its test sample. */
    private static final double NEOS = 1.0528709e-6;
    /** What that training took on two cores. */
    private static final double NEOS_SECONDS = 68;

    private static double cls(BlobTemplates templates) {
        return Program.evaluate(Objectives.expectedLogCls(templates.model(), 1).exp())
                .item();
    }

    /** Hard histograms of the networks that neos trained, and their CLs by pyhf (oracles/neos, code 4p). */
    @Test
    void modelHasTheOriginalsNumbers() {
        BlobTemplates cls = new BlobTemplates(
                Expr.constant(9.256998195142053, 6.297001804857948, 3.8970000000000002, 0.553),
                Expr.constant(0.161, 2.001, 24.241, 73.601),
                Expr.constant(2.681, 10.401, 40.681, 46.241),
                Expr.constant(1.361, 3.4010000000000002, 8.401, 86.84100000000001));
        assertEquals(1.052870933559324e-6, cls(cls), 1e-13);
        BlobTemplates entropy = new BlobTemplates(
                Expr.constant(0.729, 0.905, 1.481, 16.889),
                Expr.constant(85.20100000000001, 7.2410000000000005, 4.441, 3.121),
                Expr.constant(16.681, 11.481, 13.681000000000001, 58.161),
                Expr.constant(48.041000000000004, 16.561, 13.841000000000001, 21.561));
        assertEquals(4.70371275837843e-6, cls(entropy), 1e-12);
    }

    @Test
    void aFewStepsComeNear() {
        BlobEvents training = BlobEvents.generate(1, "training", 8000);
        Weights weights = ThreeBlobs.trained(training, 1, 15);
        BlobEvents test = BlobEvents.generate(1, "test", 2500);
        double before =
                ThreeBlobs.judged(ThreeBlobs.NETWORK.initial(1), test).output(0).item();
        double after = ThreeBlobs.judged(weights, test).output(0).item();
        assertTrue(before > 1e-4 && after < 1e-5, before + " before, " + after + " after 15 steps");
    }

    /** 7500 training events and 2500 test events of each kind, as in the original. */
    @Test
    @Tag("conformance")
    void tenSeedsBeatTheOriginalInAFifthOfItsTime() {
        double[] found = new double[10];
        double slowest = 0;
        StringBuilder all = new StringBuilder();
        for (int seed = 0; seed < found.length; seed++) {
            BlobEvents training = BlobEvents.generate(seed, "training", 7500);
            BlobEvents test = BlobEvents.generate(seed, "test", 2500);
            long start = System.nanoTime();
            Weights weights = ThreeBlobs.trained(training, seed, 60);
            found[seed] = ThreeBlobs.judged(weights, test).output(0).item();
            double seconds = 1e-9 * (System.nanoTime() - start);
            slowest = Math.max(slowest, seconds);
            all.append(String.format(Locale.ROOT, "seed %d: CLs %.3g in %.1f s%n", seed, found[seed], seconds));
        }
        Arrays.sort(found);
        double median = (found[4] + found[5]) / 2;
        System.out.printf("%smedian %.3g, slowest %.1f s%n", all, median, slowest);
        assertTrue(median <= NEOS, "median " + median + " of" + System.lineSeparator() + all);
        assertTrue(slowest <= NEOS_SECONDS / 5, all.toString());
    }
}
