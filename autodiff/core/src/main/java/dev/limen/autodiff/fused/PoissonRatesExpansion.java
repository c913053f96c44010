package dev.limen.autodiff.fused;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Graph;
import dev.limen.autodiff.Node;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.fused.PoissonRates.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The meaning of each role of {@link PoissonRates} in simpler primitives and simpler roles. */
final class PoissonRatesExpansion {
    private PoissonRatesExpansion() {}

    static List<Expr> expand(PoissonRates primitive, List<Expr> inputs) {
        Shape batch = primitive.leading(inputs.stream().map(Expr::shape).toList());
        List<Expr> variables = variables(PoissonRates.inputs(primitive.structure(), primitive.role()));
        List<Shape> shapes = PoissonRates.outputs(primitive.structure(), primitive.role());
        List<Expr> outputs = new Graph(variables, core(primitive, variables)).batch(inputs);
        List<Expr> spread = new ArrayList<>();
        for (int k = 0; k < outputs.size(); k++) {
            spread.add(outputs.get(k).broadcastTo(batch.then(shapes.get(k))));
        }
        return spread;
    }

    /** Fresh variables of these shapes. */
    static List<Expr> variables(List<Shape> shapes) {
        return shapes.stream().map(shape -> Expr.variable("input", shape)).toList();
    }

    /** The outputs for inputs without batch axes, of which no two are the same expression. */
    static List<Expr> core(PoissonRates primitive, List<Expr> in) {
        RateStructure structure = primitive.structure();
        List<Expr> point = in.subList(0, PoissonRates.POINT);
        return switch (primitive.role()) {
            case RATES -> List.of(new RateExpansion(structure, point).rates());
            case RATE_PULLBACK -> ratePullback(structure, point, in.get(PoissonRates.POINT));
            case RATE_TANGENT -> {
                Expr u = Expr.variable("cotangent", Shape.of(structure.bins()));
                List<Expr> tangent = in.subList(PoissonRates.POINT, in.size());
                yield Derivatives.vjp(ratePullback(structure, point, u), tangent, List.of(u));
            }
            case RATE_CURVATURE -> {
                List<Expr> pulled = ratePullback(structure, point, in.get(PoissonRates.POINT));
                yield Derivatives.vjp(pulled, in.subList(PoissonRates.POINT + 1, in.size()), point);
            }
            case RATE_JACOBIAN -> rateJacobian(structure, point);
            case RATE_HESSIAN -> rateHessian(structure, point, in.get(PoissonRates.POINT));
            case VALUE -> List.of(new PoissonExpansion(structure, point, in.get(PoissonRates.POINT)).value());
            case GRADIENT -> new PoissonExpansion(structure, point, in.get(PoissonRates.POINT)).gradient();
            case PRODUCT -> {
                List<Expr> tangents = in.subList(PoissonRates.POINT + 1, in.size());
                yield new PoissonExpansion(structure, point, in.get(PoissonRates.POINT)).product(tangents);
            }
            case HESSIAN -> List.of(hessian(structure, in));
            case PACKED_HESSIAN ->
                List.of(hessian(structure, in)
                        .reshape(structure.parameters() * structure.parameters())
                        .take(0, structure.order().pattern.positions()));
        };
    }

    private static Expr hessian(RateStructure structure, List<Expr> in) {
        return new PoissonExpansion(structure, in.subList(0, PoissonRates.POINT), in.get(PoissonRates.POINT)).hessian();
    }

    private static List<Expr> ratePullback(RateStructure structure, List<Expr> point, Expr u) {
        Expr rates = new RateExpansion(structure, point).rates();
        return Derivatives.vjp(List.of(rates), List.of(u), point);
    }

    /** One lane of the tangent for each parameter; a rate that is NaN makes its whole row NaN. */
    private static List<Expr> rateJacobian(RateStructure structure, List<Expr> point) {
        List<Expr> inputs = new ArrayList<>(lanes(structure.parameters(), point));
        inputs.addAll(directions(structure, point));
        Expr columns = apply(structure, Role.RATE_TANGENT, inputs).get(0);
        Expr spoilt = spoilt(apply(structure, Role.RATES, point).get(0));
        return List.of(columns.transpose().add(spoilt.reshape(Shape.of(structure.bins(), 1))));
    }

    /** The same Jacobian as one lane of the pullback for each bin, of which there are fewer than parameters. */
    static Expr jacobianByBins(RateStructure structure, List<Expr> point) {
        List<Expr> inputs = new ArrayList<>(lanes(structure.bins(), point));
        inputs.add(Expr.eye(structure.bins()));
        return apply(structure, Role.RATE_PULLBACK, inputs).get(0);
    }

    /** One lane of the curvature for each parameter; a NaN among u and the rates makes all NaN. */
    private static List<Expr> rateHessian(RateStructure structure, List<Expr> point, Expr u) {
        int parameters = structure.parameters();
        List<Expr> inputs = new ArrayList<>(lanes(parameters, point));
        inputs.addAll(lanes(parameters, List.of(u)));
        inputs.addAll(directions(structure, point));
        Expr rows = apply(structure, Role.RATE_CURVATURE, inputs).get(0);
        Expr spoilt = spoilt(u).add(spoilt(apply(structure, Role.RATES, point).get(0)));
        return List.of(rows.add(spoilt.sum()));
    }

    /** A tangent in each lane: along one parameter, and nothing else. */
    private static List<Expr> directions(RateStructure structure, List<Expr> point) {
        List<Expr> tangent = new ArrayList<>(List.of(Expr.eye(structure.parameters())));
        point.subList(1, PoissonRates.POINT).forEach(part -> tangent.add(Expr.zerosLike(part)));
        return tangent;
    }

    /** 0 where a number is finite, else NaN; without derivative. */
    private static Expr spoilt(Expr values) {
        return values.detach().mul(0);
    }

    /** Repeated for each lane, so that batch axes added later come before the lanes. */
    private static List<Expr> lanes(int count, List<Expr> inputs) {
        return inputs.stream()
                .map(input -> input.broadcastTo(Shape.of(count).then(input.shape())))
                .toList();
    }

    static List<Expr> apply(RateStructure structure, Role role, List<Expr> inputs) {
        return Node.apply(new PoissonRates(structure, role), inputs).outputs();
    }

    /** Two lists, one behind the other. */
    static List<Expr> join(List<Expr> first, List<Expr> second) {
        List<Expr> all = new ArrayList<>(first);
        all.addAll(second);
        return Collections.unmodifiableList(all);
    }
}
