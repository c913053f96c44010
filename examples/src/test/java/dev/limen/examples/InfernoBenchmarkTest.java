package dev.limen.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.fused.Activation;
import dev.limen.inference.Objectives;
import dev.limen.networks.Losses;
import dev.limen.networks.Network;
import dev.limen.networks.Weights;
import dev.limen.ops.Histograms;
import dev.limen.ops.Overflow;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** INFERNO's table (arXiv:1806.04743, table 1): uncertainties of s in its five benchmarks. */
class InfernoBenchmarkTest {
    private static final double[] CLASSIFIER = {14.99, 18.94, 23.94, 21.54, 26.71};
    private static final double[] INFERNO = {15.51, 16.79, 16.95, 16.89, 18.68};
    /** The upper and lower ends of what 68 % of the paper's hundred trainings found. */
    private static final double[] ABOVE = {0.09, 0.17, 0.18, 0.18, 0.58};

    private static final double[] BELOW = {0.02, 0.05, 0.04, 0.03, 0.07};
    /** Of the likelihood of the events themselves: no summary has less. */
    private static final double[] ANALYTICAL = {14.71, 15.52, 15.65, 15.62, 16.89};

    /** Ours scatter by half a per cent from seed to seed, and the test sample's shapes do. */
    private static final double SPREAD = 0.005;

    private static Function<MixtureShapes, Expr> sigma(int benchmark) {
        return shapes -> Objectives.poiUncertainty(new MixtureLikelihood(shapes, benchmark), 50);
    }

    private static Function<MixtureShapes, Expr> halfWidth(int benchmark) {
        return shapes -> Objectives.intervalHalfWidth(new MixtureLikelihood(shapes, benchmark), 50, 1);
    }

    @Test
    void aFewStepsBeatTheOptimalClassifier() {
        MixtureEvents training = MixtureEvents.generate(1, "training", 20_000);
        Weights weights = InfernoBenchmark.trained(halfWidth(2), training, 1, 20);
        double found = InfernoBenchmark.judged(sigma(2), weights, MixtureEvents.generate(1, "test", 20_000));
        // 24.9 events in benchmark 2, see MixtureTest.
        assertTrue(found < 22, "uncertainty " + found + " after 20 steps");
    }

    @Test
    @Tag("conformance")
    void classifierHasThePapersUncertainties() {
        Network network = Network.inputs(3)
                .dense(100, Activation.RELU)
                .dense(100, Activation.RELU)
                .dense(1, Activation.IDENTITY)
                .build();
        List<Expr> weights = network.variables("network ");
        List<Expr> events = List.of(MixtureShapes.SIGNAL, MixtureShapes.BACKGROUND);
        Expr s = network.apply(MixtureShapes.SIGNAL, weights);
        Expr b = network.apply(MixtureShapes.BACKGROUND, weights);
        Expr entropy = Losses.binaryCrossEntropy(s, Expr.onesLike(s), Expr.onesLike(s))
                .add(Losses.binaryCrossEntropy(b, Expr.zerosLike(b), Expr.onesLike(b)));
        Expr unused = Expr.variable("unused", Shape.scalar());
        MixtureEvents training = MixtureEvents.generate(1, "training", 100_000);
        Weights start = network.initial(1);
        double[] found = new AnnealedTraining(entropy, weights, unused, events)
                .run(start.flat(), 1000, 3e-3, 1, 1, step -> training.batch(step, 2000));
        List<Expr> constants = start.with(found).constants();
        double[] edges = new double[11];
        Arrays.setAll(edges, k -> k / 10.0);
        MixtureShapes shapes = MixtureShapes.of((x, one) -> Histograms.hard(
                network.apply(x, constants).sigmoid().sum(1), one, one, Expr.constant(edges), Overflow.DROP));
        MixtureEvents test = MixtureEvents.generate(1, "test", 200_000);
        for (int benchmark = 0; benchmark < 5; benchmark++) {
            double value = Program.compile(events, List.of(sigma(benchmark).apply(shapes)))
                    .run(test.signal(), test.background())
                    .output(0)
                    .item();
            System.out.printf("benchmark %d: classifier %.2f (paper %.2f)%n", benchmark, value, CLASSIFIER[benchmark]);
            // The paper's trainings scatter by up to 2.2 % (benchmark 2), and its 100 000 test events by another per
            // cent.
            assertEquals(CLASSIFIER[benchmark], value, 0.025 * CLASSIFIER[benchmark]);
        }
    }

    /** INFERNO's loss reaches what the paper has, in all benchmarks; training on the interval improves 2 to 4. */
    @Test
    @Tag("conformance")
    void tableIsReachedAndImproved() {
        MixtureEvents training = MixtureEvents.generate(1, "training", 100_000);
        MixtureEvents test = MixtureEvents.generate(1, "test", 200_000);
        for (int benchmark = 0; benchmark < 5; benchmark++) {
            double inferno = median(sigma(benchmark), benchmark, training, test);
            double slack = SPREAD * inferno;
            assertTrue(
                    inferno <= INFERNO[benchmark] + ABOVE[benchmark] + slack,
                    "benchmark " + benchmark + ": " + inferno);
            assertTrue(inferno >= ANALYTICAL[benchmark] - slack, "benchmark " + benchmark + ": " + inferno);
            if (benchmark >= 2) {
                double interval = median(halfWidth(benchmark), benchmark, training, test);
                assertTrue(
                        interval < INFERNO[benchmark] - BELOW[benchmark], "benchmark " + benchmark + ": " + interval);
            }
        }
    }

    private static double median(
            Function<MixtureShapes, Expr> objective, int benchmark, MixtureEvents training, MixtureEvents test) {
        double[] found = new double[3];
        for (int seed = 0; seed < found.length; seed++) {
            Weights weights = InfernoBenchmark.trained(objective, training, seed, 600);
            found[seed] = InfernoBenchmark.judged(sigma(benchmark), weights, test);
            System.out.printf(
                    Locale.ROOT,
                    "benchmark %d, seed %d: uncertainty %.3f, half the interval %.3f (INFERNO %.2f)%n",
                    benchmark,
                    seed,
                    found[seed],
                    InfernoBenchmark.judged(halfWidth(benchmark), weights, test),
                    INFERNO[benchmark]);
        }
        Arrays.sort(found);
        return found[1];
    }
}
