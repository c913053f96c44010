package dev.limen.autodiff.fused;

import dev.limen.autodiff.Binary;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Leaf;
import dev.limen.autodiff.Node;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Unary;
import dev.limen.autodiff.fused.PoissonRates.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Batches in which one vector only varies: products of a derivative matrix with many vectors, for which the matrix is
 * made once.
 */
final class PoissonRatesLanes {
    private static final int VECTOR = PoissonRates.POINT;
    private static final int TANGENT = PoissonRates.POINT + 1;
    /** A matrix is worth its price from as many vectors as this part of its rows. */
    private static final int PART = 4;

    private PoissonRatesLanes() {}

    static List<Expr> batched(PoissonRates primitive, List<Expr> inputs) {
        List<Expr> lanes = Node.apply(primitive, inputs).outputs();
        return switch (primitive.role()) {
            case RATE_PULLBACK -> pullback(primitive, inputs, lanes);
            case RATE_CURVATURE -> tangentsOfParameters(primitive, inputs, lanes, Role.RATE_HESSIAN);
            case PRODUCT -> tangentsOfParameters(primitive, inputs, lanes, Role.HESSIAN);
            default -> lanes;
        };
    }

    private static List<Expr> pullback(PoissonRates primitive, List<Expr> inputs, List<Expr> lanes) {
        RateStructure structure = primitive.structure();
        List<Expr> point = inputs.subList(0, PoissonRates.POINT);
        Expr u = inputs.get(VECTOR);
        Shape common = common(primitive, inputs, PoissonRates.POINT);
        if (!isLongest(u, lanes) || !pays(u, common, structure.bins())) {
            return lanes;
        }
        List<Expr> outputs = new ArrayList<>(lanes);
        Expr jacobian = PoissonRatesExpansion.apply(structure, Role.RATE_JACOBIAN, point)
                .get(0);
        outputs.set(0, product(u, common, jacobian));
        return outputs;
    }

    /** Where only the parameters' tangent varies and the others are zero. */
    private static List<Expr> tangentsOfParameters(
            PoissonRates primitive, List<Expr> inputs, List<Expr> lanes, Role matrix) {
        RateStructure structure = primitive.structure();
        List<Expr> fixed = inputs.subList(0, TANGENT);
        Expr v = inputs.get(TANGENT);
        Shape common = common(primitive, inputs, TANGENT);
        boolean alone = inputs.subList(TANGENT + 1, inputs.size()).stream().allMatch(Expr::isZero);
        if (!alone || !isLongest(v, lanes) || !pays(v, common, structure.parameters())) {
            return lanes;
        }
        List<Expr> outputs = new ArrayList<>(lanes);
        outputs.set(
                0,
                product(
                        v,
                        common,
                        PoissonRatesExpansion.apply(structure, matrix, fixed).get(0)));
        return outputs;
    }

    /** The common batch axes of the first {@code count} inputs. */
    private static Shape common(PoissonRates primitive, List<Expr> inputs, int count) {
        List<Shape> leading =
                primitive.leadings(inputs.stream().map(Expr::shape).toList());
        return Shape.commonLeading(primitive.name(), leading.subList(0, count));
    }

    /** Whether a vector has all batch axes that the outputs have, of which the first is a vector. */
    private static boolean isLongest(Expr vector, List<Expr> outputs) {
        return vector.shape().rank() == outputs.get(0).shape().rank();
    }

    private static boolean pays(Expr vector, Shape common, int rows) {
        int extra = vector.shape().rank() - 1 - common.rank();
        return extra > 0 && PART * (long) vector.shape().first(extra).size() >= rows;
    }

    /** Vectors {@code [lanes..., common..., n]} times a matrix {@code [common..., n, m]}: {@code [lanes..., common..., m]}. */
    private static Expr product(Expr vectors, Shape common, Expr matrix) {
        Node node = vectors.node();
        if (Unary.Op.NEG.isOf(node.primitive())) {
            return product(node.input(0), common, matrix).neg();
        }
        if (node.primitive().equals(new Binary(Binary.Op.MUL))) {
            // The identity times a number is still the identity for what follows.
            for (int i = 0; i < 2; i++) {
                if (node.input(i).node().primitive() instanceof Leaf.Fill fill) {
                    return product(node.input(1 - i), common, matrix).mul(fill.value());
                }
            }
        }
        Shape shape = vectors.shape();
        int lanes = shape.rank() - 1 - common.rank();
        int count = shape.first(lanes).size();
        int n = shape.dim(shape.rank() - 1);
        Shape flat = Shape.of(count).then(common).then(Shape.of(n));
        Expr rows = vectors.reshape(flat).permute(rotated(common.rank(), 1));
        Expr result = rows.matmul(matrix).permute(rotated(common.rank(), -1));
        int m = matrix.shape().dim(matrix.shape().rank() - 1);
        return result.reshape(shape.first(shape.rank() - 1).then(Shape.of(m)));
    }

    /** The order of axes that takes the first behind the next {@code count}, or back; the last stays. */
    private static int[] rotated(int count, int direction) {
        int axes = count + 1;
        return IntStream.range(0, axes + 1)
                .map(axis -> axis == axes ? axis : Math.floorMod(axis + direction, axes))
                .toArray();
    }
}
