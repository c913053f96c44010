package dev.limen.autodiff.contract;

import dev.limen.autodiff.Binary;
import dev.limen.autodiff.Broadcast;
import dev.limen.autodiff.Cast;
import dev.limen.autodiff.Compare;
import dev.limen.autodiff.Concat;
import dev.limen.autodiff.Cumulate;
import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Fused;
import dev.limen.autodiff.Implicit;
import dev.limen.autodiff.Leaf;
import dev.limen.autodiff.MatMul;
import dev.limen.autodiff.Node;
import dev.limen.autodiff.Pad;
import dev.limen.autodiff.Permute;
import dev.limen.autodiff.Polygamma;
import dev.limen.autodiff.Primitive;
import dev.limen.autodiff.Reduce;
import dev.limen.autodiff.Reshape;
import dev.limen.autodiff.ScatterAdd;
import dev.limen.autodiff.Select;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Slice;
import dev.limen.autodiff.Sort;
import dev.limen.autodiff.Take;
import dev.limen.autodiff.Traversal;
import dev.limen.autodiff.Unary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;

/**
 * The meaning of every primitive, element by element, from its definition: slow, and independent of the kernels.
 *
 * <p>Fused primitives mean their expansion. Minima and roots have no meaning here; their equations are checked instead.
 */
final class Reference implements Primitive.Visitor<List<double[]>> {
    private final Node node;
    private final List<double[]> in;

    private Reference(Node node, List<double[]> in) {
        this.node = node;
        this.in = in;
    }

    /** The values of expressions, given those of variables. */
    static List<double[]> evaluate(List<Expr> outputs, Map<Expr, double[]> variables) {
        Map<Node, List<double[]>> known = new IdentityHashMap<>();
        variables.forEach((variable, value) -> known.put(variable.node(), List.of(value)));
        for (Node node : Traversal.topological(outputs)) {
            if (!known.containsKey(node)) {
                List<double[]> inputs = node.inputs().stream()
                        .map(input -> known.get(input.node()).get(input.index()))
                        .toList();
                known.put(node, node.primitive().accept(new Reference(node, inputs)));
            }
        }
        return outputs.stream()
                .map(output -> known.get(output.node()).get(output.index()))
                .toList();
    }

    private Shape from() {
        return node.input(0).shape();
    }

    /** The output element by element, each from its position along every axis. */
    private List<double[]> each(ToDoubleFunction<int[]> element) {
        Shape shape = node.shapes().get(0);
        double[] out = new double[shape.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = element.applyAsDouble(position(shape, i));
        }
        return List.of(out);
    }

    private static int[] position(Shape shape, int index) {
        int[] position = new int[shape.rank()];
        int rest = index;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            position[axis] = rest % shape.dim(axis);
            rest /= shape.dim(axis);
        }
        return position;
    }

    private static int index(Shape shape, int[] position) {
        int index = 0;
        for (int axis = 0; axis < shape.rank(); axis++) {
            index = index * shape.dim(axis) + position[axis];
        }
        return index;
    }

    private double at(int input, int... position) {
        return in.get(input)[index(node.input(input).shape(), position)];
    }

    private static int[] with(int[] position, int axis, int value) {
        int[] changed = position.clone();
        changed[axis] = value;
        return changed;
    }

    @Override
    public List<double[]> leaf(Leaf leaf) {
        if (leaf instanceof Leaf.Constant constant) {
            return List.of(constant.value().toDoubles());
        }
        return each(p -> leaf instanceof Leaf.Fill fill ? fill.value() : p[0] == p[1] ? 1 : 0);
    }

    @Override
    public List<double[]> unary(Unary primitive) {
        return each(p -> SpecialFunctions.of(primitive.op(), at(0, p)));
    }

    @Override
    public List<double[]> polygamma(Polygamma primitive) {
        return each(p -> SpecialFunctions.polygamma(primitive.order(), at(0, p)));
    }

    @Override
    public List<double[]> binary(Binary primitive) {
        return each(p -> {
            double a = at(0, p);
            double b = at(1, p);
            return switch (primitive.op()) {
                case ADD -> a + b;
                case SUB -> a - b;
                case MUL -> a * b;
                case DIV -> a / b;
                case POW -> Math.pow(a, b);
                case MAX -> a > b ? a : a <= b ? b : Double.NaN;
                case MIN -> a < b ? a : a >= b ? b : Double.NaN;
                case ATAN2 -> Math.atan2(a, b);
                case AND -> a != 0 && b != 0 ? 1 : 0;
                case OR -> a != 0 || b != 0 ? 1 : 0;
            };
        });
    }

    @Override
    public List<double[]> compare(Compare primitive) {
        return each(p -> {
            boolean holds =
                    switch (primitive.op()) {
                        case LT -> at(0, p) < at(1, p);
                        case LE -> at(0, p) <= at(1, p);
                        case EQ -> at(0, p) == at(1, p);
                    };
            return holds ? 1 : 0;
        });
    }

    @Override
    public List<double[]> select(Select primitive) {
        return each(p -> at(0, p) != 0 ? at(1, p) : at(2, p));
    }

    @Override
    public List<double[]> cast(Cast primitive) {
        return each(p -> switch (primitive.target()) {
            case FLOAT64 -> at(0, p);
            case FLOAT32 -> (float) at(0, p);
            case INT32 -> (int) at(0, p);
            case BOOL -> at(0, p) == 0 ? 0 : 1;
        });
    }

    @Override
    public List<double[]> reduce(Reduce primitive) {
        Shape out = node.shapes().get(0);
        List<List<Double>> groups = new ArrayList<>();
        for (int i = 0; i < out.size(); i++) {
            groups.add(new ArrayList<>());
        }
        int[] kept = IntStream.range(0, from().rank())
                .filter(axis -> !primitive.axes().contains(axis))
                .toArray();
        for (int i = 0; i < from().size(); i++) {
            int[] position = position(from(), i);
            groups.get(index(out, IntStream.of(kept).map(axis -> position[axis]).toArray()))
                    .add(in.get(0)[i]);
        }
        return each(p -> {
            List<Double> group = groups.get(index(out, p));
            boolean nan = group.stream().anyMatch(x -> x.isNaN());
            return switch (primitive.op()) {
                case SUM -> ExactSum.of(group);
                case PROD -> group.stream().reduce(1.0, (a, b) -> a * b);
                case MAX ->
                    nan
                            ? Double.NaN
                            : group.stream().max(Comparator.naturalOrder()).orElseThrow();
                case MIN ->
                    nan
                            ? Double.NaN
                            : group.stream().min(Comparator.naturalOrder()).orElseThrow();
            };
        });
    }

    @Override
    public List<double[]> cumulate(Cumulate primitive) {
        int axis = primitive.axis();
        return each(p -> {
            int first = primitive.reverse() ? p[axis] : 0;
            int last = primitive.reverse() ? from().dim(axis) - 1 : p[axis];
            return ExactSum.of(IntStream.rangeClosed(first, last)
                    .mapToObj(k -> at(0, with(p, axis, k)))
                    .toList());
        });
    }

    @Override
    public List<double[]> broadcast(Broadcast primitive) {
        return each(
                p -> at(0, primitive.axes().stream().mapToInt(axis -> p[axis]).toArray()));
    }

    @Override
    public List<double[]> reshape(Reshape primitive) {
        return List.of(in.get(0));
    }

    @Override
    public List<double[]> permute(Permute primitive) {
        return each(p -> {
            int[] source = new int[p.length];
            for (int i = 0; i < p.length; i++) {
                source[primitive.order().get(i)] = p[i];
            }
            return at(0, source);
        });
    }

    @Override
    public List<double[]> slice(Slice primitive) {
        return each(p -> at(0, with(p, primitive.axis(), p[primitive.axis()] + primitive.from())));
    }

    @Override
    public List<double[]> pad(Pad primitive) {
        return each(p -> {
            int source = p[primitive.axis()] - primitive.before();
            boolean inside = source >= 0 && source < from().dim(primitive.axis());
            return inside ? at(0, with(p, primitive.axis(), source)) : 0;
        });
    }

    @Override
    public List<double[]> take(Take primitive) {
        return each(p -> at(0, with(p, primitive.axis(), (int) in.get(1)[p[primitive.axis()]])));
    }

    @Override
    public List<double[]> scatterAdd(ScatterAdd primitive) {
        int axis = primitive.axis();
        return each(p -> ExactSum.of(IntStream.range(0, in.get(1).length)
                .filter(k -> in.get(1)[k] == p[axis])
                .mapToObj(k -> at(0, with(p, axis, k)))
                .toList()));
    }

    @Override
    public List<double[]> sort(Sort primitive) {
        double[] x = in.get(0);
        int n = from().dim(from().rank() - 1);
        double[] values = new double[x.length];
        double[] positions = new double[x.length];
        for (int start = 0; start < x.length; start += n) {
            int row = start;
            int[] order = IntStream.range(0, n)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> x[row + i]))
                    .mapToInt(i -> i)
                    .toArray();
            for (int i = 0; i < n; i++) {
                values[row + i] = x[row + order[i]];
                positions[row + i] = order[i];
            }
        }
        return List.of(values, positions);
    }

    @Override
    public List<double[]> concat(Concat primitive) {
        int axis = primitive.axis();
        return each(p -> {
            int input = 0;
            int along = p[axis];
            while (along >= node.input(input).shape().dim(axis)) {
                along -= node.input(input++).shape().dim(axis);
            }
            return at(input, with(p, axis, along));
        });
    }

    @Override
    public List<double[]> matMul(MatMul primitive) {
        Shape a = node.input(0).shape();
        Shape b = node.input(1).shape();
        return each(p -> ExactSum.of(IntStream.range(0, a.dim(a.rank() - 1))
                .mapToObj(k -> {
                    int[] left = java.util.Arrays.copyOfRange(p, p.length - a.rank(), p.length);
                    int[] right = java.util.Arrays.copyOfRange(p, p.length - b.rank(), p.length);
                    return at(0, with(left, a.rank() - 1, k)) * at(1, with(right, b.rank() - 2, k));
                })
                .toList()));
    }

    @Override
    public List<double[]> fused(Fused primitive) {
        List<Expr> variables = node.inputs().stream()
                .map(input -> Expr.variable("input", input.shape(), input.dtype()))
                .toList();
        Map<Expr, double[]> values = new IdentityHashMap<>();
        for (int i = 0; i < variables.size(); i++) {
            values.put(variables.get(i), in.get(i));
        }
        return evaluate(primitive.expand(variables), values);
    }

    @Override
    public List<double[]> implicit(Implicit primitive) {
        if (!(primitive.problem() instanceof Implicit.Solve) || node.dtypes().get(0) != DType.FLOAT64) {
            throw new UnsupportedOperationException("no reference for " + primitive.name());
        }
        int n = in.get(1).length;
        Array2DRowRealMatrix matrix = new Array2DRowRealMatrix(n, n);
        for (int i = 0; i < n * n; i++) {
            matrix.setEntry(i / n, i % n, in.get(0)[i]);
        }
        return List.of(new LUDecomposition(matrix)
                .getSolver()
                .solve(new ArrayRealVector(in.get(1)))
                .toArray());
    }
}
