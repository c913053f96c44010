package dev.limen.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A compiled program means what its graph means, whatever was merged, dropped, viewed, reused or split into blocks. */
class RandomGraphsTest {
    private static final int EVENTS = 11;

    /** Graphs of event columns, tables and scalars, with reductions fed back into columns. */
    private record Generated(List<Expr> inputs, List<Expr> outputs) {
        static Generated of(long seed, Shape events) {
            Random random = new Random(seed);
            Expr x = Expr.variable("x", events);
            Expr y = Expr.variable("y", events);
            Expr s = Expr.variable("s", Shape.scalar());
            List<Expr> columns = new ArrayList<>(List.of(x, y, Expr.fill(events, DType.FLOAT64, 0.3)));
            List<Expr> scalars = new ArrayList<>(List.of(s, Expr.constant(0.7)));
            for (int step = 0; step < 25; step++) {
                Expr a = pick(columns, random);
                Expr b = pick(columns, random);
                Expr c = pick(scalars, random);
                switch (random.nextInt(12)) {
                    case 0 -> columns.add(a.add(b));
                    case 1 -> columns.add(a.mul(b).tanh());
                    case 2 -> columns.add(a.sub(c).sigmoid());
                    case 3 -> columns.add(a.mul(c).sin());
                    case 4 ->
                        columns.add(Expr.where(
                                a.lt(b), a.mul(0.5), b.square().add(1).log()));
                    case 5 -> columns.add(table(events, a, b).sum(1));
                    case 6 -> columns.add(a.reshape(events.then(Shape.of(1))).reshape(events));
                    case 7 -> scalars.add(a.mul(b).sum().div(EVENTS).tanh());
                    case 8 -> scalars.add(c.mul(pick(scalars, random)).cos());
                    case 9 ->
                        scalars.add(table(events, a, b)
                                .transpose()
                                .matmul(table(events, b, b))
                                .sum()
                                .div(99)
                                .sin());
                    case 10 -> scalars.add(a.maximum());
                    default -> columns.add(a.cumulativeSum(0).div(EVENTS));
                }
            }
            Expr total = scalars.stream().reduce(Expr::add).orElseThrow();
            Expr last = columns.get(columns.size() - 1);
            List<Expr> outputs = new ArrayList<>(List.of(last, total, pick(columns, random)));
            outputs.addAll(Derivatives.gradient(total.add(last.square().sum()), List.of(x, y, s)));
            return new Generated(List.of(x, y, s), outputs);
        }

        private static Expr pick(List<Expr> from, Random random) {
            return from.get(random.nextInt(from.size()));
        }

        private static Expr table(Shape events, Expr a, Expr b) {
            Shape column = events.then(Shape.of(1));
            return Expr.concat(
                    1, List.of(a.reshape(column), b.reshape(column), a.mul(b).reshape(column)));
        }
    }

    @Property(tries = 150)
    void blocksGiveWhatStepByStepEvaluationGives(@ForAll long seed) {
        Generated fixed = Generated.of(seed, Shape.of(EVENTS));
        Generated blocked = Generated.of(seed, Shape.events());
        Random random = new Random(seed);
        List<Tensor> values = List.of(
                Tensor.of(random.doubles(EVENTS, -1, 1).toArray()),
                Tensor.of(random.doubles(EVENTS, -1, 1).toArray()),
                Tensor.scalar(0.4));
        Result whole = Program.compile(fixed.inputs(), fixed.outputs(), Execution.plain())
                .run(values);
        Backend plain = Execution.plain().backend();
        Result split = Program.compile(blocked.inputs(), blocked.outputs(), new Execution(plain, 2, 4))
                .run(values);
        Result single = Program.compile(blocked.inputs(), blocked.outputs(), new Execution(plain, 1, 4))
                .run(values);
        for (int k = 0; k < fixed.outputs().size(); k++) {
            double[] alone = Program.evaluate(fixed.outputs().get(k), bindings(fixed, values))
                    .toDoubles();
            assertEquals(single.output(k), split.output(k));
            for (int i = 0; i < alone.length; i++) {
                // Sums of eleven terms in another order, and what a chain of 25 steps makes of that.
                double tolerance = 1e-11 * Math.max(1, Math.abs(alone[i]));
                assertEquals(alone[i], whole.output(k).at(i), 0.0 + 1e-300, "merged with others");
                assertEquals(alone[i], split.output(k).at(i), tolerance, "in blocks");
            }
        }
    }

    private static Map<Expr, Tensor> bindings(Generated graph, List<Tensor> values) {
        return Map.of(
                graph.inputs().get(0), values.get(0),
                graph.inputs().get(1), values.get(1),
                graph.inputs().get(2), values.get(2));
    }
}
