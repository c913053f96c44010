package dev.limen.examples;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Activation;
import dev.limen.inference.Objectives;
import dev.limen.networks.Network;
import dev.limen.networks.Weights;
import dev.limen.ops.SoftmaxHistograms;
import java.util.ArrayList;
import java.util.List;

/** Trains a network on the interval of INFERNO's benchmark 2, whose likelihood is written by hand. */
public final class InfernoBenchmark {
    private static final Network NETWORK = Network.inputs(3)
            .dense(100, Activation.RELU)
            .dense(100, Activation.RELU)
            .dense(10, Activation.IDENTITY)
            .build();
    private static final List<Expr> WEIGHTS = NETWORK.variables("network ");
    private static final List<Expr> EVENTS = List.of(MixtureShapes.SIGNAL, MixtureShapes.BACKGROUND);

    private InfernoBenchmark() {}

    private static Expr ones(Expr events) {
        return Expr.onesLike(events.sum(1));
    }

    /** Weights trained on the profiled interval of s with softmax histograms, whose temperature falls. */
    static Weights trained(int benchmark, MixtureEvents events, long seed, int steps) {
        Expr temperature = Expr.variable("temperature", Shape.scalar());
        MixtureShapes soft = MixtureShapes.of(
                x -> SoftmaxHistograms.ofScores(NETWORK.apply(x, WEIGHTS), ones(x), ones(x), temperature)
                        .sumw());
        Expr objective = Objectives.intervalHalfWidth(new MixtureLikelihood(soft, benchmark), 50, 1);
        return new AnnealedTraining(objective, WEIGHTS, temperature, EVENTS)
                .run(NETWORK.initial(seed), steps, 2e-3, 1, 0.1, step -> events.batch(step, 1000));
    }

    /** The expected uncertainty of s where each event counts in the bin of its largest score. */
    static double judged(int benchmark, Weights weights, MixtureEvents events) {
        MixtureShapes hard =
                MixtureShapes.of(x -> SoftmaxHistograms.hardOfScores(NETWORK.apply(x, WEIGHTS), ones(x), ones(x))
                        .sumw());
        Expr sigma = Objectives.poiUncertainty(new MixtureLikelihood(hard, benchmark), 50);
        List<Expr> inputs = new ArrayList<>(WEIGHTS);
        inputs.addAll(EVENTS);
        List<Tensor> values = new ArrayList<>(weights.tensors());
        values.addAll(List.of(events.signal(), events.background()));
        return Program.compile(inputs, List.of(sigma)).run(values).output(0).item();
    }

    /** Prints the uncertainty after training. */
    public static void main(String[] arguments) {
        Weights weights = trained(2, MixtureEvents.generate(1, "training", 20_000), 1, 100);
        System.out.printf("s = 50 +- %.1f%n", judged(2, weights, MixtureEvents.generate(1, "test", 50_000)));
    }
}
