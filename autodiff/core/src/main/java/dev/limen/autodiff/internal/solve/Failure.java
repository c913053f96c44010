package dev.limen.autodiff.internal.solve;

import dev.limen.autodiff.Certificate;
import java.util.List;

/** Certificates of problems that were never begun. */
final class Failure {
    private Failure() {}

    static Certificate of(Certificate.Kind kind, String message) {
        return new Certificate(
                kind, false, 0, 0, Double.NaN, Double.POSITIVE_INFINITY, Double.NaN, Double.NaN, List.of(), message);
    }
}
