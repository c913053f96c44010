package dev.limen.app.run;

import dev.limen.autodiff.Certificate;
import dev.limen.inference.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What all solvers behind a result say together, as files and standard output carry it. */
public final class CertificateTree {
    private final List<Certificate> all;
    private final List<Parameter> parameters;

    private CertificateTree(List<Certificate> all, List<Parameter> parameters) {
        this.all = all;
        this.parameters = parameters;
    }

    /** The tree of certificates whose bounds are those of {@code parameters}. */
    public static Map<String, Object> of(List<Certificate> all, List<Parameter> parameters) {
        return new CertificateTree(all, parameters).tree();
    }

    private Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("converged", all.stream().allMatch(Certificate::converged));
        tree.put("minima", count(Certificate.Kind.MINIMUM));
        tree.put("roots", count(Certificate.Kind.ROOT));
        double distance = minima().mapToDouble(Certificate::edm).max().orElse(0);
        if (Double.isFinite(distance)) {
            tree.put("largest_edm", distance);
        }
        finite(Certificate::residualNorm).max().ifPresent(norm -> tree.put("largest_projected_gradient", norm));
        finite(Certificate::smallestEigenvalue).min().ifPresent(value -> tree.put("smallest_eigenvalue", value));
        tree.put("at_bounds", atBounds());
        tree.put("one_sided", all.stream().anyMatch(Certificate::oneSided));
        return tree;
    }

    private int count(Certificate.Kind kind) {
        return (int) all.stream().filter(each -> each.kind() == kind).count();
    }

    private Stream<Certificate> minima() {
        return all.stream().filter(each -> each.kind() == Certificate.Kind.MINIMUM);
    }

    private DoubleStream finite(ToDoubleFunction<Certificate> number) {
        return minima().mapToDouble(number).filter(Double::isFinite);
    }

    /** The parameters that some fit left at a bound, with the bound. */
    private Map<String, String> atBounds() {
        Map<String, String> sides = new LinkedHashMap<>();
        minima().forEach(certificate -> {
            for (Certificate.ActiveBound bound : certificate.activeBounds()) {
                String side = bound.side().name().toLowerCase(Locale.ROOT);
                sides.merge(
                        parameters.get(bound.index()).name(),
                        side,
                        (one, two) -> one.equals(two) ? one : one + ", " + two);
            }
        });
        return sides;
    }
}
