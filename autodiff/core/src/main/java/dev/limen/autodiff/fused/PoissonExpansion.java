package dev.limen.autodiff.fused;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.fused.PoissonRates.Role;
import java.util.ArrayList;
import java.util.List;

/** The Poisson log-probability and its derivatives, in terms of the rates and theirs; without batch axes. */
final class PoissonExpansion {
    private final RateStructure structure;
    private final List<Expr> point;
    private final Expr counts;
    private final Expr rates;
    /** Whether a rate counts as 0, by bin, and whether the counts are impossible, for all bins at once. */
    private final Expr zero;

    private final Expr excluded;

    PoissonExpansion(RateStructure structure, List<Expr> point, Expr counts) {
        this.structure = structure;
        this.point = point;
        this.counts = counts;
        rates = PoissonRatesExpansion.apply(structure, Role.RATES, point).get(0);
        zero = rates.lt(PoissonTerms.ZERO);
        Expr impossible = rates.lt(0).or(zero.and(counts.gt(0))).or(rates.gt(Double.MAX_VALUE));
        excluded = impossible.cast(DType.FLOAT64).maximum().gt(0);
    }

    Expr value() {
        Expr total = counts.mul(logRates()).sub(rates).sub(counts.add(1).lgamma()).sum();
        return Expr.where(excluded, Expr.constant(Double.NEGATIVE_INFINITY), total);
    }

    List<Expr> gradient() {
        List<Expr> outputs = new ArrayList<>(
                PoissonRatesExpansion.apply(structure, Role.RATE_PULLBACK, PoissonRatesExpansion.join(point, List.of(slope()))));
        outputs.add(logRates().sub(counts.add(1).polygamma(0)));
        return included(outputs);
    }

    List<Expr> product(List<Expr> tangents) {
        Expr countsTangent = tangents.get(PoissonRates.POINT);
        List<Expr> inputs = PoissonRatesExpansion.join(point, List.of(slope()));
        List<Expr> pointTangent = tangents.subList(0, PoissonRates.POINT);
        List<Expr> curved = PoissonRatesExpansion.apply(
                structure, Role.RATE_CURVATURE, PoissonRatesExpansion.join(inputs, pointTangent));
        Expr ratesTangent = PoissonRatesExpansion.apply(
                        structure, Role.RATE_TANGENT, PoissonRatesExpansion.join(point, pointTangent))
                .get(0);
        Expr slopeTangent = countsTangent.mul(inverse()).sub(curvature().mul(ratesTangent));
        List<Expr> pulled = PoissonRatesExpansion.apply(
                structure, Role.RATE_PULLBACK, PoissonRatesExpansion.join(point, List.of(slopeTangent)));
        List<Expr> outputs = new ArrayList<>();
        for (int i = 0; i < PoissonRates.POINT; i++) {
            outputs.add(curved.get(i).add(pulled.get(i)));
        }
        outputs.add(ratesTangent.mul(inverse()).sub(counts.add(1).polygamma(1).mul(countsTangent)));
        return included(outputs);
    }

    Expr hessian() {
        Expr curved = PoissonRatesExpansion.apply(
                        structure, Role.RATE_HESSIAN, PoissonRatesExpansion.join(point, List.of(slope())))
                .get(0);
        Expr jacobian =
                PoissonRatesExpansion.apply(structure, Role.RATE_JACOBIAN, point).get(0);
        Expr weighted = jacobian.mul(curvature().reshape(Shape.of(structure.bins(), 1)));
        return included(List.of(curved.sub(jacobian.transpose().matmul(weighted)))).get(0);
    }

    private Expr safe() {
        return Expr.where(zero, Expr.onesLike(rates), rates);
    }

    private Expr logRates() {
        return safe().log();
    }

    private Expr inverse() {
        return Expr.where(zero, Expr.zerosLike(rates), Expr.onesLike(rates).div(safe()));
    }

    private Expr slope() {
        return counts.mul(inverse()).sub(1);
    }

    private Expr curvature() {
        return counts.mul(inverse()).mul(inverse());
    }

    private List<Expr> included(List<Expr> outputs) {
        return outputs.stream()
                .map(output -> Expr.where(excluded, Expr.zerosLike(output), output))
                .toList();
    }
}
