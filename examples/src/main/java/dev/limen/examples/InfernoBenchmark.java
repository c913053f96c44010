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
import java.util.function.Function;

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

    /** Weights that make small an objective of softmax histograms, whose temperature falls. */
    static Weights trained(Function<MixtureShapes, Expr> objective, MixtureEvents events, long seed, int steps) {
        Expr temperature = Expr.variable("temperature", Shape.scalar());
        MixtureShapes soft = MixtureShapes.of(
                (x, one) -> SoftmaxHistograms.ofScores(NETWORK.apply(x, WEIGHTS), one, one, temperature));
        AnnealedTraining training = new AnnealedTraining(objective.apply(soft), WEIGHTS, temperature, EVENTS);
        Weights start = NETWORK.initial(seed);
        return start.with(training.run(start.flat(), steps, 2e-3, 1, 0.1, step -> events.batch(step, 1000)));
    }

    /** A number where each event counts in the bin of its largest score. */
    static double judged(Function<MixtureShapes, Expr> number, Weights weights, MixtureEvents events) {
        MixtureShapes hard =
                MixtureShapes.of((x, one) -> SoftmaxHistograms.hardOfScores(NETWORK.apply(x, WEIGHTS), one, one));
        List<Expr> inputs = new ArrayList<>(WEIGHTS);
        inputs.addAll(EVENTS);
        List<Tensor> values = new ArrayList<>(weights.tensors());
        values.addAll(List.of(events.signal(), events.background()));
        Program program = Program.compile(inputs, List.of(number.apply(hard)));
        return program.run(values).output(0).item();
    }

    private static Expr halfWidth(MixtureShapes shapes) {
        return Objectives.intervalHalfWidth(new MixtureLikelihood(shapes, 2), 50, 1);
    }

    /** Prints the interval after training. */
    public static void main(String[] arguments) {
        Weights weights = trained(InfernoBenchmark::halfWidth, MixtureEvents.generate(1, "training", 20_000), 1, 100);
        double width = judged(InfernoBenchmark::halfWidth, weights, MixtureEvents.generate(1, "test", 50_000));
        System.out.printf("s = 50 +- %.1f%n", width);
    }
}
