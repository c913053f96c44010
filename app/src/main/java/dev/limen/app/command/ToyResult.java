package dev.limen.app.command;

import dev.limen.inference.ToyCls;
import dev.limen.inference.ToyDiscovery;
import dev.limen.inference.ToyLimit;
import dev.limen.inference.ToyLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers that {@code toys} prints.
 *
 * @param numbers results under the names that the asymptotic commands give them
 * @param own     what the key {@code limen} holds: standard errors, and how the numbers were made
 * @param lines   the same for people
 * @param failed  toys that were left out
 */
record ToyResult(Map<String, Object> numbers, Map<String, Object> own, List<String> lines, int failed) {

    private ToyResult() {
        this(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>(), 0);
    }

    private void add(String key, String name, double value, double error) {
        numbers.put(key, value);
        own.put(key + "_error", finite(error));
        lines.add(TextLine.of(name, value));
        lines.add(TextLine.of("  its standard error", error));
    }

    private void add(String key, String name, List<Double> values, List<Double> errors) {
        numbers.put(key, values);
        List<Object> finite = new ArrayList<>();
        errors.forEach(error -> finite.add(finite(error)));
        own.put(key + "_error", finite);
        lines.add(TextLine.of(name, values));
        lines.add(TextLine.of("  their standard errors", errors));
    }

    /** JSON has no infinity: an error that is not known is written in words. */
    private static Object finite(double error) {
        return Double.isFinite(error) ? (Object) error : "unknown";
    }

    private ToyResult without(int toys) {
        own.put("failed_toys", toys);
        lines.add(TextLine.of("toys whose fits failed", toys));
        return new ToyResult(numbers, own, lines, toys);
    }

    static ToyResult of(ToyCls cls, boolean blind) {
        ToyResult result = new ToyResult();
        if (!blind) {
            result.add("CLs_obs", "CLs, observed", cls.observed(), cls.observedError());
            result.add("CLsb", "CLs+b, observed", cls.clsb(), cls.clsbError());
            result.add("CLb", "CLb, observed", cls.clb(), cls.clbError());
            result.own.put("q_obs", cls.q());
        }
        result.add(
                "CLs_exp",
                "CLs, expected, -2 to +2 sigma",
                cls.expected().values(),
                cls.expectedErrors().values());
        return result.without(cls.failed());
    }

    static ToyResult of(ToyLimits limits) {
        ToyResult result = new ToyResult();
        limits.observed().ifPresent(limit -> result.add("obs", "limit, observed", limit.value(), limit.error()));
        result.add(
                "exp",
                "limit, expected, -2 to +2 sigma",
                limits.expected().stream().map(ToyLimit::value).toList(),
                limits.expected().stream().map(ToyLimit::error).toList());
        List<ToyLimit> all = new ArrayList<>(limits.expected());
        limits.observed().ifPresent(all::add);
        result.own.put("points", all.stream().mapToInt(ToyLimit::points).sum());
        return result.without(all.stream().mapToInt(ToyLimit::failed).sum());
    }

    static ToyResult of(ToyDiscovery discovery, boolean blind) {
        ToyResult result = new ToyResult();
        if (!blind) {
            result.add("p0_obs", "p0, observed", discovery.observedP0(), discovery.observedP0Error());
            result.add("z_obs", "Z, observed", discovery.observedSignificance(), discovery.observedError());
            result.own.put("q0_obs", discovery.q0());
            result.own.put("toys_beyond_obs", discovery.observedBeyond());
        }
        result.add(
                "p0_exp",
                "p0, expected, -2 to +2 sigma",
                discovery.expectedP0().values(),
                discovery.expectedP0Errors().values());
        result.add("z_exp", "Z, expected", discovery.significance(), discovery.error());
        result.own.put("toys_beyond_exp", discovery.beyond());
        return result.without(discovery.failed());
    }

    /** What goes to standard output. */
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>(numbers);
        tree.put("limen", own);
        return tree;
    }
}
