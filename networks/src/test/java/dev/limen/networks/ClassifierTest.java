package dev.limen.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.GradientCheck;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Activation;
import dev.limen.autodiff.optimise.Schedule;
import dev.limen.autodiff.random.RandomSource;
import dev.limen.autodiff.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two half-moons told apart, and the losses that teach it. */
final class ClassifierTest {
    private static final int EVENTS = 600;

    private record Sample(double[] x, double[] y, double[] w) {
        static Sample moons(long seed) {
            double[] x = new double[2 * EVENTS];
            double[] y = new double[EVENTS];
            double[] w = new double[EVENTS];
            for (int i = 0; i < EVENTS; i++) {
                RandomStream random = new RandomSource(seed, "moons").at(i);
                double angle = Math.PI * random.uniform();
                y[i] = i % 2;
                x[2 * i] = (y[i] == 0 ? Math.cos(angle) : 1 - Math.cos(angle)) + 0.1 * random.normal();
                x[2 * i + 1] = (y[i] == 0 ? Math.sin(angle) : 0.5 - Math.sin(angle)) + 0.1 * random.normal();
                w[i] = 0.5 + random.uniform();
            }
            return new Sample(x, y, w);
        }
    }

    private static double accuracy(Network network, UpdateRule rule, double rate, int steps) {
        Expr x = Expr.variable("x", Shape.of(Shape.EVENTS, 2));
        Expr y = Expr.variable("y", Shape.events());
        Expr w = Expr.variable("w", Shape.events());
        List<Expr> variables = network.variables("");
        List<Expr> statistics = network.batchStatistics(x, w, variables);
        Expr logits = network.apply(x, variables, statistics).reshape(Shape.events());
        Expr loss = Losses.binaryCrossEntropy(logits, y, w);
        List<Expr> inputs = new ArrayList<>(List.of(x, y, w));
        inputs.addAll(variables);
        List<Expr> outputs = new ArrayList<>(List.of(loss));
        outputs.addAll(Derivatives.gradient(loss, variables));
        outputs.addAll(statistics);
        Program program = Program.compile(inputs, outputs);
        Sample train = Sample.moons(1);
        Weights weights = network.initial(2);
        TrainingPlan plan = new TrainingPlan(
                rule, List.of(ParameterGroup.free("network", weights.size()).rate(rate)), Schedule.cosine(0.01), steps);
        TrainingState state = plan.begin(weights.flat(), 3);
        int tensors = variables.size();
        List<Tensor> measured = List.of();
        while (state.step() < steps && state.ended().isEmpty()) {
            Result result = program.run(bound(train, weights.with(state.point())));
            Weights gradient = weights.with(result.outputs().subList(1, 1 + tensors));
            measured = result.outputs().subList(1 + tensors, result.outputs().size());
            state = plan.next(state, result.output(0).item(), gradient.flat());
        }
        Sample test = Sample.moons(4);
        Expr score = network.apply(
                Expr.constant(Tensor.of(Shape.of(EVENTS, 2), test.x())),
                weights.with(state.values()).constants(),
                network.statistics(measured).constants());
        double[] scores = Program.evaluate(score).toDoubles();
        Scores.requireSpread("moons", scores);
        int right = 0;
        for (int i = 0; i < EVENTS; i++) {
            right += (scores[i] > 0) == (test.y()[i] == 1) ? 1 : 0;
        }
        return (double) right / EVENTS;
    }

    private static List<Tensor> bound(Sample sample, Weights weights) {
        List<Tensor> values = new ArrayList<>(
                List.of(Tensor.of(Shape.of(EVENTS, 2), sample.x()), Tensor.of(sample.y()), Tensor.of(sample.w())));
        values.addAll(weights.tensors());
        return values;
    }

    private static Network network() {
        return Network.inputs(2)
                .dense(16, Activation.TANH)
                .dense(16, Activation.TANH)
                .dense(1, Activation.IDENTITY)
                .build();
    }

    @Test
    void adamTellsTheMoonsApart() {
        // The noise alone makes 1 or 2 in a thousand of them ambiguous.
        assertTrue(accuracy(network(), UpdateRule.adam(), 0.03, 150) > 0.985);
    }

    @Test
    void lbfgsTellsTheMoonsApart() {
        assertTrue(accuracy(network(), UpdateRule.lbfgs(10), 0.01, 100) > 0.985);
    }

    @Test
    void a32BitNetworkTellsTheMoonsApart() {
        Network network = Network.inputs(2)
                .dense(16, Activation.RELU)
                .dense(16, Activation.RELU)
                .dense(1, Activation.IDENTITY)
                .float32()
                .build();
        assertTrue(accuracy(network, UpdateRule.adamW(), 0.03, 150) > 0.985);
    }

    @Test
    void aNormalisedResidualNetworkTellsTheMoonsApart() {
        Network network = Network.inputs(2)
                .batchNorm()
                .residual(16, Activation.SILU)
                .batchNorm()
                .activation(Activation.SILU)
                .layerNorm()
                .dense(1, Activation.IDENTITY)
                .build();
        assertTrue(accuracy(network, UpdateRule.nesterov(0.9), 0.1, 100) > 0.985);
    }

    @Test
    void crossEntropyIsStableForAnyLogit() {
        Expr logits = Expr.variable("z", Shape.of(5));
        Expr labels = Expr.constant(1, 0, 1, 0, 1);
        Expr loss = Losses.binaryCrossEntropy(logits, labels, Expr.constant(1, 1, 2, 1, -1));
        Map<Expr, Tensor> point = Map.of(logits, Tensor.of(800, 900, -1000, 0, 0));
        // Of the five events 0, 900, 1000 twice, log 2, and log 2 taken away.
        assertEquals(2900 / 4.0, Program.evaluate(loss, point).item(), 1e-12);
        double[] slopes =
                Program.evaluate(Derivatives.gradient(loss, logits), point).toDoubles();
        assertEquals(
                List.of(0., 0.25, -0.5, 0.125, 0.125),
                java.util.Arrays.stream(slopes).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void lossesHaveTheRightDerivatives(int which) {
        Expr outputs = Expr.variable("p", Shape.of(4));
        Expr targets = Expr.variable("t", Shape.of(4));
        Expr weights = Expr.variable("w", Shape.of(4));
        Expr loss = which == 0
                ? Losses.binaryCrossEntropy(outputs, targets, weights)
                : Losses.meanSquare(outputs, targets, weights);
        GradientCheck.of(
                        loss,
                        List.of(outputs, targets, weights),
                        Map.of(
                                outputs, Tensor.of(0.3, -2, 4, 0.9),
                                targets, Tensor.of(1, 0, 1, 0.5),
                                weights, Tensor.of(1, 2, 0.5, -0.3)))
                // Ridders' differences leave 1e-11 of derivatives of order 1.
                .require(1e-9, 1e-9);
    }

    @Test
    void meanSquareIsAWeightedMean() {
        assertEquals(
                (1 * 4 + 3 * 1) / 4.0,
                Program.evaluate(Losses.meanSquare(Expr.constant(3, 0), Expr.constant(1, 1), Expr.constant(1, 3)))
                        .item());
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Losses.meanSquare(
                                Expr.variable("p", Shape.of(Shape.EVENTS, 1)),
                                Expr.variable("t", Shape.events()),
                                Expr.variable("w", Shape.events())))
                .getMessage();
        assertTrue(message.contains("outputs [events,1], targets [events]"), message);
    }

    @Test
    void aConstantScoreIsADeadNetwork() {
        assertTrue(assertThrows(TrainingException.class, () -> Scores.requireSpread("nn", new double[] {0.5, 0.5}))
                .getMessage()
                .contains("'nn' is 0.5 for all 2 events: a dead network"));
        assertTrue(
                assertThrows(TrainingException.class, () -> Scores.requireSpread("nn", new double[] {0.5, Double.NaN}))
                        .getMessage()
                        .contains("NaN for event 1"));
        Scores.requireSpread("nn", new double[] {0.5, 0.50001});
        Scores.requireSpread("nn", new double[] {0.5});
    }
}
