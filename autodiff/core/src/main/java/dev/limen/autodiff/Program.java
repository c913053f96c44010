package dev.limen.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;

/**
 * Expressions compiled for repeated evaluation.
 *
 * <p>Equal parts are merged, parts that nothing needs are dropped, parts that depend on no input are computed once.
 * What has an event axis is computed in blocks of events on several threads, with the objects of these events, again where a
 * later block pass needs it, so that nothing of the size of the event sample is kept but what was asked for. The same inputs give the same bits
 * for any number of threads. A program may be run by several threads at once.
 */
public final class Program {
    private final List<Expr> inputs;
    private final Kernels kernels;
    private final Lowering.Lowered lowered;
    private final Schedule schedule;
    private final Schedule keeping;
    private final Set<Integer> openAxes;
    private final ObjectCounts counts;
    private final double[][] constants;
    private final Dependencies dependencies;
    private final ConcurrentLinkedDeque<RunState> idle = new ConcurrentLinkedDeque<>();
    private final ConcurrentLinkedDeque<RunState> idleKeeping = new ConcurrentLinkedDeque<>();

    /** As much may be kept from one pass over the events to the next. */
    private static final long KEPT_BYTES = 1L << 28;

    private Program(List<Expr> inputs, List<Expr> outputs, Execution execution) {
        this.inputs = List.copyOf(inputs);
        this.lowered = Lowering.of(inputs, outputs, new Kernels(execution));
        this.kernels = new Kernels(execution.withBlocksOf(lowered.blockSize()));
        this.schedule = Schedule.of(lowered);
        this.keeping = Schedule.keeping(lowered);
        this.openAxes = openAxes(lowered);
        this.counts = ObjectCounts.of(lowered);
        this.constants = RunState.constants(lowered, schedule, kernels);
        this.dependencies = Dependencies.of(lowered);
    }

    private static Set<Integer> openAxes(Lowering.Lowered lowered) {
        Set<Integer> axes = new TreeSet<>();
        Stream<Slot> computed = lowered.steps().stream()
                .filter(Step::touchesOpen)
                .flatMap(step -> Stream.concat(step.inputs().stream(), step.outputs().stream()));
        Stream.concat(lowered.inputs().stream(), computed)
                .filter(Slot::isOpen)
                .forEach(slot -> axes.add(slot.shape().dim(slot.shape().openAxis())));
        return axes;
    }

    /** Compiles for {@link Execution#preferred}. */
    public static Program compile(List<Expr> inputs, List<Expr> outputs) {
        return compile(inputs, outputs, Execution.preferred());
    }

    /**
     * Compiles.
     *
     * @param inputs  the variables to be bound, in the order of {@link #run}
     * @param outputs the results
     * @throws IllegalArgumentException naming a variable that the outputs need and the inputs lack, or an input that is
     *     no variable
     */
    public static Program compile(List<Expr> inputs, List<Expr> outputs, Execution execution) {
        return new Program(inputs, outputs, execution);
    }

    /**
     * Computes the outputs.
     *
     * @param values one for each input, of its shape (any length of the event axis, the same in all) and type
     * @throws IllegalArgumentException naming the input whose value is missing, or of another shape or type
     */
    public Result run(List<Tensor> values) {
        return run(values, NanWatch.OFF);
    }

    /** As {@link #run(List)}. */
    public Result run(Tensor... values) {
        return run(List.of(values));
    }

    private Result run(List<Tensor> values, NanWatch watch) {
        Map<Integer, Integer> lengths = check(values);
        Lengths bound = new Lengths(axis -> lengths.getOrDefault(axis, 0));
        boolean keeps = !keeping.kept().isEmpty() && keeping.keptBytes(bound) <= KEPT_BYTES;
        ConcurrentLinkedDeque<RunState> states = keeps ? idleKeeping : idle;
        RunState idled = states.pollFirst();
        RunState state = idled == null ? new RunState(lowered, keeps ? keeping : schedule, kernels, constants) : idled;
        RunState.Outcome outcome = state.run(values, lengths, counts.values(values), watch);
        states.addFirst(state);
        return new Result(this, List.copyOf(values), outcome, dependencies);
    }

    /** Runs again and looks for the first step that made a NaN. */
    java.util.Optional<String> nanOrigin(List<Tensor> values) {
        NanWatch watch = new NanWatch();
        for (int i = 0; i < inputs.size(); i++) {
            watch.lookAtInput(inputs.get(i), values.get(i));
        }
        run(values, watch);
        return watch.found();
    }

    private Map<Integer, Integer> check(List<Tensor> values) {
        if (values.size() < inputs.size()) {
            throw new IllegalArgumentException("run: no value for input " + RunState.name(inputs.get(values.size()))
                    + "; got " + values.size() + " values for " + inputs.size() + " inputs");
        }
        if (values.size() > inputs.size()) {
            throw new IllegalArgumentException("run: " + values.size() + " values for " + inputs.size() + " inputs");
        }
        Map<Integer, Integer> lengths = Lengths.ofInputs(inputs, values);
        Lengths bound = new Lengths(axis -> lengths.getOrDefault(axis, 0));
        for (int i = 0; i < inputs.size(); i++) {
            Expr input = inputs.get(i);
            if (!values.get(i).shape().equals(bound.bind(input.shape()))
                    || values.get(i).dtype() != input.dtype()) {
                throw new IllegalArgumentException("run: input " + RunState.name(input) + " got "
                        + values.get(i).dtype() + values.get(i).shape() + "; expected " + input.dtype()
                        + input.shape());
            }
        }
        for (int axis : openAxes) {
            if (!lengths.containsKey(axis)) {
                throw new IllegalArgumentException("run: the program has the axis " + Shape.of(axis)
                        + " but none of its inputs has; pass one column at least");
            }
        }
        return lengths;
    }

    /**
     * The value of an expression without variables.
     *
     * @throws IllegalArgumentException naming a variable, if there is one
     * @throws NotConvergedException    if a solver in it failed
     */
    public static Tensor evaluate(Expr expr) {
        return evaluate(expr, Map.of());
    }

    /**
     * The value of an expression for values of its variables; the compiled program is kept with the expression. A scalar
     * that is NaN is logged, with the first operation that made one.
     *
     * @param bindings values by variable; those of variables that do not occur are ignored
     * @throws IllegalArgumentException naming a variable that is not bound, or bound to another shape or type
     * @throws NotConvergedException    if a solver in it failed
     */
    public static Tensor evaluate(Expr expr, Map<Expr, Tensor> bindings) {
        Program program = expr.program(() -> compile(variables(expr), List.of(expr)));
        List<Tensor> values = new ArrayList<>();
        for (Expr variable : program.inputs) {
            Tensor value = bindings.get(variable);
            if (value == null) {
                throw new IllegalArgumentException("evaluate: variable " + RunState.name(variable) + " "
                        + variable.dtype() + variable.shape()
                        + " is not bound; pass it: evaluate(expr, Map.of(variable, Tensor.of(...)))");
            }
            values.add(value);
        }
        Tensor result = program.run(values).output(0);
        if (result.shape().rank() == 0 && Double.isNaN(result.toDoubles()[0])) {
            NanNotice.print(expr, program.inputs, values);
        }
        return result;
    }

    private static List<Expr> variables(Expr expr) {
        return Traversal.topological(List.of(expr)).stream()
                .filter(node -> node.primitive() instanceof Leaf.Variable)
                .map(node -> node.output(0))
                .toList();
    }

    /**
     * A repeated evaluation without allocation, for programs without event axis.
     *
     * @throws IllegalStateException if the program has an event axis
     */
    public Evaluator evaluator() {
        if (!openAxes.isEmpty()) {
            throw new IllegalStateException(
                    "evaluator: the program has an axis of events or objects; use run, or give the axis a fixed length");
        }
        return new Evaluator(lowered, schedule, new Kernels(kernels.execution().withThreads(1)), constants);
    }

    public List<Expr> inputs() {
        return inputs;
    }

    /**
     * The steps in the order they run, a line each: once, block by block, and where a step mixes events; with "on" and
     * the back end's name where it computes a step, which is plain Java's otherwise.
     */
    public String listing() {
        return new Listing(schedule, kernels).text();
    }
}
