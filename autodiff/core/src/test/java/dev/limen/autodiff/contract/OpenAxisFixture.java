package dev.limen.autodiff.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.limen.autodiff.Broadcast;
import dev.limen.autodiff.DType;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Leaf;
import dev.limen.autodiff.Node;
import dev.limen.autodiff.Primitive;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Reshape;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A fixture with its axes of length 5 turned into axes of events, or of objects: blocks of two events, and of one or two objects in
 * arrays that have room for many more.
 */
record OpenAxisFixture(Fixture fixture, Primitive primitive, List<Expr> variables, boolean differentiable) {
    private static final int LENGTH = 5;
    private static final Shape OBJECTS = Shape.objects("things");

    /** None if the fixture has no such axis, or two, or the primitive takes no events there. */
    static Stream<OpenAxisFixture> of(Fixture fixture) {
        return Stream.of(Shape.events(), OBJECTS).flatMap(axis -> of(fixture, axis.dim(0)).stream());
    }

    private static Optional<OpenAxisFixture> of(Fixture fixture, int axis) {
        try {
            List<Expr> variables = new ArrayList<>();
            for (Tensor input : fixture.inputs()) {
                variables.add(Expr.variable("input", open(input.shape(), axis), input.dtype()));
            }
            Primitive primitive = open(fixture.primitive(), axis);
            Node node = Node.apply(primitive, variables);
            boolean any = variables.stream().anyMatch(v -> v.shape().isOpen())
                    || node.shapes().stream().anyMatch(Shape::isOpen);
            // Without an input on it the number of events is unknown.
            return any && !variables.isEmpty()
                    ? Optional.of(new OpenAxisFixture(
                            fixture, primitive, variables, differentiable(fixture, primitive, variables)))
                    : Optional.empty();
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    /** Products have no derivative along events, and say so. */
    private static boolean differentiable(Fixture fixture, Primitive primitive, List<Expr> variables) {
        if (fixture.order() == 0) {
            return false;
        }
        try {
            return wanted(primitive, variables, true).size() > 0;
        } catch (IllegalArgumentException refused) {
            return !refused.getMessage().contains("no derivative along the event axis");
        }
    }

    private static Shape open(Shape shape, int axis) {
        return new Shape(
                shape.dims().stream().map(dim -> dim == LENGTH ? axis : dim).toList());
    }

    private static Primitive open(Primitive primitive, int axis) {
        if (primitive instanceof Broadcast broadcast) {
            return new Broadcast(open(broadcast.target(), axis), broadcast.axes());
        }
        if (primitive instanceof Reshape reshape) {
            return new Reshape(open(reshape.target(), axis));
        }
        if (primitive instanceof Leaf.Fill fill) {
            return new Leaf.Fill(open(fill.shape(), axis), fill.dtype(), fill.value());
        }
        return primitive;
    }

    /** Outputs, and the derivatives of a scalar made of them. */
    private static List<Expr> wanted(Primitive primitive, List<Expr> variables, boolean differentiable) {
        List<Expr> outputs = new ArrayList<>(Node.apply(primitive, variables).outputs());
        if (differentiable) {
            Expr scalar = Fixture.floating(outputs).stream()
                    .map(out -> out.square().add(out).sum())
                    .reduce(Expr::add)
                    .orElseThrow();
            List<Expr> by =
                    variables.stream().filter(v -> v.dtype() == DType.FLOAT64).toList();
            outputs.addAll(Derivatives.gradient(scalar.square(), by));
        }
        return outputs;
    }

    void check(Execution execution) {
        List<Expr> fixed = fixture.variables();
        Result expected = Program.compile(fixed, wanted(fixture.primitive(), fixed, differentiable), execution)
                .run(fixture.inputs());
        List<Expr> outputs = wanted(primitive, variables, differentiable);
        List<Tensor> reference = List.of();
        for (int threads : new int[] {1, 2, 7}) {
            Result got = Program.compile(variables, outputs, new Execution(execution.backend(), threads, 2))
                    .run(fixture.inputs());
            List<Tensor> all =
                    IntStream.range(0, outputs.size()).mapToObj(got::output).toList();
            for (int k = 0; k < all.size(); k++) {
                assertEquals(expected.output(k).shape(), all.get(k).shape());
                Numbers.assertClose(expected.output(k).toDoubles(), all.get(k).toDoubles(), 1e-13);
            }
            reference = reference.isEmpty() ? all : reference;
            assertEquals(reference, all);
        }
    }

    @Override
    public String toString() {
        return fixture.primitive().name() + variables.stream().map(Expr::shape).toList();
    }
}
