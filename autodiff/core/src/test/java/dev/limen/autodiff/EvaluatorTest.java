package dev.limen.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
    private static final Expr X = Expr.variable("x", Shape.of(8));

    @Test
    void allocatesNothing() {
        Expr value = X.exp().sub(X.mul(3)).sum().add(X.square().sum().log1p());
        Evaluator evaluator = Program.compile(
                        List.of(X), List.of(value, Derivatives.gradient(value, X), Derivatives.hessian(value, X)))
                .evaluator();
        double[][] inputs = {new double[8]};
        double[][] outputs = {new double[1], new double[8], new double[64]};
        for (int i = 0; i < 2000; i++) {
            evaluator.run(inputs, outputs);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < 1000; i++) {
            evaluator.run(inputs, outputs);
        }
        // The counter's own reading may cost a little; a single array a run would be 24 000 bytes.
        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        assertTrue(allocated < 2000, allocated + " bytes");
    }

    @Test
    void refusesAnEventAxis() {
        Expr events = Expr.variable("events", Shape.events());
        Program program = Program.compile(List.of(events), List.of(events.sum()));
        assertThrows(IllegalStateException.class, program::evaluator);
    }

    @Test
    void aProgramRunsOnManyThreadsAtOnce() {
        Expr events = Expr.variable("events", Shape.events());
        Expr scale = Expr.variable("scale", Shape.scalar());
        Expr total = events.mul(scale).exp().sum();
        Program program = Program.compile(
                List.of(events, scale),
                List.of(total, Derivatives.gradient(total, scale)),
                new Execution(Execution.plain().backend(), 2, 100));
        Tensor column =
                Tensor.of(IntStream.range(0, 5000).mapToDouble(i -> i * 1e-4).toArray());
        List<CompletableFuture<List<Tensor>>> runs = IntStream.range(0, 40)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    Result result = program.run(column, Tensor.scalar(i % 4));
                    return List.of(result.output(0), result.output(1));
                }))
                .toList();
        for (int i = 0; i < runs.size(); i++) {
            assertEquals(runs.get(i % 4).join(), runs.get(i).join());
        }
        assertEquals(5000, runs.get(0).join().get(0).item());
    }

    @Test
    void aFailureInABlockReachesTheCaller() {
        Expr positions = Expr.variable("positions", Shape.events(), DType.INT32);
        Program program = Program.compile(
                List.of(positions),
                List.of(Expr.constant(1.0, 2, 3).take(0, positions).sum()),
                new Execution(Execution.plain().backend(), 2, 3));
        int[] values = IntStream.range(0, 100).map(i -> i % 3).toArray();
        assertEquals(199, program.run(Tensor.ofInts(values)).output(0).item());
        values[50] = 3;
        IndexOutOfBoundsException error =
                assertThrows(IndexOutOfBoundsException.class, () -> program.run(Tensor.ofInts(values)));
        assertEquals("take: position 3 is outside the axis of length 3", error.getMessage());
        values[50] = 2;
        assertEquals(199, program.run(Tensor.ofInts(values)).output(0).item());
    }
}
