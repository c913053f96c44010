package dev.limen.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.GradientCheck;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.inference.Objectives;
import dev.limen.ops.Histogram;
import dev.limen.ops.Histograms;
import dev.limen.ops.Overflow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** INFERNO's mixture: its events, and its likelihood against the paper's rows that need no training. */
class MixtureTest {
    private static final int EVENTS = 200_000;

    private static double mean(Tensor events, int column, int power) {
        double sum = 0;
        for (int i = column; i < events.size(); i += 3) {
            sum += Math.pow(events.at(i), power);
        }
        return sum / (events.size() / 3.0);
    }

    @Test
    void momentsAreThoseOfThePaper() {
        MixtureEvents events = MixtureEvents.generate(1, "moments", EVENTS);
        // Five standard errors: sqrt(variance / events), sqrt(2) variance for a normal square, sqrt(20) / rate^2 for an
        // exponential's.
        double error = 5 / Math.sqrt(EVENTS);
        assertEquals(0, mean(events.signal(), 0, 1), error);
        assertEquals(1, mean(events.signal(), 1, 2), error * Math.sqrt(2));
        assertEquals(0.5, mean(events.signal(), 2, 1), error * 0.5);
        assertEquals(2, mean(events.background(), 0, 1), error * Math.sqrt(5));
        assertEquals(4 + 5, mean(events.background(), 0, 2), error * Math.sqrt(2 * 25 + 4 * 4 * 5));
        assertEquals(9, mean(events.background(), 1, 2), error * Math.sqrt(2) * 9);
        assertEquals(2.0 / 9, mean(events.background(), 2, 2), error * Math.sqrt(20) / 9);
    }

    /** f_s / (f_s + f_b) of events {@code [events, 3]}. */
    private static Expr optimalClassifier(Expr events) {
        Expr[] x = new Expr[3];
        for (int i = 0; i < 3; i++) {
            x[i] = events.slice(1, i, i + 1).sum(1);
        }
        Expr signal =
                x[0].square().add(x[1].square()).mul(-0.5).sub(x[2].mul(2)).add(Math.log(2));
        Expr background = x[0].sub(2)
                .square()
                .div(5)
                .add(x[1].square().div(9))
                .mul(-0.5)
                .sub(x[2].mul(3))
                .add(Math.log(3) - 0.5 * Math.log(45));
        return signal.sub(background).sigmoid();
    }

    private static Histogram binned(Expr events, Expr weight) {
        double[] edges = new double[11];
        Arrays.setAll(edges, k -> k / 10.0);
        return Histograms.hard(optimalClassifier(events), weight, weight, Expr.constant(edges), Overflow.DROP);
    }

    /**
     * The paper's row "Optimal classifier", of 100 000 events of each kind. Its statistical error, and ours, are the larger the
     * more nuisance parameters a template's shape has to tell apart: 2 % covers both.
     */
    @Test
    void optimalClassifierHasThePapersUncertainties() {
        double[] paper = {14.97, 19.12, 24.93, 22.13, 27.98};
        MixtureEvents events = MixtureEvents.generate(2, "optimal", EVENTS);
        MixtureShapes shapes = MixtureShapes.of(MixtureTest::binned);
        List<Expr> sigmas = new ArrayList<>();
        for (int benchmark = 0; benchmark < paper.length; benchmark++) {
            sigmas.add(Objectives.poiUncertainty(new MixtureLikelihood(shapes, benchmark), 50));
        }
        Result found = Program.compile(List.of(MixtureShapes.SIGNAL, MixtureShapes.BACKGROUND), sigmas)
                .run(events.signal(), events.background());
        for (int benchmark = 0; benchmark < paper.length; benchmark++) {
            assertEquals(paper[benchmark], found.output(benchmark).item(), 0.02 * paper[benchmark]);
        }
    }

    private static final double[] SIGNAL = {0.6, 0.2, 0.1, 0.1};
    private static final double[] BACKGROUND = {0.05, 0.15, 0.3, 0.5};
    private static final double[] R_UP = {0.05, 0.18, 0.29, 0.48};
    private static final double[] R_DOWN = {0.05, 0.13, 0.32, 0.5};
    private static final double[] LAMBDA_UP = {0.055, 0.14, 0.345, 0.46};
    private static final double[] LAMBDA_DOWN = {0.045, 0.16, 0.26, 0.535};

    /** Shapes by hand, as variables or as numbers. */
    private static MixtureShapes shapes(List<Expr> all) {
        return new MixtureShapes(
                all.get(0),
                all.get(1),
                new MixtureShapes.Variation(all.get(2), all.get(3), 2, 0.2),
                new MixtureShapes.Variation(all.get(4), all.get(5), 3, 0.5));
    }

    private static List<double[]> numbers() {
        return List.of(SIGNAL, BACKGROUND, R_DOWN, R_UP, LAMBDA_DOWN, LAMBDA_UP);
    }

    /** INFERNO's loss is an element of the inverse of J' diag(1 / rates) J + the constraints' inverse variances. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void uncertaintyIsTheInverseInformation(int benchmark) {
        double[] variances = {0, benchmark >= 3 ? 1 / 0.16 : 0, benchmark >= 3 ? 1 : 0, benchmark >= 4 ? 1e-4 : 0};
        int parameters = 1 + Math.min(benchmark, 2) + (benchmark == 4 ? 1 : 0);
        double[][] information = new double[parameters][parameters];
        for (int bin = 0; bin < 4; bin++) {
            double[] slopes = {
                SIGNAL[bin],
                1000 * (R_UP[bin] - R_DOWN[bin]) / 0.4,
                1000 * (LAMBDA_UP[bin] - LAMBDA_DOWN[bin]) / 1.0,
                BACKGROUND[bin]
            };
            double rate = 50 * SIGNAL[bin] + 1000 * BACKGROUND[bin];
            for (int i = 0; i < parameters; i++) {
                for (int j = 0; j < parameters; j++) {
                    information[i][j] += slopes[i] * slopes[j] / rate;
                }
            }
        }
        for (int i = 0; i < parameters; i++) {
            information[i][i] += variances[i];
        }
        // Schur's complement, parameter after parameter: what remains is the information on s alone.
        for (int k = parameters - 1; k > 0; k--) {
            for (int i = 0; i < k; i++) {
                for (int j = 0; j < k; j++) {
                    information[i][j] -= information[i][k] * information[k][j] / information[k][k];
                }
            }
        }
        List<Expr> constants = numbers().stream().map(Expr::constant).toList();
        Expr sigma = Objectives.poiUncertainty(new MixtureLikelihood(shapes(constants), benchmark), 50);
        assertEquals(1 / Math.sqrt(information[0][0]), Program.evaluate(sigma).item(), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4})
    void objectivesHaveDerivativesByTheShapes(int benchmark) {
        List<Expr> variables = new ArrayList<>();
        Map<Expr, Tensor> point = new HashMap<>();
        for (double[] shape : numbers()) {
            Expr variable = Expr.variable("shape " + variables.size(), Shape.of(4));
            variables.add(variable);
            point.put(variable, Tensor.of(shape));
        }
        MixtureLikelihood likelihood = new MixtureLikelihood(shapes(variables), benchmark);
        // New fits at each point; a share of 0.0005 is half an event of some fifty.
        List<Expr> by = benchmark == 0 ? variables.subList(0, 2) : variables;
        for (Expr objective :
                List.of(Objectives.intervalHalfWidth(likelihood, 50, 1), Objectives.poiUncertainty(likelihood, 50))) {
            GradientCheck.of(objective, by, point, 5e-4, Execution.preferred()).require(1e-6, 1e-6);
        }
    }
}
