package dev.limen.bench;

import dev.limen.autodiff.Expr;
import dev.limen.histfactory.Model;
import dev.limen.inference.ToyCls;
import dev.limen.inference.Toys;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * CLs by 200 000 toys on one thread: random numbers, a free and a conditional fit each, and what is compiled and fitted
 * before. Where the fitted POI is not below the tested one q is 0 without the second fit: both numbers are counted.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ToysBenchmark {
    private static final int COUNT = 100_000;
    private static final double NANOS = 1e9;

    private Model twoBins;
    private Model fiveBins;

    /** What an iteration did. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Work {
        /** Toys, and how many of them needed the conditional fit. */
        public double toys;

        public double conditionalFits;

        /** Of the whole process, compilation and garbage collection included. */
        public double processorSeconds;

        public double wallSeconds;

        private long processorStart;
        private long wallStart;

        /** Reads the clocks. */
        @Setup(Level.Iteration)
        public void begin() {
            toys = 0;
            conditionalFits = 0;
            processorStart = processor();
            wallStart = System.nanoTime();
        }

        /** Reads them again. */
        @TearDown(Level.Iteration)
        public void end() {
            processorSeconds = (processor() - processorStart) / NANOS;
            wallSeconds = (System.nanoTime() - wallStart) / NANOS;
        }

        private static long processor() {
            return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                    .getProcessCpuTime();
        }
    }

    /** Builds the models. */
    @Setup
    public void prepare() {
        twoBins = Model.build(m -> m.poi("mu").channel("SR", c -> c.sample(
                        "signal", Expr.constant(12, 11), x -> x.normfactor("mu"))
                .sample("background", Expr.constant(50, 52), x -> x.shapesys("uncorrelated", Expr.constant(3, 7)))
                .observed(Expr.constant(51, 48))));
        fiveBins = Model.build(m -> m.poi("mu")
                .channel("SR", c -> c.sample("signal", Expr.constant(2, 4, 8, 5, 3), x -> x.normfactor("mu"))
                        .sample("background", Expr.constant(60, 50, 40, 30, 20), x -> x.normsys("xsec", 0.9, 1.1)
                                .staterror("mcstat", Expr.constant(9, 8, 7, 6, 5)))
                        .observed(Expr.constant(61, 48, 44, 33, 20))));
    }

    private static double run(Model model, Work work) {
        ToyCls cls = ToyCls.of(model, model.data(), 1, new Toys(COUNT, 3, 1));
        work.toys += 2 * COUNT;
        work.conditionalFits += cls.conditionalFits();
        return cls.observed();
    }

    /** Two bins, whose backgrounds a shapesys knows. */
    @Benchmark
    public double twoBins(Work work) {
        return run(twoBins, work);
    }

    /** Five bins with a normsys and a staterror. */
    @Benchmark
    public double fiveBins(Work work) {
        return run(fiveBins, work);
    }
}
