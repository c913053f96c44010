package dev.limen.autodiff.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each function against 60 or more values of mpmath (special-functions.csv says how they were made). */
class ReferenceValuesTest {

    private record Point(double argument, double value) {}

    private static final Map<String, DoubleUnaryOperator> FUNCTIONS = Map.ofEntries(
            Map.entry("exp", Exponential::exp),
            Map.entry("expm1", Exponential::expm1),
            Map.entry("tanh", Exponential::tanh),
            Map.entry("sigmoid", Exponential::sigmoid),
            Map.entry("softplus", Logarithm::softplus),
            Map.entry("log", Logarithm::log),
            Map.entry("log1p", Logarithm::log1p),
            Map.entry("erf", ErrorFunction::erf),
            Map.entry("erfc", ErrorFunction::erfc),
            Map.entry("density", Normal::density),
            Map.entry("cdf", Normal::cdf),
            Map.entry("logCdf", Normal::logCdf),
            Map.entry("logCdfSlope", Normal::logCdfSlope),
            Map.entry("quantile", Normal::quantile),
            Map.entry("quantileOfLog", Normal::quantileOfLog),
            Map.entry("logGamma", GammaFunction::logGamma),
            Map.entry("digamma", GammaFunction::digamma),
            Map.entry("trigamma", x -> GammaFunction.polygamma(1, x)),
            Map.entry("polygamma2", x -> GammaFunction.polygamma(2, x)),
            Map.entry("polygamma3", x -> GammaFunction.polygamma(3, x)),
            Map.entry("polygamma4", x -> GammaFunction.polygamma(4, x)),
            Map.entry("polygamma5", x -> GammaFunction.polygamma(5, x)),
            Map.entry("polygamma8", x -> GammaFunction.polygamma(8, x)));

    private static final Map<String, List<Point>> REFERENCE = read();

    private static Map<String, List<Point>> read() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                ReferenceValuesTest.class.getResourceAsStream("special-functions.csv"), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(","))
                    .collect(Collectors.groupingBy(
                            cells -> cells[0],
                            Collectors.mapping(
                                    cells -> new Point(Double.parseDouble(cells[1]), Double.parseDouble(cells[2])),
                                    Collectors.toList())));
        } catch (IOException e) {
            throw new IllegalStateException("special-functions.csv cannot be read", e);
        }
    }

    /** The Javadoc of each function states these bounds; half an ulp of rounding is in the reference itself. */
    @ParameterizedTest
    @CsvSource({
        "exp, 1.0",
        "expm1, 2",
        "tanh, 3",
        "sigmoid, 2",
        "softplus, 3",
        "log, 1.0",
        "log1p, 2",
        "erf, 3",
        "erfc, 5",
        "density, 2",
        "cdf, 6",
        "logCdf, 6",
        "logCdfSlope, 6",
        "polygamma2, 30",
        "polygamma3, 30",
        "polygamma4, 30",
        "polygamma5, 30",
        "polygamma8, 40",
    })
    void isWithinUnitsInTheLastPlace(String name, double ulps) {
        List<Point> points = REFERENCE.get(name);
        assertTrue(points.size() >= 60, () -> name + " has " + points.size() + " reference values");
        double worst = 0;
        double at = Double.NaN;
        for (Point p : points) {
            double error = Math.abs(FUNCTIONS.get(name).applyAsDouble(p.argument) - p.value) / Math.ulp(p.value);
            if (!(error <= worst)) {
                worst = error;
                at = p.argument;
            }
        }
        if (Boolean.getBoolean("limen.print")) System.out.println(name + " " + worst + " at " + at);
        assertEquals(0, worst, ulps, name + " at " + at);
    }

    /** Where a function has a zero its neighbourhood is only as good as its argument: error over max(1, |value|). */
    @ParameterizedTest
    @CsvSource({"quantile, 1e-15", "quantileOfLog, 1e-15", "logGamma, 1e-15", "digamma, 2e-15", "trigamma, 3e-15"})
    void isCloseRelativeToOneOrMore(String name, double tolerance) {
        double worst = 0;
        double at = Double.NaN;
        for (Point p : REFERENCE.get(name)) {
            double error =
                    Math.abs(FUNCTIONS.get(name).applyAsDouble(p.argument) - p.value) / Math.max(1, Math.abs(p.value));
            if (!(error <= worst)) {
                worst = error;
                at = p.argument;
            }
        }
        if (Boolean.getBoolean("limen.print")) System.out.println(name + " " + worst + " at " + at);
        assertEquals(0, worst, tolerance, name + " at " + at);
    }
}
