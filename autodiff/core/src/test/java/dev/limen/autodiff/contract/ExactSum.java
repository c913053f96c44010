package dev.limen.autodiff.contract;

import java.math.BigDecimal;
import java.util.List;

/** A sum without rounding but the last. */
final class ExactSum {
    private ExactSum() {}

    static double of(List<Double> terms) {
        if (terms.stream().anyMatch(x -> x.isNaN() || x.isInfinite())) {
            return terms.stream().reduce(0.0, Double::sum);
        }
        return terms.stream()
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
    }
}
