package dev.limen.histfactory;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Graph;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntConsumer;

/** Gradients of scalars by all numbers of a model, and central differences with every fit done again. */
final class RefittedDifferences {
    private static final double PLAIN_STEP = 1e-3;
    private static final double[] STEPS = {8e-3, 2e-3, 5e-4, 1.25e-4};

    private final Numbers numbers;
    private final List<String> labels;
    private final Program values;
    private final List<double[]> gradients = new ArrayList<>();
    private double worst;
    private int shrunk;
    private int oneSided;
    private int compared;

    RefittedDifferences(Workspace workspace, Map<String, Expr> scalars) {
        this(workspace, workspace.model(), scalars);
    }

    RefittedDifferences(Workspace workspace, Model model, Map<String, Expr> scalars) {
        this.numbers = new Numbers(workspace, model);
        this.labels = List.copyOf(scalars.keySet());
        List<Expr> outputs = List.copyOf(scalars.values());
        for (Map.Entry<String, Expr> entry : scalars.entrySet()) {
            Expr scalar = entry.getValue();
            List<Expr> byNumbers = Derivatives.gradient(scalar, numbers.expressions());
            Result result = Program.compile(List.of(), byNumbers).run();
            List<Tensor> tensors = new ArrayList<>();
            for (int i = 0; i < byNumbers.size(); i++) {
                if (!result.certificates(i).stream().allMatch(Certificate::converged)) {
                    throw new IllegalStateException(workspace.name() + ": " + entry.getKey() + ": "
                            + result.certificates(i).stream()
                                    .filter(certificate -> !certificate.converged())
                                    .toList());
                }
                tensors.add(result.output(i));
            }
            gradients.add(numbers.scaled(tensors));
        }
        List<Expr> variables = numbers.expressions().stream()
                .map(expr -> Expr.variable("number", expr.shape()))
                .toList();
        this.values = Program.compile(variables, new Graph(numbers.expressions(), outputs).call(variables));
    }

    Numbers numbers() {
        return numbers;
    }

    /** The largest deviation found, in units of what is allowed. */
    double worst() {
        return worst;
    }

    /** What was compared and how well, for a table. */
    String summary() {
        return String.format(
                Locale.ROOT, "%d derivatives, worst %.2f, %d shrunk, %d one-sided", compared, worst, shrunk, oneSided);
    }

    /** Compares the derivatives by every number; returns the failures. */
    List<String> compareAll() {
        return compareAll(done -> {});
    }

    /**
     * Compares the derivatives by every number; returns the failures.
     *
     * @param progress told of every hundred how many are done
     */
    List<String> compareAll(IntConsumer progress) {
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            failures.addAll(compare(i));
            if (i % 100 == 99) {
                progress.accept(i + 1);
            }
        }
        return failures;
    }

    /** Compares the derivatives along random directions of numbers of some kinds; returns the failures. */
    List<String> compareDirections(int directions, Set<String> kinds) {
        Random random = new Random(20261121);
        List<String> failures = new ArrayList<>();
        for (int k = 0; k < directions; k++) {
            double[] direction = new double[numbers.size()];
            for (int i = 0; i < direction.length; i++) {
                double step = random.nextGaussian() / Math.sqrt(direction.length);
                direction[i] = kinds.contains(numbers.kind(i)) ? step : 0;
            }
            failures.addAll(compare("direction " + k, direction));
        }
        return failures;
    }

    /** Compares the derivatives along random directions and by some numbers, of every kind one; returns the failures. */
    List<String> compareSome(int directions, int components) {
        Random random = new Random(20261121);
        List<String> failures = new ArrayList<>();
        int size = numbers.size();
        for (int k = 0; k < directions; k++) {
            double[] direction = new double[size];
            for (int i = 0; i < size; i++) {
                // Small enough together that no parameter changes its region.
                direction[i] = random.nextGaussian() / Math.sqrt(size);
            }
            failures.addAll(compare("direction " + k, direction));
        }
        Set<Integer> chosen = new LinkedHashSet<>();
        Set<String> kinds = new HashSet<>();
        for (int i = 0; i < size; i++) {
            if (kinds.add(numbers.kind(i))) {
                chosen.add(i);
            }
        }
        while (chosen.size() < Math.min(components, size)) {
            chosen.add(random.nextInt(size));
        }
        chosen.forEach(i -> failures.addAll(compare(i)));
        return failures;
    }

    private List<String> compare(int component) {
        double[] unit = new double[numbers.size()];
        unit[component] = 1;
        return compare(numbers.kind(component) + " number " + component, unit);
    }

    /** Compares the derivatives along a direction; returns the failures. */
    List<String> compare(String what, double[] direction) {
        int n = labels.size();
        double[] allowed = new double[n];
        double[] exact = new double[n];
        for (int k = 0; k < n; k++) {
            double largest = 0;
            for (int i = 0; i < direction.length; i++) {
                exact[k] += gradients.get(k)[i] * direction[i];
                largest = Math.max(largest, Math.abs(gradients.get(k)[i]));
            }
            allowed[k] = 1e-6 * Math.abs(exact[k]) + 1e-8 * largest;
        }
        double[] best = new double[n];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        // Most derivatives agree with the plain difference already, at a third of the fits.
        boolean done = nearer(central(direction, PLAIN_STEP), exact, allowed, best);
        for (int attempt = 0; attempt < STEPS.length && !done; attempt++) {
            for (double[] estimate : richardson(direction, STEPS[attempt])) {
                done = nearer(estimate, exact, allowed, best);
            }
            if (!done) {
                shrunk++;
            }
        }
        oneSided(direction, exact, allowed, best);
        compared += n;
        List<String> failures = new ArrayList<>();
        for (int k = 0; k < n; k++) {
            double deviation = best[k] == 0 ? 0 : best[k] / allowed[k];
            worst = Math.max(worst, deviation);
            if (!(deviation <= 1)) {
                failures.add(labels.get(k) + " by " + what + ": derivative " + exact[k] + ", off by " + best[k]);
            }
        }
        return failures;
    }

    private static boolean nearer(double[] estimate, double[] exact, double[] allowed, double[] best) {
        boolean done = true;
        for (int k = 0; k < best.length; k++) {
            best[k] = Math.min(best[k], Math.abs(estimate[k] - exact[k]));
            done &= best[k] <= allowed[k];
        }
        return done;
    }

    /** Where the central difference disagrees: those to either side, of which one is meant at a weakly active bound. */
    private void oneSided(double[] direction, double[] exact, double[] allowed, double[] best) {
        boolean done = true;
        for (int k = 0; k < best.length; k++) {
            done &= best[k] <= allowed[k];
        }
        for (double side : new double[] {1, -1}) {
            if (done) {
                return;
            }
            double[] estimate = sided(direction, side * 2e-3);
            done = true;
            for (int k = 0; k < best.length; k++) {
                double off = Math.abs(estimate[k] - exact[k]);
                if (best[k] > allowed[k] && off <= allowed[k]) {
                    best[k] = allowed[k];
                    oneSided++;
                }
                done &= best[k] <= allowed[k];
            }
        }
    }

    /** One-sided differences of third order, extrapolated to the fourth. */
    private double[] sided(double[] direction, double h) {
        double[] coarse = forward(direction, h);
        double[] fine = forward(direction, h / 2);
        for (int k = 0; k < fine.length; k++) {
            fine[k] = (8 * fine[k] - coarse[k]) / 7;
        }
        return fine;
    }

    private double[] forward(double[] direction, double h) {
        double[] zero = at(direction, 0);
        double[] one = at(direction, h);
        double[] two = at(direction, 2 * h);
        double[] three = at(direction, 3 * h);
        for (int k = 0; k < zero.length; k++) {
            zero[k] = (-11 * zero[k] + 18 * one[k] - 9 * two[k] + 2 * three[k]) / (6 * h);
        }
        return zero;
    }

    /** Central differences at h, h/2 and h/4: extrapolated once, which suffers less from rounding, and twice. */
    private List<double[]> richardson(double[] direction, double h) {
        double[] one = central(direction, h);
        double[] two = central(direction, h / 2);
        double[] four = central(direction, h / 4);
        double[] once = new double[one.length];
        double[] twice = new double[one.length];
        for (int k = 0; k < one.length; k++) {
            once[k] = (4 * two[k] - one[k]) / 3;
            twice[k] = (16 * (4 * four[k] - two[k]) / 3 - once[k]) / 15;
        }
        return List.of(once, twice);
    }

    private double[] central(double[] direction, double h) {
        double[] up = at(direction, h);
        double[] down = at(direction, -h);
        for (int k = 0; k < up.length; k++) {
            up[k] = (up[k] - down[k]) / (2 * h);
        }
        return up;
    }

    private double[] at(double[] direction, double step) {
        Result result = values.run(numbers.moved(direction, step));
        double[] all = new double[labels.size()];
        for (int k = 0; k < all.length; k++) {
            double value = result.output(k).item();
            // Z = sqrt(q0): a q0 below 1e-12 is the rounding of a difference of two minima, and its root is noise.
            all[k] = labels.get(k).equals("Z") && value < 1e-6 ? 0 : value;
        }
        return all;
    }
}
