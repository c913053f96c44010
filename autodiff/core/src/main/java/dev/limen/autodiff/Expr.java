package dev.limen.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * One output of a {@link Node}: an immutable, lazy expression with a shape and a type, equal to itself only.
 *
 * <p>It has no value, no gradient and no device: {@link Derivatives} makes further expressions of it and
 * {@link Program} computes numbers. Methods of two operands broadcast them to a common shape as NumPy does; shape
 * errors are thrown where the expression is built and name the operation and both shapes.
 */
public final class Expr {
    private static final double LOG_SQRT_2_PI = 0.91893853320467274178;

    private final Node node;
    private final int index;
    private volatile Program program;

    Expr(Node node, int index) {
        this.node = node;
        this.index = index;
    }

    // ---------------------------------------------------------------------------------------------- leaves

    /** A 64-bit variable that a program binds. */
    public static Expr variable(String name, Shape shape) {
        return variable(name, shape, DType.FLOAT64);
    }

    /** A variable that a program binds. */
    public static Expr variable(String name, Shape shape, DType dtype) {
        return leaf(new Leaf.Variable(name, shape, dtype));
    }

    /** A 64-bit number. */
    public static Expr constant(double value) {
        return fill(Shape.scalar(), DType.FLOAT64, value);
    }

    /** A vector of 64-bit numbers. */
    public static Expr constant(double... values) {
        return constant(Tensor.of(values));
    }

    /** Given numbers. */
    public static Expr constant(Tensor value) {
        return leaf(new Leaf.Constant(value));
    }

    /** The same number everywhere. */
    public static Expr fill(Shape shape, DType dtype, double value) {
        return leaf(new Leaf.Fill(shape, dtype, value));
    }

    /** 64-bit zeros. */
    public static Expr zeros(Shape shape) {
        return fill(shape, DType.FLOAT64, 0);
    }

    /** Zeros of the shape and type of another expression. */
    public static Expr zerosLike(Expr like) {
        return fill(like.shape(), like.dtype(), 0);
    }

    /** Ones of the shape and type of another expression. */
    public static Expr onesLike(Expr like) {
        return fill(like.shape(), like.dtype(), 1);
    }

    /** The 64-bit identity matrix {@code [size, size]}. */
    public static Expr eye(int size) {
        return leaf(new Leaf.Eye(size, DType.FLOAT64));
    }

    private static Expr leaf(Leaf leaf) {
        return Node.apply(leaf, List.of()).output(0);
    }

    // ------------------------------------------------------------------------------------------- properties

    public Node node() {
        return node;
    }

    /** Which of the node's outputs this is. */
    public int index() {
        return index;
    }

    public Shape shape() {
        return node.shapes().get(index);
    }

    public DType dtype() {
        return node.dtypes().get(index);
    }

    /** Whether this is known to be zero everywhere, from the way it was built. */
    public boolean isZero() {
        return isFilledWith(0);
    }

    private boolean isNegation() {
        return Unary.Op.NEG.isOf(node.primitive());
    }

    private boolean isFilledWith(double value) {
        return node.primitive() instanceof Leaf.Fill fill && fill.value() == value;
    }

    /** The program that computes this alone, made when first asked for: it lives as long as the expression. */
    Program program(Supplier<Program> compiled) {
        Program known = program;
        if (known == null) {
            known = compiled.get();
            program = known;
        }
        return known;
    }

    // ---------------------------------------------------------------------------------------- two operands

    public Expr add(Expr other) {
        return binary(Binary.Op.ADD, other);
    }

    public Expr add(double other) {
        return add(like(other));
    }

    public Expr sub(Expr other) {
        return binary(Binary.Op.SUB, other);
    }

    public Expr sub(double other) {
        return sub(like(other));
    }

    public Expr mul(Expr other) {
        return binary(Binary.Op.MUL, other);
    }

    public Expr mul(double other) {
        return mul(like(other));
    }

    public Expr div(Expr other) {
        return binary(Binary.Op.DIV, other);
    }

    public Expr div(double other) {
        return div(like(other));
    }

    /** This to the power {@code exponent}; the derivative by the exponent wants a positive base. */
    public Expr pow(Expr exponent) {
        return binary(Binary.Op.POW, exponent);
    }

    public Expr pow(double exponent) {
        return pow(like(exponent));
    }

    /** The larger of both. */
    public Expr max(Expr other) {
        return binary(Binary.Op.MAX, other);
    }

    public Expr max(double other) {
        return max(like(other));
    }

    /** The smaller of both. */
    public Expr min(Expr other) {
        return binary(Binary.Op.MIN, other);
    }

    public Expr min(double other) {
        return min(like(other));
    }

    /** The angle of the point with ordinate this and abscissa {@code x}, in (-pi, pi]. */
    public Expr atan2(Expr x) {
        return binary(Binary.Op.ATAN2, x);
    }

    public Expr and(Expr other) {
        return binary(Binary.Op.AND, other);
    }

    public Expr or(Expr other) {
        return binary(Binary.Op.OR, other);
    }

    public Expr lt(Expr other) {
        return compare(Compare.Op.LT, other);
    }

    public Expr lt(double other) {
        return lt(like(other));
    }

    public Expr le(Expr other) {
        return compare(Compare.Op.LE, other);
    }

    public Expr le(double other) {
        return le(like(other));
    }

    public Expr gt(Expr other) {
        return other.lt(this);
    }

    public Expr gt(double other) {
        return gt(like(other));
    }

    public Expr ge(Expr other) {
        return other.le(this);
    }

    public Expr ge(double other) {
        return ge(like(other));
    }

    public Expr eq(Expr other) {
        return compare(Compare.Op.EQ, other);
    }

    public Expr eq(double other) {
        return eq(like(other));
    }

    private Expr like(double value) {
        return fill(Shape.scalar(), dtype(), value);
    }

    private Expr binary(Binary.Op op, Expr other) {
        Shape shape = broadcastShape(op.name(), this, other);
        Expr a = this.broadcastTo(shape);
        Expr b = other.broadcastTo(shape);
        switch (op) {
            case ADD -> {
                if (a.isZero()) {
                    return b;
                }
                if (b.isZero()) {
                    return a;
                }
                // The same bits, in one pass over the numbers instead of two.
                if (b.isNegation()) {
                    return a.sub(b.node.input(0));
                }
                if (a.isNegation()) {
                    return b.sub(a.node.input(0));
                }
            }
            case SUB -> {
                if (b.isZero()) {
                    return a;
                }
                if (a.isZero()) {
                    return b.neg();
                }
            }
            case MUL -> {
                if (a.isZero() || b.isFilledWith(1)) {
                    return a;
                }
                if (b.isZero() || a.isFilledWith(1)) {
                    return b;
                }
                if (a.isFilledWith(-1)) {
                    return b.neg();
                }
                if (b.isFilledWith(-1)) {
                    return a.neg();
                }
            }
            case DIV -> {
                if (a.isZero() || b.isFilledWith(1)) {
                    return a;
                }
            }
            case POW, MAX, MIN, ATAN2, AND, OR -> {}
        }
        return apply(new Binary(op), a, b);
    }

    private Expr compare(Compare.Op op, Expr other) {
        Shape shape = broadcastShape(op.name(), this, other);
        return apply(new Compare(op), this.broadcastTo(shape), other.broadcastTo(shape));
    }

    /** {@code a} where the condition (BOOL) is true, else {@code b}; see {@link Select} for derivatives. */
    public static Expr where(Expr condition, Expr a, Expr b) {
        Shape shape = broadcastShape("where", broadcastPair(condition, a), b);
        if (a.isZero() && b.isZero()) {
            return a.broadcastTo(shape);
        }
        return apply(new Select(), condition.broadcastTo(shape), a.broadcastTo(shape), b.broadcastTo(shape));
    }

    private static Expr broadcastPair(Expr a, Expr b) {
        return a.broadcastTo(broadcastShape("where", a, b));
    }

    // ----------------------------------------------------------------------------------------- one operand

    public Expr neg() {
        return node.primitive() instanceof Leaf.Fill fill && fill.value() != 0
                ? fill(shape(), dtype(), -fill.value())
                : unaryOfZero(Unary.Op.NEG);
    }

    public Expr abs() {
        return unaryOfZero(Unary.Op.ABS);
    }

    public Expr sign() {
        return unary(Unary.Op.SIGN);
    }

    public Expr sqrt() {
        return unary(Unary.Op.SQRT);
    }

    public Expr square() {
        return mul(this);
    }

    public Expr exp() {
        return unary(Unary.Op.EXP);
    }

    public Expr expm1() {
        return unary(Unary.Op.EXPM1);
    }

    public Expr log() {
        return unary(Unary.Op.LOG);
    }

    public Expr log1p() {
        return unary(Unary.Op.LOG1P);
    }

    public Expr tanh() {
        return unary(Unary.Op.TANH);
    }

    public Expr sigmoid() {
        return unary(Unary.Op.SIGMOID);
    }

    public Expr sin() {
        return unary(Unary.Op.SIN);
    }

    public Expr cos() {
        return unary(Unary.Op.COS);
    }

    public Expr sinh() {
        return unary(Unary.Op.SINH);
    }

    public Expr cosh() {
        return unary(Unary.Op.COSH);
    }

    /** Phi, the standard normal cumulative distribution; its upper tail is {@code x.neg().normalCdf()}. */
    public Expr normalCdf() {
        return unary(Unary.Op.NORMAL_CDF);
    }

    /** The standard normal density. */
    public Expr normalPdf() {
        return square().mul(-0.5).sub(LOG_SQRT_2_PI).exp();
    }

    /** log Phi, accurate where Phi underflows. */
    public Expr logNormalCdf() {
        return unary(Unary.Op.LOG_NORMAL_CDF);
    }

    /** phi/Phi, the derivative of log Phi. */
    public Expr normalHazard() {
        return unary(Unary.Op.NORMAL_HAZARD);
    }

    /** The inverse of Phi, for arguments in (0, 1). */
    public Expr normalQuantile() {
        return unary(Unary.Op.NORMAL_QUANTILE);
    }

    /** log Gamma, for arguments above 0. */
    public Expr lgamma() {
        return unary(Unary.Op.LGAMMA);
    }

    /** The derivative of order {@code order + 1} of log Gamma, for arguments above 0. */
    public Expr polygamma(int order) {
        return apply(new Polygamma(order), this);
    }

    public Expr floor() {
        return unary(Unary.Op.FLOOR);
    }

    /** Logical not, of a BOOL. */
    public Expr not() {
        return unary(Unary.Op.NOT);
    }

    /** The same value, through which no derivative flows. */
    public Expr detach() {
        return unary(Unary.Op.DETACH);
    }

    /** The same values in another type. */
    public Expr cast(DType target) {
        return dtype() == target ? this : apply(new Cast(target), this);
    }

    private Expr unary(Unary.Op op) {
        return apply(new Unary(op), this);
    }

    private Expr unaryOfZero(Unary.Op op) {
        return isZero() ? this : unary(op);
    }

    // ------------------------------------------------------------------------------------ sums and the like

    /** The sum of all elements. */
    public Expr sum() {
        return sum(allAxes());
    }

    /** The sum along some axes, which disappear. */
    public Expr sum(int... axes) {
        return sum(IntStream.of(axes).boxed().toList());
    }

    Expr sum(List<Integer> axes) {
        if (axes.isEmpty()) {
            return this;
        }
        return isZero() ? fill(shape().without(axes), dtype(), 0) : reduce(Reduce.Op.SUM, axes);
    }

    /** The product of all elements. */
    public Expr prod() {
        return reduce(Reduce.Op.PROD, allAxes());
    }

    /** The product along some axes, which disappear. */
    public Expr prod(int... axes) {
        return reduce(Reduce.Op.PROD, IntStream.of(axes).boxed().toList());
    }

    /** The largest element. */
    public Expr maximum() {
        return reduce(Reduce.Op.MAX, allAxes());
    }

    /** The largest elements along some axes, which disappear. */
    public Expr maximum(int... axes) {
        return reduce(Reduce.Op.MAX, IntStream.of(axes).boxed().toList());
    }

    /** The smallest element. */
    public Expr minimum() {
        return reduce(Reduce.Op.MIN, allAxes());
    }

    /** The smallest elements along some axes, which disappear. */
    public Expr minimum(int... axes) {
        return reduce(Reduce.Op.MIN, IntStream.of(axes).boxed().toList());
    }

    private Expr reduce(Reduce.Op op, List<Integer> axes) {
        return axes.isEmpty() ? this : apply(new Reduce(op, axes), this);
    }

    private List<Integer> allAxes() {
        return IntStream.range(0, shape().rank()).boxed().toList();
    }

    /** The running sum along an axis. */
    public Expr cumulativeSum(int axis) {
        return apply(new Cumulate(axis, false), this);
    }

    /** The scalar product of two vectors. */
    public Expr dot(Expr other) {
        return mul(other).sum();
    }

    /** The matrix product of {@code [..., n, k]} and {@code [..., k, m]}. */
    public Expr matmul(Expr other) {
        return Algebra.matmul(this, other);
    }

    // ---------------------------------------------------------------------------------------- rearrangement

    /** The last two axes exchanged. */
    public Expr transpose() {
        int rank = shape().rank();
        if (rank < 2) {
            throw new IllegalArgumentException("transpose: shape " + shape() + "; expected two axes at least");
        }
        if (node.primitive() instanceof Leaf.Eye) {
            return this;
        }
        List<Integer> order = new ArrayList<>(allAxes());
        order.set(rank - 2, rank - 1);
        order.set(rank - 1, rank - 2);
        return permute(order);
    }

    /** Axis {@code i} of the result is axis {@code order[i]} of this. */
    public Expr permute(int... order) {
        return permute(IntStream.of(order).boxed().toList());
    }

    Expr permute(List<Integer> order) {
        return order.equals(allAxes()) ? this : apply(new Permute(order), this);
    }

    /** The same elements, in row-major order, under another shape. */
    public Expr reshape(Shape target) {
        if (target.equals(shape())) {
            return this;
        }
        if (node.primitive() instanceof Leaf.Fill fill) {
            new Reshape(target).shapes(List.of(shape()));
            return fill(target, dtype(), fill.value());
        }
        return apply(new Reshape(target), this);
    }

    public Expr reshape(int... dims) {
        return reshape(Shape.of(dims));
    }

    /** This, repeated so as to have the shape {@code target}, by NumPy's rules. */
    public Expr broadcastTo(Shape target) {
        Shape from = shape();
        if (from.equals(target)) {
            return this;
        }
        int offset = target.rank() - from.rank();
        List<Integer> axes = new ArrayList<>();
        List<Integer> kept = new ArrayList<>();
        for (int axis = 0; axis < from.rank(); axis++) {
            boolean equal = offset >= 0 && from.dim(axis) == target.dim(offset + axis);
            if (!equal && (offset < 0 || from.dim(axis) != 1)) {
                throw new IllegalArgumentException("broadcast: shape " + from + " cannot be repeated to " + target);
            }
            if (equal) {
                axes.add(offset + axis);
                kept.add(from.dim(axis));
            }
        }
        if (offset < 0) {
            throw new IllegalArgumentException("broadcast: shape " + from + " cannot be repeated to " + target);
        }
        return reshape(new Shape(kept)).broadcast(target, axes);
    }

    /** This with its axis {@code i} as axis {@code axes[i]} of {@code target}, repeated along the others. */
    Expr broadcast(Shape target, List<Integer> axes) {
        Broadcast broadcast = new Broadcast(target, axes);
        broadcast.shapes(List.of(shape()));
        if (target.equals(shape())) {
            return this;
        }
        if (node.primitive() instanceof Leaf.Fill fill) {
            return fill(target, dtype(), fill.value());
        }
        return apply(broadcast, this);
    }

    /** The sum over leading axes that leaves the shape {@code target}. */
    Expr sumLeadingTo(Shape target) {
        int extra = shape().rank() - target.rank();
        return extra == 0 ? this : sum(IntStream.range(0, extra).boxed().toList());
    }

    /** The elements {@code from} (included) to {@code to} (excluded) along an axis. */
    public Expr slice(int axis, int from, int to) {
        if (axis < shape().rank() && axis >= 0 && from == 0 && to == shape().dim(axis)) {
            return this;
        }
        Slice slice = new Slice(axis, from, to);
        return isZero() ? zerosOf(slice.shapes(List.of(shape()))) : apply(slice, this);
    }

    private Expr zerosOf(List<Shape> shapes) {
        return fill(shapes.get(0), dtype(), 0);
    }

    /** Element {@code position} of the first axis, which disappears. */
    public Expr get(int position) {
        Expr one = slice(0, position, position + 1);
        return one.reshape(shape().without(List.of(0)));
    }

    /** Zeros added at the ends of an axis. */
    public Expr pad(int axis, int before, int after) {
        return before == 0 && after == 0 ? this : apply(new Pad(axis, before, after), this);
    }

    /** The elements at the given positions of an axis. */
    public Expr take(int axis, int... positions) {
        return take(axis, constant(Tensor.ofInts(positions)));
    }

    /** The elements at the positions (a vector of INT32) of an axis. */
    public Expr take(int axis, Expr positions) {
        Take take = new Take(axis);
        if (isZero()) {
            return zerosOf(take.shapes(List.of(shape(), positions.shape())));
        }
        return apply(take, this, positions);
    }

    /** Elements added up at positions (a vector of INT32) of an axis of length {@code size}. */
    public Expr scatterAdd(int axis, Expr positions, int size) {
        return apply(new ScatterAdd(axis, size), this, positions);
    }

    /** The last axis in ascending order, each row for itself. */
    public Expr sort() {
        return apply(new Sort(), this);
    }

    /** Expressions put one behind the other along an axis. */
    public static Expr concat(int axis, List<Expr> parts) {
        List<Expr> filled = parts.stream()
                .filter(p -> p.shape().rank() <= axis || p.shape().dim(axis) != 0)
                .toList();
        if (filled.size() == 1) {
            return filled.get(0);
        }
        return Node.apply(new Concat(axis), filled.isEmpty() ? parts : filled).output(0);
    }

    /** Expressions of one shape as the rows of a new first axis. */
    public static Expr stack(List<Expr> rows) {
        return concat(
                0,
                rows.stream()
                        .map(row -> row.reshape(Shape.of(1).then(row.shape())))
                        .toList());
    }

    public static Expr stack(Expr... rows) {
        return stack(Arrays.asList(rows));
    }

    // ----------------------------------------------------------------------------------------------- inner

    private static Expr apply(Primitive primitive, Expr... inputs) {
        return Node.apply(primitive, Arrays.asList(inputs)).output(0);
    }

    private static Shape broadcastShape(String operation, Expr a, Expr b) {
        boolean first = a.shape().rank() >= b.shape().rank();
        Shape longer = first ? a.shape() : b.shape();
        Shape shorter = first ? b.shape() : a.shape();
        int offset = longer.rank() - shorter.rank();
        List<Integer> dims = new ArrayList<>(longer.dims());
        for (int axis = 0; axis < shorter.rank(); axis++) {
            int one = longer.dim(offset + axis);
            int two = shorter.dim(axis);
            if (one != two && one != 1 && two != 1) {
                throw new IllegalArgumentException(operation.toLowerCase(java.util.Locale.ROOT) + ": shapes "
                        + a.shape() + " and " + b.shape() + " differ and neither can be repeated to the other");
            }
            dims.set(offset + axis, one == 1 ? two : one);
        }
        return new Shape(dims);
    }

    @Override
    public String toString() {
        return node.primitive().name() + (node.outputs().size() > 1 ? "#" + index : "") + shape();
    }
}
