package dev.limen.examples;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Activation;
import dev.limen.inference.Objectives;
import dev.limen.networks.Network;
import dev.limen.networks.Weights;
import java.util.ArrayList;
import java.util.List;

/** Trains a network on the expected CLs of neos's three blobs, the background's uncertain place profiled. */
public final class ThreeBlobs {
    static final Network NETWORK = Network.inputs(2)
            .dense(32, Activation.TANH)
            .dense(32, Activation.TANH)
            .dense(1, Activation.SIGMOID)
            .build();
    private static final List<Expr> WEIGHTS = NETWORK.variables("network ");
    private static final List<Expr> EVENTS = List.of(BlobTemplates.SIGNAL, BlobTemplates.BACKGROUND);

    private ThreeBlobs() {}

    /** Weights trained on soft histograms of 2000 events a step, whose bandwidth falls. */
    static Weights trained(BlobEvents events, long seed, int steps) {
        Expr bandwidth = Expr.variable("bandwidth", Shape.scalar());
        BlobTemplates soft = BlobTemplates.soft(x -> NETWORK.apply(x, WEIGHTS), BlobTemplates.EDGES, bandwidth);
        Expr objective = Objectives.expectedLogCls(soft.model(), 1);
        Weights start = NETWORK.initial(seed);
        AnnealedTraining training = new AnnealedTraining(objective, WEIGHTS, bandwidth, EVENTS);
        return start.with(training.run(start.flat(), steps, 0.01, 0.15, 0.05, step -> events.batch(step, 2000)));
    }

    /** Expected CLs of ordinary histograms, and these: signal and background. */
    static Result judged(Weights weights, BlobEvents events) {
        BlobTemplates hard = BlobTemplates.hard(x -> NETWORK.apply(x, WEIGHTS), BlobTemplates.EDGES);
        Expr cls = Objectives.expectedLogCls(hard.model(), 1).exp();
        List<Expr> inputs = new ArrayList<>(WEIGHTS);
        inputs.addAll(EVENTS);
        List<Tensor> values = new ArrayList<>(weights.tensors());
        values.addAll(List.of(events.signal(), events.background()));
        return Program.compile(inputs, List.of(cls, hard.signal(), hard.background()))
                .run(values);
    }

    /** Prints the expected CLs on test events and the histograms behind it. */
    public static void main(String[] arguments) {
        Weights weights = trained(BlobEvents.generate(1, "training", 8000), 1, 40);
        Result result = judged(weights, BlobEvents.generate(1, "test", 2500));
        System.out.printf("expected CLs: %.2g%n", result.output(0).item());
        for (int bin = 0; bin < 4; bin++) {
            System.out.printf(
                    "bin %d: %5.1f signal, %5.1f background%n",
                    bin, result.output(1).at(bin), result.output(2).at(bin));
        }
    }
}
