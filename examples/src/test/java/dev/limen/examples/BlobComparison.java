package dev.limen.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Activation;
import dev.limen.histfactory.Model;
import dev.limen.inference.Objectives;
import dev.limen.networks.Losses;
import dev.limen.networks.Network;
import dev.limen.networks.Weights;
import dev.limen.ops.OrderedEdges;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * The three blobs with floors: at least five expected background events in every bin, and Monte Carlo statistics in the
 * model. A network trained on the expected limit, edges included, beside a classifier whose edges are trained on that limit.
 *
 * @param nuisance whether the background's place is uncertain
 */
record BlobComparison(boolean nuisance) {
    private static final int EVENTS = 7500;
    private static final int TEST_EVENTS = 20_000;
    private static final double LEAST_BACKGROUND = 5;
    private static final OrderedEdges BINS = new OrderedEdges(0, 1, 4, 0.01);
    private static final Expr FREE = Expr.variable("edges", Shape.of(3));
    private static final Expr BANDWIDTH = Expr.variable("bandwidth", Shape.scalar());
    private static final List<Expr> POINTS = List.of(BlobTemplates.SIGNAL, BlobTemplates.BACKGROUND);
    private static final Network NETWORK = Network.inputs(2)
            .dense(32, Activation.TANH)
            .dense(32, Activation.TANH)
            .dense(1, Activation.IDENTITY)
            .build();

    private Expr limit(BlobTemplates templates, int events) {
        Expr sumw2 = templates.background().mul(100.0 / events);
        Model model = Model.build(m -> m.poi("mu").channel("SR", c -> c.sample(
                        "signal", templates.signal(), s -> s.normfactor("mu"))
                .sample(
                        "background",
                        templates.background(),
                        s -> nuisance
                                ? s.staterror("mcstat", sumw2).histosys("centre", templates.down(), templates.up())
                                : s.staterror("mcstat", sumw2))));
        return Objectives.expectedLimit(model, 0.95);
    }

    /** log limit, and a wall that rises where a bin has less than a quarter more background than the floor. */
    private Expr objective(UnaryOperator<Expr> score, int batch) {
        BlobTemplates soft = BlobTemplates.soft(score, BINS.edges(FREE), BANDWIDTH);
        Expr missing =
                soft.background().div(1.25 * LEAST_BACKGROUND).neg().add(1).max(0);
        return limit(soft, batch).log().add(missing.square().sum().mul(20));
    }

    private static Expr score(Expr points, List<Expr> weights) {
        return NETWORK.apply(points, weights).sigmoid();
    }

    /** Weights and free numbers of the edges. */
    private record Trained(Weights weights, double[] edges) {}

    private Trained classifier(BlobEvents events, long seed, int steps) {
        List<Expr> weights = NETWORK.variables("network ");
        Expr s = NETWORK.apply(BlobTemplates.SIGNAL, weights);
        Expr b = NETWORK.apply(BlobTemplates.BACKGROUND, weights);
        Expr entropy = Losses.binaryCrossEntropy(s, Expr.onesLike(s), Expr.onesLike(s))
                .add(Losses.binaryCrossEntropy(b, Expr.zerosLike(b), Expr.onesLike(b)));
        Weights start = NETWORK.initial(seed);
        Weights found = start.with(new AnnealedTraining(entropy, weights, BANDWIDTH, POINTS)
                .run(start.flat(), 2 * steps, 0.01, 1, 1, step -> events.batch(step, 2500)));
        Expr limit = objective(points -> score(points, found.constants()), EVENTS);
        double[] edges = new AnnealedTraining(limit, List.of(FREE), BANDWIDTH, POINTS)
                .run(new double[3], steps, 0.1, 0.05, 0.01, step -> events.batch(step, EVENTS));
        return new Trained(found, edges);
    }

    private Trained onTheLimit(BlobEvents events, Trained from, int steps) {
        List<Expr> trained = new ArrayList<>(NETWORK.variables("network "));
        List<Expr> weights = List.copyOf(trained);
        trained.add(FREE);
        double[] start = from.weights().flat();
        double[] all = Arrays.copyOf(start, start.length + 3);
        System.arraycopy(from.edges(), 0, all, start.length, 3);
        double[] found = new AnnealedTraining(
                        objective(points -> score(points, weights), 2500), trained, BANDWIDTH, POINTS)
                .run(all, steps, 0.01, 0.05, 0.01, step -> events.batch(step, 2500));
        return new Trained(
                from.weights().with(Arrays.copyOf(found, start.length)),
                Arrays.copyOfRange(found, start.length, all.length));
    }

    /** The expected limit with ordinary histograms, and the smallest background of a bin. */
    private double[] judged(Trained trained, BlobEvents events) {
        BlobTemplates hard = BlobTemplates.hard(
                points -> score(points, trained.weights().constants()), BINS.edges(Expr.constant(trained.edges())));
        Result result = Program.compile(
                        POINTS,
                        List.of(limit(hard, TEST_EVENTS), hard.background().minimum()))
                .run(List.<Tensor>of(events.signal(), events.background()));
        return new double[] {result.output(0).item(), result.output(1).item()};
    }

    /** What the limit falls by, relatively, in the mean of the seeds, and the error of that. */
    double[] gain(int seeds, int steps) {
        double sum = 0;
        double squares = 0;
        StringBuilder all = new StringBuilder();
        for (int seed = 0; seed < seeds; seed++) {
            BlobEvents training = BlobEvents.generate(seed, "training", EVENTS);
            BlobEvents test = BlobEvents.generate(seed, "test", TEST_EVENTS);
            Trained classifier = classifier(training, seed, steps);
            double[] before = judged(classifier, test);
            double[] after = judged(onTheLimit(training, classifier, steps), test);
            all.append(String.format(
                    Locale.ROOT,
                    "nuisance %b, seed %d: limit %.4f of the classifier, %.4f of the network; least background %.2f, %.2f%n",
                    nuisance,
                    seed,
                    before[0],
                    after[0],
                    before[1],
                    after[1]));
            assertTrue(Math.min(before[1], after[1]) >= LEAST_BACKGROUND, all.toString());
            double gain = Math.log(before[0] / after[0]);
            sum += gain;
            squares += gain * gain;
        }
        System.out.print(all);
        double mean = sum / seeds;
        return new double[] {mean, Math.sqrt((squares / seeds - mean * mean) / Math.max(1, seeds - 1))};
    }
}
