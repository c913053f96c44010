package dev.limen.autodiff.internal.solve;

import dev.limen.autodiff.Binary;
import dev.limen.autodiff.Broadcast;
import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Fused;
import dev.limen.autodiff.Leaf;
import dev.limen.autodiff.Node;
import dev.limen.autodiff.Primitive;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.Unary;
import dev.limen.autodiff.linear.SymmetricPattern;
import java.util.Optional;

/**
 * A Hessian without what is known to be zero: of sums of diagonals and of matrices that a fused primitive gives packed
 * these, of any other the upper triangle.
 *
 * @param entries the packed entries {@code [size]}, in terms of what the Hessian is made of
 */
record PackedHessian(SymmetricPattern pattern, Expr entries) {
    /** Sums of more terms, one inside the other, are not looked through. */
    private static final int DEEPEST = 20;

    /** Of a matrix {@code [n, n]}. */
    static PackedHessian of(Expr hessian) {
        Optional<SymmetricPattern> sparse = sparse(hessian, 0);
        Optional<Expr> entries = sparse.flatMap(pattern -> new Packing(pattern).pack(hessian, 0));
        if (entries.isPresent()) {
            return new PackedHessian(sparse.get(), entries.get());
        }
        int n = hessian.shape().dim(0);
        SymmetricPattern dense = SymmetricPattern.dense(n);
        return new PackedHessian(dense, hessian.reshape(n * n).take(0, dense.positions()));
    }

    /** The pattern of a term. */
    private static Optional<SymmetricPattern> sparse(Expr sum, int depth) {
        Node node = sum.node();
        if (node.primitive() instanceof Fused fused) {
            return fused.packed().map(Fused.Packed::pattern);
        }
        boolean looked = depth < DEEPEST && isCombination(node.primitive());
        return looked
                ? node.inputs().stream()
                        .flatMap(term -> sparse(term, depth + 1).stream())
                        .findFirst()
                : Optional.empty();
    }

    private static boolean isCombination(Primitive primitive) {
        return Unary.Op.NEG.isOf(primitive)
                || primitive instanceof Binary binary
                        && (binary.op() == Binary.Op.ADD
                                || binary.op() == Binary.Op.SUB
                                || binary.op() == Binary.Op.MUL);
    }

    /** Packs terms in a pattern, or finds that they do not fit it. */
    private record Packing(SymmetricPattern pattern) {

        Optional<Expr> pack(Expr term, int depth) {
            Node node = term.node();
            Primitive primitive = node.primitive();
            if (primitive instanceof Fused fused) {
                return fused.packed()
                        .filter(packed -> packed.pattern().equals(pattern))
                        .map(packed ->
                                Node.apply(packed.primitive(), node.inputs()).output(0));
            }
            if (depth == DEEPEST) {
                return Optional.empty();
            }
            if (Unary.Op.NEG.isOf(primitive)) {
                return pack(node.input(0), depth + 1).map(Expr::neg);
            }
            if (primitive instanceof Binary binary) {
                switch (binary.op()) {
                    case ADD:
                        return both(node, depth, Binary.Op.ADD);
                    case SUB:
                        return both(node, depth, Binary.Op.SUB);
                    case MUL:
                        Optional<Expr> scaled = scaled(node.input(0), node.input(1), depth)
                                .or(() -> scaled(node.input(1), node.input(0), depth));
                        return scaled.isPresent()
                                ? scaled
                                : diagonal(term, depth).map(this::onDiagonal);
                    case DIV, POW, MAX, MIN, ATAN2, AND, OR:
                        break;
                }
            }
            return diagonal(term, depth).map(this::onDiagonal);
        }

        private Optional<Expr> both(Node node, int depth, Binary.Op op) {
            Optional<Expr> a = pack(node.input(0), depth + 1);
            Optional<Expr> b = a.isPresent() ? pack(node.input(1), depth + 1) : a;
            return b.map(second ->
                    op == Binary.Op.ADD ? a.get().add(second) : a.get().sub(second));
        }

        /** A matrix times one number. */
        private Optional<Expr> scaled(Expr number, Expr matrix, int depth) {
            Primitive primitive = number.node().primitive();
            if (primitive instanceof Leaf.Fill fill) {
                return pack(matrix, depth + 1).map(entries -> entries.mul(fill.value()));
            }
            boolean scalar = primitive instanceof Broadcast
                    && number.node().input(0).shape().rank() == 0;
            return scalar
                    ? pack(matrix, depth + 1)
                            .map(entries -> entries.mul(number.node().input(0)))
                    : Optional.empty();
        }

        /** The diagonal {@code [n]} of a matrix without other entries. */
        private Optional<Expr> diagonal(Expr matrix, int depth) {
            Node node = matrix.node();
            if (node.primitive() instanceof Leaf.Eye) {
                return Optional.of(Expr.fill(Shape.of(pattern.rows()), matrix.dtype(), 1));
            }
            if (depth == DEEPEST || !(node.primitive() instanceof Binary binary) || binary.op() != Binary.Op.MUL) {
                return Optional.empty();
            }
            for (int k = 0; k < 2; k++) {
                Node other = node.input(1 - k).node();
                if (other.primitive() instanceof Broadcast
                        && other.input(0).shape().rank() == 1) {
                    Optional<Expr> ones = diagonal(node.input(k), depth + 1);
                    if (ones.isPresent()) {
                        return ones.map(other.input(0)::mul);
                    }
                }
            }
            return Optional.empty();
        }

        private Expr onDiagonal(Expr diagonal) {
            Expr positions = Expr.constant(Tensor.ofInts(pattern.diagonal()));
            return diagonal.cast(DType.FLOAT64).scatterAdd(0, positions, pattern.size());
        }
    }
}
