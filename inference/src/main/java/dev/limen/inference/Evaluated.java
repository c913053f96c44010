package dev.limen.inference;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
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
     * @throws dev.limen.autodiff.NotConvergedException if a fit or a root did not converge
     */
    static Evaluated of(List<Certificate> before, Result result) {
        List<Double> values = new ArrayList<>();
        result.outputs().forEach(tensor -> Arrays.stream(tensor.toDoubles()).forEach(values::add));
        List<Certificate> certificates = new ArrayList<>(before);
        certificates.addAll(result.certificates());
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

    /** The gradients of a scalar. */
    static List<Tensor> gradient(Expr scalar, Expr... inputs) {
        List<Expr> gradients = Derivatives.gradient(scalar, List.of(inputs));
        return Program.compile(List.of(), gradients).run().outputs();
    }
}
