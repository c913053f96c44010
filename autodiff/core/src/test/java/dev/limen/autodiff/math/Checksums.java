package dev.limen.autodiff.math;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** Prints a checksum over the bits of many values of each function; run in a JVM of its own by {@link SameBitsTest}. */
final class Checksums {

    private Checksums() {}

    public static void main(String[] arguments) {
        all(Integer.parseInt(arguments[0])).forEach((name, sum) -> System.out.println(name + " " + sum));
    }

    static Map<String, Long> all(int count) {
        Map<String, Long> sums = new LinkedHashMap<>();
        sums.put("exp", sum(count, Exponential::exp));
        sums.put("expm1", sum(count, Exponential::expm1));
        sums.put("tanh", sum(count, Exponential::tanh));
        sums.put("sigmoid", sum(count, Exponential::sigmoid));
        sums.put("log", sum(count, Logarithm::log));
        sums.put("log1p", sum(count, Logarithm::log1p));
        sums.put("softplus", sum(count, Logarithm::softplus));
        sums.put("erf", sum(count, ErrorFunction::erf));
        sums.put("erfc", sum(count, ErrorFunction::erfc));
        sums.put("density", sum(count, Normal::density));
        sums.put("cdf", sum(count, Normal::cdf));
        sums.put("logCdf", sum(count, Normal::logCdf));
        sums.put("logCdfSlope", sum(count, Normal::logCdfSlope));
        sums.put("quantile", sum(count, x -> Normal.quantile(Math.abs(x) / 40)));
        sums.put("logGamma", sum(count, x -> GammaFunction.logGamma(Math.abs(x))));
        sums.put("digamma", sum(count, x -> GammaFunction.digamma(Math.abs(x))));
        sums.put("polygamma2", sum(count, x -> GammaFunction.polygamma(2, Math.abs(x))));
        return sums;
    }

    private static long sum(int count, DoubleUnaryOperator f) {
        SplittableRandom random = new SplittableRandom(20261121);
        long sum = 0;
        for (int i = 0; i < count; i++) {
            double x = 80 * random.nextDouble() - 40;
            sum = 31 * sum + Double.doubleToLongBits(f.applyAsDouble(x));
        }
        return sum;
    }
}
