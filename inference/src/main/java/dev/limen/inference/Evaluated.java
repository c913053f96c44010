package dev.limen.inference;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.NotConvergedException;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers computed together, fits shared, with the certificates of their fits. */
final class Evaluated {
    private final List<Double> values;
    private final List<Certificate> certificates;

    private Evaluated(List<Double> values, List<Certificate> certificates) {
        this.values = List.copyOf(values);
        this.certificates = List.copyOf(certificates);
    }

    /**
     * All outputs of a program, one behind the other.
     *
     * @param before certificates of what its inputs were made of
     * @throws NotConvergedException if a fit or a root did not converge, or fits contradict each other
     */
    static Evaluated of(List<Certificate> before, Result result) {
        List<Double> values = new ArrayList<>();
        result.outputs().forEach(tensor -> Arrays.stream(tensor.toDoubles()).forEach(values::add));
        List<Certificate> certificates = new ArrayList<>(before);
        certificates.addAll(result.certificates());
        if (values.stream().anyMatch(value -> value.isNaN()) && !certificates.isEmpty()) {
            throw new NotConvergedException(
                    "a result is NaN: a fit with the POI free ended above one with the POI held, so it missed the"
                            + " minimum, or the likelihood has no value there. Start the parameters elsewhere (inits), or"
                            + " narrow their bounds.",
                    certificates.get(0));
        }
        return new Evaluated(values, certificates);
    }

    double value(int i) {
        return values.get(i);
    }

    List<Double> values() {
        return values;
    }

    /** Values {@code from} and the four behind it. */
    Band band(int from) {
        return new Band(values.subList(from, from + Band.N.length));
    }

    List<Certificate> certificates() {
        return certificates;
    }

    /** Number of minima. */
    int minima() {
        return (int) certificates.stream()
                .filter(each -> each.kind() == Certificate.Kind.MINIMUM)
                .count();
    }

    /** The largest estimated distance to a minimum. */
    double distance() {
        return certificates.stream()
                .filter(each -> each.kind() == Certificate.Kind.MINIMUM)
                .mapToDouble(Certificate::edm)
                .max()
                .orElse(0);
    }

    /** The gradients of a scalar. */
    static List<Tensor> gradient(Expr scalar, Expr... inputs) {
        List<Expr> gradients = Derivatives.gradient(scalar, List.of(inputs));
        return Program.compile(List.of(), gradients).run().outputs();
    }
}
