package dev.limen.autodiff;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells where a result that is NaN became one. */
final class NanNotice {
    private static final System.Logger LOG = System.getLogger(NanNotice.class.getName());

    private NanNotice() {}

    static void print(Expr expr, List<Expr> inputs, List<Tensor> values) {
        LOG.log(System.Logger.Level.WARNING, text(expr, inputs, values));
    }

    static String text(Expr expr, List<Expr> inputs, List<Tensor> values) {
        return "evaluate: the result is NaN"
                + first(expr, inputs, values)
                        .map(place -> ", which first came from " + place)
                        .orElse("");
    }

    /** The first operation in the order of evaluation, or input, with a NaN. */
    private static Optional<String> first(Expr expr, List<Expr> inputs, List<Tensor> values) {
        List<Expr> all = Traversal.topological(List.of(expr)).stream()
                .map(node -> node.output(0))
                .filter(output -> output.dtype() == DType.FLOAT64 || output.dtype() == DType.FLOAT32)
                .toList();
        // Every operation is an output here, so that none is folded into another.
        Result result = Program.compile(inputs, all).run(values);
        for (int i = 0; i < all.size(); i++) {
            if (Arrays.stream(result.unchecked(i).toDoubles()).anyMatch(Double::isNaN)) {
                return Optional.of(described(all.get(i), all, result));
            }
        }
        return Optional.empty();
    }

    private static String described(Expr made, List<Expr> all, Result result) {
        Node node = made.node();
        if (node.inputs().isEmpty()) {
            return "the input '" + node.primitive().name() + "' " + made.shape();
        }
        String arguments = node.inputs().stream()
                .map(input -> {
                    int index = all.indexOf(input);
                    boolean scalar = index >= 0 && input.shape().rank() == 0;
                    return scalar
                            ? Double.toString(result.unchecked(index).toDoubles()[0])
                            : input.dtype() + input.shape().toString();
                })
                .collect(Collectors.joining(", "));
        return node.primitive().name() + "(" + arguments + ")";
    }
}
