package dev.limen.autodiff.nd4j;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.KernelSum;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.Pointer;

/** A soft cut moved by the gradient of a histogram's significance over 10 000 events; prints resident bytes. */
final class TrainingLoop {
    private static final int EVENTS = 10_000;

    private TrainingLoop() {}

    /**
     * Prints the resident memory twice, and the largest seen.
     *
     * @param arguments the steps after which it is taken, ascending
     */
    public static void main(String[] arguments) {
        Expr x = Expr.variable("x", Shape.events());
        Expr cut = Expr.variable("cut", Shape.scalar());
        Expr passes = x.sub(cut).div(0.3).sigmoid();
        Expr signal = KernelSum.sum(0, x, passes.mul(x.normalCdf()), Expr.constant(-1, 0, 0.5, 2), Expr.constant(0.4));
        Expr all = KernelSum.sum(0, x, passes, Expr.constant(-1, 0, 0.5, 2), Expr.constant(0.4));
        Expr objective = signal.square().div(all.add(1)).sum();
        Program program = Program.compile(
                List.of(x, cut),
                List.of(objective, Derivatives.gradient(objective, List.of(cut)).get(0)),
                Execution.on("nd4j").withThreads(2));
        Tensor events = Tensor.wrap(
                Shape.of(EVENTS), new SplittableRandom(5).doubles(EVENTS, -3, 3).toArray());
        int first = Integer.parseInt(arguments[0]);
        int last = Integer.parseInt(arguments[1]);
        double at = 0.2;
        long largest = 0;
        for (int step = 1; step <= last; step++) {
            Result result = program.run(events, Tensor.scalar(at));
            at += 1e-5 * Math.signum(result.output(1).item());
            if (step % 100 == 0) {
                largest = Math.max(largest, Pointer.physicalBytes());
            }
            if (step == first || step == last) {
                System.out.println("resident " + Pointer.physicalBytes());
            }
        }
        System.out.println("largest " + largest);
        // ND4J's threads need not be waited for.
        System.exit(0);
    }
}
