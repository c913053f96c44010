package dev.limen.inference;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Graph;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the POI is scanned.
 *
 * @param lower finite
 * @param upper finite, above it
 */
public record ScanRange(double lower, double upper) {
    private static final double DEVIATIONS = 4;

    /** Checks the ends. */
    public ScanRange {
        if (!(Double.isFinite(lower) && Double.isFinite(upper) && lower < upper)) {
            throw new IllegalArgumentException(
                    "scan from " + lower + " to " + upper + "; expected two finite numbers, the smaller one first");
        }
    }

    /**
     * Four standard deviations around the fitted POI, 0 included, within the POI's lower bound; the ends are rounded
     * outwards to two digits.
     *
     * @throws dev.limen.autodiff.NotConvergedException if the fit did not converge
     */
    public static ScanRange around(LogLikelihood model, Data data) {
        Evaluated evaluated = model.compiled().evaluate(new BestAndLength(), data);
        double best = evaluated.value(0);
        double reach = DEVIATIONS * evaluated.value(1);
        double bound = model.parameters().get(model.requirePoi()).lower();
        double from = Math.min(0, rounded(best - reach, RoundingMode.FLOOR));
        return new ScanRange(Math.max(from, bound), rounded(Math.max(best, 0) + reach, RoundingMode.CEILING));
    }

    /**
     * Some standard deviations around the best fit of any parameter, within its bounds; the ends are rounded outwards to two
     * digits of their distance.
     *
     * @param parameter its position
     * @param deviations above 0
     * @throws IllegalArgumentException if the parameter is fixed
     * @throws dev.limen.autodiff.NotConvergedException if the fit did not converge
     */
    public static ScanRange around(LogLikelihood model, Data data, int parameter, double deviations) {
        Parameter chosen = model.parameters().get(parameter);
        ProfileScan.requireFree(chosen);
        Evaluated evaluated = WidenedPoi.other(model, parameter).compiled().evaluate(new BestAndLength(), data);
        double best = evaluated.value(0);
        double reach = deviations * evaluated.value(1);
        return new ScanRange(
                Math.max(chosen.lower(), rounded(best - reach, reach, RoundingMode.FLOOR)),
                Math.min(chosen.upper(), rounded(best + reach, reach, RoundingMode.CEILING)));
    }

    private static double rounded(double value, double reach, RoundingMode mode) {
        BigDecimal digits = new BigDecimal(reach).round(new MathContext(2, RoundingMode.CEILING));
        return new BigDecimal(value).setScale(digits.scale(), mode).doubleValue();
    }

    private static double rounded(double value, RoundingMode mode) {
        return new BigDecimal(value).round(new MathContext(2, mode)).doubleValue();
    }

    /**
     * Points at equal distances, both ends included.
     *
     * @param count 2 or more
     */
    public List<Double> points(int count) {
        if (count < 2) {
            throw new IllegalArgumentException("scan of " + count + " points; expected 2 or more");
        }
        return IntStream.range(0, count)
                .mapToObj(i -> i == count - 1 ? upper : lower + (upper - lower) * i / (count - 1))
                .toList();
    }

    private record BestAndLength() implements Procedure {
        @Override
        public Graph graph(Fitter fitter) {
            Data data = fitter.anyData();
            Fit fit = fitter.free(data);
            Expr length = fitter.poiLength(fit.parameters(), fit.sides(), data);
            return new Graph(List.of(data.main(), data.auxiliary()), List.of(fitter.poi(fit.parameters()), length));
        }
    }
}
