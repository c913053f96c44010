package dev.limen.autodiff.fused;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Graph;
import dev.limen.autodiff.Node;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.fused.PoissonRates.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The derivative rule of {@link PoissonRates}: roles of the family up to second order, beyond it the rules of the
 * expansion.
 */
final class PoissonRatesRule {
    private final PoissonRates primitive;
    private final Node node;
    private final List<Expr> cotangents;
    private final List<Expr> point;
    private final List<Shape> core;
    private final Shape batch;

    PoissonRatesRule(PoissonRates primitive, Node node, List<Expr> cotangents) {
        this.primitive = primitive;
        this.node = node;
        this.cotangents = cotangents;
        point = node.inputs().subList(0, PoissonRates.POINT);
        core = PoissonRates.inputs(primitive.structure(), primitive.role());
        batch = primitive.leading(node.inputs().stream().map(Expr::shape).toList());
    }

    /** The cotangents of the inputs. */
    List<Expr> inputs() {
        List<Expr> full =
                switch (primitive.role()) {
                    case RATES -> apply(Role.RATE_PULLBACK, point, cotangents);
                    case RATE_PULLBACK -> ratePullback();
                    case RATE_TANGENT -> rateTangent();
                    case VALUE -> value();
                    case GRADIENT -> apply(Role.PRODUCT, node.inputs(), cotangents);
                    case RATE_CURVATURE, PRODUCT -> swappable();
                    case RATE_JACOBIAN, RATE_HESSIAN, HESSIAN, PACKED_HESSIAN -> byExpansion(core.size(), cotangents);
                };
        List<Expr> summed = new ArrayList<>();
        for (int i = 0; i < full.size(); i++) {
            summed.add(sumLeading(full.get(i), node.input(i).shape()));
        }
        return summed;
    }

    private List<Expr> ratePullback() {
        List<Expr> toPoint = apply(Role.RATE_CURVATURE, node.inputs(), cotangents);
        return PoissonRatesExpansion.join(toPoint, apply(Role.RATE_TANGENT, point, cotangents));
    }

    private List<Expr> rateTangent() {
        List<Expr> tangent =
                node.inputs().subList(PoissonRates.POINT, node.inputs().size());
        List<Expr> toPoint = apply(Role.RATE_CURVATURE, point, cotangents, tangent);
        return PoissonRatesExpansion.join(toPoint, apply(Role.RATE_PULLBACK, point, cotangents));
    }

    private List<Expr> value() {
        Expr ct = cotangents.get(0);
        List<Expr> scaled = new ArrayList<>();
        for (Expr output : apply(Role.GRADIENT, node.inputs(), List.of())) {
            Shape ones = Shape.of(
                    IntStream.range(0, output.shape().rank() - ct.shape().rank())
                            .map(axis -> 1)
                            .toArray());
            scaled.add(output.mul(ct.reshape(ct.shape().then(ones))));
        }
        return scaled;
    }

    /** Second derivatives are symmetric: tangent and cotangent may change places. */
    private List<Expr> swappable() {
        List<Expr> primal = node.inputs().subList(0, PoissonRates.POINT + 1);
        List<Expr> third = byExpansion(primal.size(), cotangents);
        return PoissonRatesExpansion.join(third, apply(primitive.role(), primal, cotangents));
    }

    /** Cotangents of the first {@code count} inputs through the expansion's own rules. */
    private List<Expr> byExpansion(int count, List<Expr> cts) {
        List<Expr> variables = PoissonRatesExpansion.variables(core);
        List<Shape> shapes = PoissonRates.outputs(primitive.structure(), primitive.role());
        List<Expr> dual = new ArrayList<>();
        List<Expr> arguments = new ArrayList<>(node.inputs());
        List<Expr> all = new ArrayList<>(variables);
        for (int k = 0; k < shapes.size(); k++) {
            if (cts.get(k).isZero()) {
                dual.add(Expr.zeros(shapes.get(k)));
            } else {
                Expr ct = Expr.variable("cotangent", shapes.get(k));
                dual.add(ct);
                all.add(ct);
                arguments.add(cts.get(k));
            }
        }
        List<Expr> outputs = primitive.role() == Role.RATE_JACOBIAN
                ? List.of(PoissonRatesExpansion.jacobianByBins(primitive.structure(), variables))
                : PoissonRatesExpansion.core(primitive, variables);
        List<Expr> pulled = Derivatives.vjp(outputs, dual, variables.subList(0, count));
        List<Expr> terms = new Graph(all, pulled).batch(arguments);
        // A term that does not vary along some batch axes counts once for each position there.
        return IntStream.range(0, count)
                .mapToObj(i -> terms.get(i).broadcastTo(full(i)))
                .toList();
    }

    @SafeVarargs
    private List<Expr> apply(Role role, List<Expr>... parts) {
        List<Expr> inputs = new ArrayList<>();
        for (List<Expr> part : parts) {
            inputs.addAll(part);
        }
        return PoissonRatesExpansion.apply(primitive.structure(), role, inputs);
    }

    /** The shape of an input's cotangent before it is summed over the batch axes that the input does not have. */
    private Shape full(int input) {
        return batch.then(core.get(input));
    }

    private static Expr sumLeading(Expr term, Shape target) {
        int extra = term.shape().rank() - target.rank();
        return term.sum(IntStream.range(0, extra).toArray());
    }
}
