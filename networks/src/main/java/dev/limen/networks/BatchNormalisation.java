package dev.limen.networks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code (x - mean) / sqrt(variance + 1e-5) * scale + shift}, element by element of the last axis, with the mean and the
 * variance over events (S. Ioffe and C. Szegedy, arXiv:1502.03167).
 */
record BatchNormalisation(int inputs) implements Normalisation {
    @Override
    public List<NamedShape> statistics() {
        return List.of(new NamedShape("mean", Shape.of(inputs)), new NamedShape("variance", Shape.of(inputs)));
    }

    @Override
    public String export(OnnxGraph graph, String x, List<String> names) {
        return graph.node(
                "BatchNormalization",
                List.of(x, names.get(0), names.get(1), names.get(2), names.get(3)),
                OnnxGraph.attribute("epsilon", (float) EPSILON));
    }

    @Override
    public void describe(ObjectNode tree) {
        tree.put("kind", "batch_normalisation");
    }

    @Override
    public Expr apply(Expr x, List<Expr> weights, List<Expr> statistics) {
        Expr slope = weights.get(0).div(statistics.get(1).add(EPSILON).sqrt());
        return x.sub(statistics.get(0)).mul(slope).add(weights.get(1));
    }

    /** Mean and variance of {@code x [.., inputs]} over all axes but the last, weighted by {@code |w| [..]}. */
    List<Expr> measured(Expr x, Expr w) {
        int[] others = IntStream.range(0, x.shape().rank() - 1).toArray();
        Expr weight = w.abs().cast(DType.FLOAT64);
        Expr total = weight.sum();
        Expr column = weight.reshape(w.shape().then(Shape.of(1)));
        // 64-bit sums, whatever the network: a million 32-bit terms would lose the digits that a variance needs.
        Expr wide = x.cast(DType.FLOAT64);
        Expr mean = wide.mul(column).sum(others).div(total);
        Expr variance = wide.sub(mean).square().mul(column).sum(others).div(total);
        return List.of(mean.cast(x.dtype()), variance.cast(x.dtype()));
    }
}
