package dev.limen.inference;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Scalars computed together, fits shared, with the certificates of their fits. */
final class Evaluated {
    private final List<Expr> scalars;
    private final double[] values;
    private final List<Certificate> certificates;

    private Evaluated(List<Expr> scalars, double[] values, List<Certificate> certificates) {
        this.scalars = scalars;
        this.values = values;
        this.certificates = certificates;
    }

    /**
     * Computes the scalars.
     *
     * @throws dev.limen.autodiff.NotConvergedException if a fit or a root did not converge
     */
    static Evaluated of(List<Expr> scalars) {
        Result result = Program.compile(List.of(), scalars).run();
        double[] values = new double[scalars.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = result.output(i).item();
        }
        return new Evaluated(List.copyOf(scalars), values, result.certificates());
    }

    double value(int i) {
        return values[i];
    }

    /** Values {@code from} and the four behind it. */
    Band band(int from) {
        List<Double> band = new ArrayList<>();
        for (int i = from; i < from + Band.N.length; i++) {
            band.add(values[i]);
        }
        return new Band(band);
    }

    List<Certificate> certificates() {
        return certificates;
    }

    /** The gradients of scalar {@code i}. */
    List<Tensor> gradient(int i, List<Expr> inputs) {
        List<Expr> gradients = Derivatives.gradient(scalars.get(i), inputs);
        Result result = Program.compile(List.of(), gradients).run();
        List<Tensor> tensors = new ArrayList<>();
        for (int k = 0; k < inputs.size(); k++) {
            tensors.add(result.output(k));
        }
        return tensors;
    }
}
