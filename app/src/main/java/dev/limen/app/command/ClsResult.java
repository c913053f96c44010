package dev.limen.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The numbers that {@code cls} prints.
 *
 * @param observed empty while blind
 * @param expected from -2 to +2 standard deviations
 * @param own what the key {@code limen} holds
 */
record ClsResult(OptionalDouble observed, List<Double> expected, Map<String, Object> own) {

    ClsResult {
        expected = List.copyOf(expected);
        own = new LinkedHashMap<>(own);
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        observed.ifPresent(value -> tree.put("CLs_obs", value));
        tree.put("CLs_exp", expected);
        tree.put("limen", own);
        return tree;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        observed.ifPresent(value -> lines.add(TextLine.of("CLs, observed", value)));
        lines.add(TextLine.of("CLs, expected, -2 to +2 sigma", expected));
        return lines;
    }
}
