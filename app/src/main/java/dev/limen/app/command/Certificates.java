package dev.limen.app.command;

import dev.limen.autodiff.Certificate;
import dev.limen.inference.Parameter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What all solvers behind a result say together. */
record Certificates(List<Certificate> all, List<Parameter> parameters) {

    Certificates {
        all = List.copyOf(all);
        parameters = List.copyOf(parameters);
    }

    /** As the result's {@code limen} key carries it. */
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("converged", all.stream().allMatch(Certificate::converged));
        tree.put("minima", count(Certificate.Kind.MINIMUM));
        tree.put("roots", count(Certificate.Kind.ROOT));
        double distance = largestDistance();
        if (Double.isFinite(distance)) {
            tree.put("largest_edm", distance);
        }
        tree.put("one_sided", all.stream().anyMatch(Certificate::oneSided));
        return tree;
    }

    /** Writes a line for people, and a warning for each bound that makes derivatives one-sided. */
    void report(Streams streams) {
        streams.messages()
                .printf(
                        "limen: %d minima and %d roots found; largest estimated distance to a minimum %.1e in twice the NLL.%n",
                        count(Certificate.Kind.MINIMUM), count(Certificate.Kind.ROOT), 2 * largestDistance());
        Set<String> weak = new LinkedHashSet<>();
        for (Certificate certificate : all) {
            for (Certificate.ActiveBound bound : certificate.activeBounds()) {
                if (bound.weak() && bound.index() < parameters.size()) {
                    weak.add(parameters.get(bound.index()).name());
                }
            }
        }
        if (!weak.isEmpty()) {
            streams.messages()
                    .println("limen: warning: at a bound that only just holds, so that derivatives are one-sided: "
                            + String.join(", ", weak) + ".");
        }
    }

    private int count(Certificate.Kind kind) {
        return (int) all.stream().filter(each -> each.kind() == kind).count();
    }

    private double largestDistance() {
        return all.stream()
                .filter(each -> each.kind() == Certificate.Kind.MINIMUM)
                .mapToDouble(Certificate::edm)
                .max()
                .orElse(0);
    }
}
