package dev.limen.histfactory;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Graph;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.inference.Fit;
import dev.limen.inference.Fitter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Gradients of the test statistics q and q0 by all numbers of a model, and those of the likelihood at fitted parameters that
 * are held.
 *
 * <p>q = 2 (NLL(theta(mu)) - NLL(theta-hat)): by the envelope theorem its derivative by a number is that of the NLL at
 * these two points alone, be their parameters held by kinks or not, and no fit is done again for a number. Those of the
 * NLL are compared with its central differences along random directions, and by some numbers.
 */
final class FittedDerivatives {
    private static final double STEP = 1e-3;
    private static final int DIRECTIONS = 40;
    private static final int NUMBERS = 100;

    private final Numbers numbers;
    private final List<String> labels = List.of("q", "q0");
    private final double[][] exact;
    private final double[][] fitted;
    private final double[][] partial;
    private final Program twiceNll;
    private double worst;
    private int compared;
    private double worstDifference;
    private int differences;

    FittedDerivatives(Workspace workspace, Model model) {
        numbers = new Numbers(workspace, model);
        Fitter fitter = new Fitter(model);
        List<Fit> fits = List.of(
                fitter.free(model.data()),
                fitter.conditional(model.data(), Expr.constant(1)),
                fitter.conditional(model.data(), Expr.constant(0)));
        Result found = Program.compile(
                        List.of(), fits.stream().map(Fit::parameters).toList())
                .run();
        fitted = new double[fits.size()][];
        for (int k = 0; k < fitted.length; k++) {
            fitted[k] = found.output(k).toDoubles();
        }
        // As the tests have them, but without the choice of a side: 2 (NLL(1) - NLL-hat), 2 (NLL(0) - NLL-hat).
        List<Expr> statistics = List.of(
                fits.get(1).twiceNll().sub(fits.get(0).twiceNll()),
                fits.get(2).twiceNll().sub(fits.get(0).twiceNll()));
        exact = new double[statistics.size()][];
        for (int k = 0; k < exact.length; k++) {
            List<Expr> byNumbers = Derivatives.gradient(statistics.get(k), numbers.expressions());
            Result result = Program.compile(List.of(), byNumbers).run();
            List<Tensor> tensors = new ArrayList<>();
            for (int i = 0; i < byNumbers.size(); i++) {
                if (!result.certificates(i).stream().allMatch(Certificate::converged)) {
                    throw new IllegalStateException(workspace.name() + ": " + result.certificates(i));
                }
                tensors.add(result.output(i));
            }
            exact[k] = numbers.scaled(tensors);
        }
        partial = new double[fitted.length][];
        for (int f = 0; f < fitted.length; f++) {
            Expr twice = model.logLikelihood(Expr.constant(Tensor.of(fitted[f])), model.data())
                    .mul(-2);
            Result result = Program.compile(List.of(), Derivatives.gradient(twice, numbers.expressions()))
                    .run();
            List<Tensor> tensors = new ArrayList<>();
            for (int i = 0; i < numbers.expressions().size(); i++) {
                tensors.add(result.output(i));
            }
            partial[f] = numbers.scaled(tensors);
        }
        Expr place = Expr.variable("theta", Shape.of(model.parameters().size()));
        Expr likelihood = model.logLikelihood(place, model.data()).mul(-2);
        List<Expr> of = new ArrayList<>(numbers.expressions());
        of.add(place);
        List<Expr> variables = new ArrayList<>();
        of.forEach(expr -> variables.add(Expr.variable("number", expr.shape())));
        twiceNll = Program.compile(variables, new Graph(of, List.of(likelihood)).call(variables));
    }

    String summary() {
        return String.format(
                Locale.ROOT,
                "%d derivatives of q and q0, worst %.2f; %d differences at fitted parameters, worst %.2f",
                compared,
                worst,
                differences,
                worstDifference);
    }

    /** Compares the derivatives by every number; returns the failures. */
    List<String> compareAll() {
        List<String> failures = new ArrayList<>();
        for (int k = 0; k < exact.length; k++) {
            // Where the fit leaves the POI at the value tested, q is 0, and so are its derivatives but for rounding.
            double least = 1e-8 * largest(exact[k]) + 1e-12 * largest(partial[0]);
            for (int i = 0; i < numbers.size(); i++) {
                double off = Math.abs(exact[k][i] - (partial[k + 1][i] - partial[0][i]));
                double deviation = off / (1e-6 * Math.abs(exact[k][i]) + least);
                worst = Math.max(worst, deviation);
                compared++;
                if (!(deviation <= 1)) {
                    failures.add(labels.get(k) + " by " + numbers.kind(i) + " number " + i + ": derivative "
                            + exact[k][i] + ", off by " + off);
                }
            }
        }
        Random random = new Random(20261121);
        for (int d = 0; d < DIRECTIONS + NUMBERS; d++) {
            double[] direction = new double[numbers.size()];
            if (d < DIRECTIONS) {
                for (int i = 0; i < direction.length; i++) {
                    direction[i] = random.nextGaussian() / Math.sqrt(direction.length);
                }
            } else {
                direction[random.nextInt(direction.length)] = 1;
            }
            for (int f = 0; f < fitted.length; f++) {
                double along = 0;
                for (int i = 0; i < direction.length; i++) {
                    along += partial[f][i] * direction[i];
                }
                double off = Math.abs(along - difference(direction, fitted[f]));
                double deviation = off / (1e-6 * Math.abs(along) + 1e-8 * largest(partial[f]));
                worstDifference = Math.max(worstDifference, deviation);
                differences++;
                if (!(deviation <= 1)) {
                    failures.add(
                            "likelihood at fit " + f + " along " + d + ": derivative " + along + ", off by " + off);
                }
            }
        }
        return failures;
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }

    /** The central difference of fourth order. */
    private double difference(double[] direction, double[] theta) {
        double one = value(direction, STEP, theta) - value(direction, -STEP, theta);
        double two = value(direction, 2 * STEP, theta) - value(direction, -2 * STEP, theta);
        return (8 * one - two) / (12 * STEP);
    }

    private double value(double[] direction, double step, double[] theta) {
        List<Tensor> values = new ArrayList<>(numbers.moved(direction, step));
        values.add(Tensor.of(theta));
        return twiceNll.run(values).output(0).item();
    }
}
