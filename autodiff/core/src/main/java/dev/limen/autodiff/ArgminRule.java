package dev.limen.autodiff;

import java.util.ArrayList;
import java.util.List;

/**
 * The derivative of a minimum by what its objective captured and by its bounds.
 *
 * <p>With free components F and components A at a bound b: the value's derivative is the objective's own (envelope
 * theorem); the place follows from {@code dx_A = db_A} and {@code H_FF dx_F = -H_FA dx_A - dg_F}.
 */
record ArgminRule(Implicit.Argmin problem, Node node) {

    List<Expr> vjp(List<Expr> cotangents) {
        Expr place = cotangents.get(0);
        Expr value = cotangents.get(1);
        List<Expr> arguments = arguments();
        Expr lambda = place;
        Expr pulled = place;
        if (!place.isZero()) {
            Expr hessian = graph(problem.hessian()).batch(arguments).get(0);
            Expr free = isSide(0);
            Expr masked = hessian.mul(Implicit.column(free).mul(Implicit.row(free)));
            int n = problem.unknown().shape().size();
            Expr fixed = Expr.eye(n).mul(Implicit.row(free.neg().add(1)));
            lambda = Implicit.solveSymmetric(masked.add(fixed), place.mul(free));
            Expr moved = hessian.matmul(Implicit.column(lambda));
            pulled = place.sub(moved.reshape(place.shape()));
        }
        if (!value.isZero()) {
            Expr gradient = graph(problem.gradient()).batch(arguments).get(0);
            pulled = pulled.add(gradient.mul(value.reshape(value.shape().then(Shape.of(1)))));
        }
        List<Expr> all = captureCotangents(arguments, lambda, value);
        all.set(1, atBound(-1, pulled, node.input(1)));
        all.set(2, atBound(1, pulled, node.input(2)));
        return all;
    }

    private List<Expr> captureCotangents(List<Expr> arguments, Expr lambda, Expr value) {
        List<Expr> of = new ArrayList<>();
        List<Expr> weights = new ArrayList<>();
        List<Expr> variables = variables();
        List<Expr> bound = new ArrayList<>(arguments);
        if (!value.isZero()) {
            Expr weight = Expr.variable("weight", Shape.scalar());
            of.add(problem.objective());
            weights.add(weight);
            variables.add(weight);
            bound.add(value);
        }
        if (!lambda.isZero()) {
            Expr weight = Expr.variable("weight", problem.unknown().shape());
            of.add(problem.gradient());
            weights.add(weight);
            variables.add(weight);
            bound.add(lambda.neg());
        }
        List<Expr> pulled = Captured.pullback(of, weights, problem.captures());
        List<Expr> captures = new Graph(variables, pulled).batch(bound);
        return Captured.toInputs(node, captures);
    }

    private Expr atBound(int side, Expr pulled, Expr bound) {
        if (bound.node().primitive() instanceof Leaf leaf && !(leaf instanceof Leaf.Variable)) {
            return Expr.zerosLike(bound);
        }
        return isSide(side).mul(pulled).sumLeadingTo(bound.shape());
    }

    private Expr isSide(int side) {
        Expr sides = node.output(2).cast(DType.FLOAT64);
        return sides.eq(side).cast(DType.FLOAT64);
    }

    private List<Expr> variables() {
        List<Expr> variables = new ArrayList<>();
        variables.add(problem.unknown());
        variables.addAll(problem.captures());
        return variables;
    }

    private List<Expr> arguments() {
        List<Expr> arguments = new ArrayList<>();
        arguments.add(node.output(0));
        arguments.addAll(node.inputs().subList(3, node.inputs().size()));
        return arguments;
    }

    private Graph graph(Expr output) {
        return new Graph(variables(), List.of(output));
    }
}
