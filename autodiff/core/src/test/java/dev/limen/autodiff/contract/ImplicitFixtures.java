package dev.limen.autodiff.contract;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Implicit;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Inputs for what is defined by an equation. */
final class ImplicitFixtures {
    private ImplicitFixtures() {}

    static List<Fixture> all() {
        Expr matrix = Expr.constant(Tensor.of(Shape.of(3, 3), 2, 0.3, -0.5, 0.1, 1.7, 0.4, -0.2, 0.6, 2.5));
        Expr right = Expr.constant(0.4, -1.1, 0.7);
        Expr infinite = Expr.fill(Shape.of(2), DType.FLOAT64, Double.POSITIVE_INFINITY);
        return List.of(
                fixture(Implicit.solve(matrix, right), 3),
                fixture(Implicit.solveSymmetric(matrix.add(matrix.transpose()), right), 0),
                fixture(argmin(infinite.neg(), infinite), 2),
                fixture(argmin(Expr.constant(-1, -0.1), Expr.constant(0.3, 1)), 2),
                fixture(root(), 3));
    }

    /** The primitive of an expression without variables, at the values of its inputs; batch axes that differ are refused. */
    private static Fixture fixture(Expr solved, int order) {
        List<Expr> inputs = solved.node().inputs();
        List<Shape> refused = new ArrayList<>(inputs.stream().map(Expr::shape).toList());
        int last = refused.size() - 1;
        refused.set(0, Shape.of(7).then(refused.get(0)));
        refused.set(last, Shape.of(6).then(refused.get(last)));
        return Fixture.of(
                        solved.node().primitive(),
                        order,
                        inputs.stream().map(Program::evaluate).toArray(Tensor[]::new))
                .refusing(refused.toArray(Shape[]::new));
    }

    private static Expr argmin(Expr lower, Expr upper) {
        Expr a = Expr.constant(0.6, -0.4);
        return Implicit.argmin(Expr.zeros(Shape.of(2)), lower, upper, x -> x.sub(a.exp())
                        .square()
                        .sum()
                        .add(x.get(0).mul(x.get(1)).sub(a.sum()).square())
                        .add(x.cosh().sum()))
                .argmin();
    }

    private static Expr root() {
        Expr a = Expr.constant(0.6, 0.8).exp();
        return Implicit.root(Expr.constant(0.5), Expr.constant(-1), Expr.constant(4), x -> x.mul(a.get(0))
                .exp()
                .add(x.mul(a.sum()))
                .sub(2));
    }
}
