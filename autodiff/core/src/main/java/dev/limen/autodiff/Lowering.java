package dev.limen.autodiff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns expressions into steps: fused nodes without kernel expanded, equal applications merged, views resolved, steps
 * that nothing needs dropped. Iterative, since a graph may be deeper than the call stack.
 */
final class Lowering {
    /** Equality in plain code: what Java makes for a record is slow before it has been compiled. */
    private record Key(Primitive primitive, List<Integer> inputs) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && inputs.equals(key.inputs) && primitive.equals(key.primitive);
        }

        @Override
        public int hashCode() {
            return 31 * primitive.hashCode() + inputs.hashCode();
        }
    }

    private final Kernels kernels;
    private final Map<Node, List<Slot>> lowered = new IdentityHashMap<>();
    private final Map<Key, List<Slot>> merged = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Slot> slots = new ArrayList<>();

    private Lowering(Kernels kernels) {
        this.kernels = kernels;
    }

    /**
     * A program's steps.
     *
     * @param inputs  slots of the variables
     * @param steps   in an order in which they can be run
     * @param outputs slots of the results
     * @param slots   number of slots
     */
    record Lowered(List<Slot> inputs, List<Step> steps, List<Slot> outputs, int slots) {

        /** The most events in a block that suit every step. */
        int blockSize() {
            int most = Integer.MAX_VALUE;
            for (Step step : steps) {
                if (step.primitive() instanceof Fused fused) {
                    List<Shape> shapes = step.inputs().stream().map(Slot::shape).toList();
                    most = Math.min(most, fused.blockSize(shapes));
                }
            }
            return most;
        }
    }

    static Lowered of(List<Expr> inputs, List<Expr> outputs, Kernels kernels) {
        Lowering lowering = new Lowering(kernels);
        List<Slot> variables = new ArrayList<>();
        for (Expr input : inputs) {
            if (!(input.node().primitive() instanceof Leaf.Variable)) {
                throw new IllegalArgumentException(
                        "program: input " + input + " is no variable; expected Expr.variable(...)");
            }
            if (lowering.lowered.containsKey(input.node())) {
                throw new IllegalArgumentException("program: input " + input + " is given twice");
            }
            Slot slot = lowering.slot(input.shape(), input.dtype());
            lowering.lowered.put(input.node(), List.of(slot));
            variables.add(slot);
        }
        lowering.lower(outputs);
        List<Slot> results = outputs.stream().map(lowering::slotOf).toList();
        return new Lowered(variables, lowering.live(results), results, lowering.slots.size());
    }

    private Slot slot(Shape shape, DType dtype) {
        Slot slot = new Slot(slots.size(), slots.size(), shape, dtype);
        slots.add(slot);
        return slot;
    }

    private Slot view(Slot of, Shape shape, DType dtype) {
        Slot slot = new Slot(slots.size(), of.root(), shape, dtype);
        slots.add(slot);
        return slot;
    }

    private Slot slotOf(Expr expr) {
        return lowered.get(expr.node()).get(expr.index());
    }

    private void lower(List<Expr> wanted) {
        Set<Node> opened = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Node> stack = new ArrayDeque<>();
        for (Expr expr : wanted) {
            stack.push(expr.node());
            while (!stack.isEmpty()) {
                Node node = stack.peek();
                if (lowered.containsKey(node)) {
                    stack.pop();
                } else if (opened.add(node)) {
                    for (int i = node.inputs().size() - 1; i >= 0; i--) {
                        if (!lowered.containsKey(node.input(i).node())) {
                            stack.push(node.input(i).node());
                        }
                    }
                } else {
                    stack.pop();
                    lowered.put(node, apply(node));
                }
            }
        }
    }

    private List<Slot> apply(Node node) {
        Primitive primitive = node.primitive();
        if (primitive instanceof Leaf.Variable variable) {
            throw new IllegalArgumentException("program: variable '" + variable.name() + "' " + variable.dtype()
                    + variable.shape() + " is not among the inputs; bind it or replace it by a constant");
        }
        Slot[] found = new Slot[node.inputs().size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = slotOf(node.input(i));
        }
        List<Slot> inputs = List.of(found);
        Key key = new Key(primitive, ids(primitive, inputs));
        List<Slot> known = merged.get(key);
        if (known == null) {
            known = make(node, inputs);
            merged.put(key, known);
        }
        return known;
    }

    private static List<Integer> ids(Primitive primitive, List<Slot> inputs) {
        List<Integer> ids = new ArrayList<>(inputs.size());
        for (Slot input : inputs) {
            ids.add(input.id());
        }
        if (primitive instanceof Binary binary && (binary.op() == Binary.Op.ADD || binary.op() == Binary.Op.MUL)) {
            Collections.sort(ids);
        }
        return ids;
    }

    private List<Slot> make(Node node, List<Slot> inputs) {
        Primitive primitive = node.primitive();
        if (primitive instanceof Fused fused && !kernels.has(node)) {
            List<Expr> expanded = fused.expand(node.inputs());
            requireShapes(node, expanded);
            lower(expanded);
            return expanded.stream().map(this::slotOf).toList();
        }
        if (isView(node)) {
            return List.of(
                    view(inputs.get(0), node.shapes().get(0), node.dtypes().get(0)));
        }
        List<Slot> outputs = new ArrayList<>();
        for (Expr output : node.outputs()) {
            outputs.add(slot(output.shape(), output.dtype()));
        }
        steps.add(new Step(primitive, inputs, List.copyOf(outputs)));
        return outputs;
    }

    private static void requireShapes(Node node, List<Expr> expanded) {
        List<Shape> shapes = expanded.stream().map(Expr::shape).toList();
        if (!shapes.equals(node.shapes())) {
            throw new IllegalStateException(node + ": its expansion has shapes " + shapes);
        }
    }

    /** Whether a node only gives its input another shape or type name: the numbers stay where they are. */
    private static boolean isView(Node node) {
        Primitive primitive = node.primitive();
        if (primitive instanceof Cast cast) {
            DType from = node.input(0).dtype();
            return switch (cast.target()) {
                case FLOAT64 -> true;
                case FLOAT32 -> from == DType.FLOAT32 || from == DType.BOOL;
                case INT32 -> from == DType.INT32 || from == DType.BOOL;
                case BOOL -> from == DType.BOOL;
            };
        }
        return primitive instanceof Reshape || Unary.Op.DETACH.isOf(primitive);
    }

    private List<Step> live(List<Slot> results) {
        BitSet needed = new BitSet();
        results.forEach(slot -> needed.set(slot.root()));
        List<Step> kept = new ArrayList<>();
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            List<Integer> used = new ArrayList<>(step.outputs().size());
            for (int k = 0; k < step.outputs().size(); k++) {
                if (needed.get(step.outputs().get(k).root())) {
                    used.add(k);
                }
            }
            if (!used.isEmpty()) {
                step.inputs().forEach(slot -> needed.set(slot.root()));
                kept.add(giving(step, used));
            }
        }
        Collections.reverse(kept);
        return List.copyOf(kept);
    }

    /** The step without the outputs that nothing uses, where that is less work. */
    private static Step giving(Step step, List<Integer> used) {
        if (used.size() == step.outputs().size() || !(step.primitive() instanceof Fused fused)) {
            return step;
        }
        Fused less = fused.giving(used);
        if (less.equals(fused)) {
            return step;
        }
        return new Step(
                less, step.inputs(), used.stream().map(step.outputs()::get).toList());
    }
}
