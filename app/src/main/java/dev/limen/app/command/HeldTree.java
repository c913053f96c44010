package dev.limen.app.command;

import dev.limen.inference.Covariance;
import dev.limen.inference.Determination;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters that a fit left without uncertainty, and why. */
final class HeldTree {

    private HeldTree() {}

    static Map<String, String> of(Covariance covariance) {
        Map<String, String> held = new LinkedHashMap<>();
        for (int i = 0; i < covariance.parameters().size(); i++) {
            if (covariance.determination(i) != Determination.FREE) {
                held.put(covariance.parameters().get(i).name(), Spelling.of(covariance.determination(i)));
            }
        }
        return held;
    }
}
