package dev.limen.app.grid;

import java.util.Optional;

/**
 * A signal point with what came of its test.
 *
 * @param point the point
 * @param result empty where it failed
 * @param failure why it failed; empty where it did not
 */
public record TestedPoint(SignalPoint point, Optional<PointResult> result, String failure) {

    static TestedPoint of(SignalPoint point, PointResult result) {
        return new TestedPoint(point, Optional.of(result), "");
    }

    static TestedPoint failed(SignalPoint point, String reason) {
        return new TestedPoint(point, Optional.empty(), reason);
    }
}
