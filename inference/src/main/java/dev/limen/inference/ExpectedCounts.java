package dev.limen.inference;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The counts that a model expects at its nominal parameters: without signal, and what POI 1 adds, bin by bin. */
public final class ExpectedCounts {
    /** Below so many expected background events asymptotic formulae are off by more than ten percent. */
    public static final double FEW = 10;

    private static final double SHARE = 0.9;

    private final double[] background;
    private final double[] signal;

    private ExpectedCounts(double[] background, double[] signal) {
        this.background = background;
        this.signal = signal;
    }

    /**
     * Computes them.
     *
     * @throws IllegalStateException if the model has no POI
     */
    public static ExpectedCounts of(LogLikelihood model) {
        Result result = Program.compile(List.of(), expressions(model.compiled().numbers()))
                .run();
        return new ExpectedCounts(result.output(0).toDoubles(), result.output(1).toDoubles());
    }

    /** The counts without signal and what POI 1 adds, both {@code [bins]}. */
    static List<Expr> expressions(Fitter fitter) {
        LogLikelihood model = fitter.model();
        Expr without = model.expected(fitter.startsAt(Expr.constant(0))).main();
        Expr with = model.expected(fitter.startsAt(Expr.constant(1))).main();
        return List.of(without, with.sub(without));
    }

    /** The values of {@link #expressions}. */
    static ExpectedCounts of(List<Double> background, List<Double> signal) {
        return new ExpectedCounts(
                background.stream().mapToDouble(Double::doubleValue).toArray(),
                signal.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The absolute numbers of signal events, added. */
    double signal() {
        return Arrays.stream(signal).map(Math::abs).sum();
    }

    /**
     * The expected background in the bins that carry the sensitivity: those with the largest s^2/b that together have
     * 90 % of its sum; infinite where there is no signal. A bin without background counts more than any other.
     */
    public double sensitiveBackground() {
        double[] weight = IntStream.range(0, signal.length)
                .mapToDouble(b -> signal[b] == 0 ? 0 : signal[b] * signal[b] / Math.max(background[b], 0))
                .toArray();
        double sum = Arrays.stream(weight).sum();
        int[] order = IntStream.range(0, weight.length)
                .filter(b -> weight[b] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(b -> -weight[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        double events = 0;
        double carried = 0;
        for (int b : order) {
            events += Math.max(background[b], 0);
            carried += weight[b];
            if (carried >= SHARE * sum) {
                return events;
            }
        }
        return Double.POSITIVE_INFINITY;
    }
}
