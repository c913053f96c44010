package dev.limen.autodiff;

import dev.limen.autodiff.internal.plain.PlainBackend;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the kernel of a step: a solver for implicit nodes, else the back end's, else plain Java's. */
final class Kernels {
    private static final PlainBackend PLAIN = new PlainBackend();

    private final Execution execution;
    /** Solvers of one problem, for other data or bounds say, run the same programs. */
    private final Map<Implicit.Problem, SolverPrograms> programs = Collections.synchronizedMap(new IdentityHashMap<>());

    Kernels(Execution execution) {
        this.execution = execution;
    }

    Execution execution() {
        return execution;
    }

    /** The kernel of a step for these lengths. */
    Kernel of(Step step, Lengths lengths) {
        List<Shape> inputs = Step.shapes(step.inputs(), lengths);
        List<Shape> outputs = Step.shapes(step.outputs(), lengths);
        if (step.primitive() instanceof Implicit implicit) {
            SolverPrograms shared =
                    programs.computeIfAbsent(implicit.problem(), problem -> new SolverPrograms(execution));
            return SolverKernel.of(implicit, inputs, shared, execution.threads());
        }
        return find(step.primitive(), inputs, outputs, step.outputs().get(0).dtype())
                .orElseThrow(() -> new IllegalStateException("no kernel for " + step + " on back end "
                        + execution.backend().name() + " nor in plain Java, and no expansion"));
    }

    /** Whether a fused node has a kernel, so that it need not be expanded. */
    boolean has(Node node) {
        int length = execution.blockSize();
        List<Shape> inputs =
                node.inputs().stream().map(in -> in.shape().bind(length)).toList();
        if (node.primitive() instanceof FusedKernel fused && fused.hasPlainKernel(inputs)) {
            return true;
        }
        List<Shape> outputs =
                node.shapes().stream().map(shape -> shape.bind(length)).toList();
        return find(node.primitive(), inputs, outputs, node.dtypes().get(0)).isPresent();
    }

    /** Whether the back end, which is not plain Java, computes a step itself, in full blocks of events. */
    boolean areOwn(Step step) {
        Lengths lengths = Lengths.every(execution.blockSize());
        return !(execution.backend() instanceof PlainBackend)
                && !(step.primitive() instanceof Implicit)
                && execution
                        .backend()
                        .kernel(
                                step.primitive(),
                                Step.shapes(step.inputs(), lengths),
                                Step.shapes(step.outputs(), lengths),
                                step.outputs().get(0).dtype())
                        .isPresent();
    }

    private Optional<Kernel> find(Primitive primitive, List<Shape> inputs, List<Shape> outputs, DType dtype) {
        return execution
                .backend()
                .kernel(primitive, inputs, outputs, dtype)
                .or(() -> PLAIN.kernel(primitive, inputs, outputs, dtype));
    }
}
