package dev.limen.autodiff.internal.solve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.PoissonRates;
import dev.limen.autodiff.fused.RateStructure;
import dev.limen.autodiff.fused.RateStructureBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Packed entries are those of the whole matrix, and what is left out is zero. */
class PackedHessianTest {
    private static final int N = 6;
    /** Entries of two blocks of one row, a border of three, and a parameter without effect. */
    private static final int SPARSE = 2 * 4 + 6 + 4;

    private final Expr theta = Expr.variable("theta", Shape.of(N));
    private final Expr scale = Expr.variable("scale", Shape.scalar());

    /** Two bins: parameters 0, 2 and 5 act in both, 1 and 3 in one, 4 in none. */
    private Expr logProbability() {
        RateStructureBuilder builder = RateStructure.builder(2, N);
        int all = builder.group();
        builder.groupFactor(all, 5);
        builder.groupFactor(all, 2);
        builder.groupFactor(all, 0);
        builder.cellFactor(builder.cell(0, all), 3);
        builder.cellFactor(builder.cell(1, all), 1);
        return PoissonRates.logProbability(
                builder.build(),
                theta,
                Expr.constant(Tensor.of(3, 4)),
                Expr.zeros(Shape.of(0, 8)),
                Expr.zeros(Shape.of(0, 2)),
                Expr.constant(Tensor.of(2, 7)));
    }

    private Expr constraint() {
        Expr weights = Expr.constant(Tensor.of(1, 2, 3, 4, 5, 6));
        return theta.sub(1).square().mul(weights).sum().mul(0.5);
    }

    private void packs(Expr objective, int size) {
        Expr hessian = Derivatives.hessian(objective, theta);
        PackedHessian packed = PackedHessian.of(hessian);
        assertEquals(size, packed.pattern().size());
        Result result = Program.compile(List.of(theta, scale), List.of(hessian, packed.entries()), Execution.plain())
                .run(Tensor.of(0.9, 1.1, 1.2, 0.7, 2, 1.4), Tensor.scalar(1.7));
        double[] whole = result.output(0).toDoubles();
        int[] positions = packed.pattern().positions();
        for (int k = 0; k < positions.length; k++) {
            assertEquals(whole[positions[k]], result.output(1).at(k), 1e-14 * (1 + Math.abs(whole[positions[k]])));
            whole[positions[k]] = 0;
            whole[positions[k] % N * N + positions[k] / N] = 0;
        }
        for (double left : whole) {
            assertEquals(0, Math.abs(left));
        }
    }

    @Test
    void ratesAloneAreAnArrow() {
        packs(logProbability().neg(), SPARSE);
    }

    @Test
    void diagonalsAreAdded() {
        packs(constraint().sub(logProbability()), SPARSE);
        packs(logProbability().neg().add(constraint()), SPARSE);
    }

    @Test
    void numbersMultiplyAll() {
        packs(constraint().mul(scale).sub(logProbability().mul(3)), SPARSE);
    }

    @Test
    void whateverElseCouplesParametersMakesItDense() {
        Expr sum = theta.sum();
        packs(constraint().sub(logProbability()).add(sum.square()), N * (N + 1) / 2);
        packs(theta.exp().sum().add(sum.square().square()), N * (N + 1) / 2);
    }

    @Test
    void sumsOfManyTermsStayWhatTheyAre() {
        Expr many = logProbability();
        for (int k = 0; k < 40; k++) {
            many = many.add(constraint().mul(scale.add(k)));
        }
        Expr hessian = Derivatives.hessian(many, theta);
        assertTrue(PackedHessian.of(hessian).pattern().size() >= SPARSE);
        packs(many, PackedHessian.of(hessian).pattern().size());
    }
}
