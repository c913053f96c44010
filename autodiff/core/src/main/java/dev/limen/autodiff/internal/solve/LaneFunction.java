package dev.limen.autodiff.internal.solve;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.CertifiedKernel;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Graph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A function of an unknown, compiled in parts: what depends on the captures alone is computed once a lane, the rest for
 * each value of the unknown; of its outputs the first alone, the first two and so on.
 */
final class LaneFunction {
    private final CertifiedKernel prelude;
    private final CertifiedKernel[] bodies;
    /** By body: whether it has the numbers of the present lane. */
    private final boolean[] bound;

    private final int least;
    private final double[][] preludeInputs;
    private final double[][] preludeOutputs;
    private final double[][] bodyInputs;

    /** @param least the least number of outputs that will be asked for at a time */
    LaneFunction(
            int least,
            Expr unknown,
            List<Expr> captures,
            List<Expr> outputs,
            Function<Graph, CertifiedKernel> compile) {
        Prelude split = Prelude.of(unknown, captures, outputs);
        prelude = compile.apply(new Graph(captures, split.parts()));
        List<Expr> variables = new ArrayList<>();
        variables.add(unknown);
        variables.addAll(captures);
        variables.addAll(split.placeholders());
        bodies = new CertifiedKernel[outputs.size() - least + 1];
        for (int k = 0; k < bodies.length; k++) {
            bodies[k] = compile.apply(new Graph(variables, split.outputs().subList(0, least + k)));
        }
        bound = new boolean[bodies.length];
        this.least = least;
        preludeInputs = new double[captures.size()][];
        preludeOutputs = buffers(split.parts());
        bodyInputs = new double[variables.size()][];
        for (int i = 0; i < captures.size(); i++) {
            preludeInputs[i] = new double[captures.get(i).shape().size()];
            bodyInputs[1 + i] = preludeInputs[i];
        }
        System.arraycopy(preludeOutputs, 0, bodyInputs, 1 + captures.size(), preludeOutputs.length);
    }

    static double[][] buffers(List<Expr> outputs) {
        return outputs.stream().map(e -> new double[e.shape().size()]).toArray(double[][]::new);
    }

    /** Takes the captures of a lane, which are the inputs from {@code first} on. */
    void bind(double[][] inputs, int first, Lanes lanes, int lane) {
        for (int i = 0; i < preludeInputs.length; i++) {
            lanes.copy(inputs, first + i, lane, preludeInputs[i]);
        }
        if (preludeOutputs.length > 0) {
            prelude.run(preludeInputs, preludeOutputs);
        }
        Arrays.fill(bound, false);
    }

    /** Computes as many outputs as there are places for them. */
    void run(double[] unknown, double[][] outputs) {
        bodyInputs[0] = unknown;
        int k = outputs.length - least;
        bodies[k].run(bodyInputs, outputs, bound[k] ? 1 : bodyInputs.length);
        bound[k] = true;
    }

    /** The certificate, with the message of what failed inside at the latest value of all outputs, if something did. */
    Certificate explain(Certificate certificate) {
        CertifiedKernel all = bodies[bodies.length - 1];
        return Stream.concat(prelude.certificates().stream(), all.certificates().stream())
                .filter(inner -> !inner.converged())
                .findFirst()
                .map(inner -> certificate.withMessage("%s, because in it a %s was not found: %s"
                        .formatted(
                                certificate.message(), inner.kind().name().toLowerCase(Locale.ROOT), inner.message())))
                .orElse(certificate);
    }
}
