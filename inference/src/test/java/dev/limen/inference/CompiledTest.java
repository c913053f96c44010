package dev.limen.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A model that keeps what is compiled of it: repeated calls do not build it again, and give the same bits. */
class CompiledTest {
    private static final CountingModel PLAIN =
            CountingModel.poisson(Expr.constant(8, 5), Expr.constant(40, 20), Expr.constant(6, 3));

    /** Keeps its compiled fits and tests, and counts how often its graph is built. */
    private static final class Keeping implements VariedLikelihood {
        private final AtomicInteger built = new AtomicInteger();
        private final Compiled compiled = new Compiled(this);

        @Override
        public LogLikelihood model() {
            return PLAIN;
        }

        @Override
        public Expr logLikelihood(Expr theta, Data data) {
            built.incrementAndGet();
            return PLAIN.logLikelihood(theta, data);
        }

        @Override
        public Data expected(Expr theta) {
            built.incrementAndGet();
            return PLAIN.expected(theta);
        }

        @Override
        public Compiled compiled() {
            return compiled;
        }
    }

    /** All numbers for one data set, signal strength and level. */
    private static List<Double> numbers(LogLikelihood model, double count, double mu, double level) {
        Data data = PLAIN.observed(count, 22);
        List<Double> all = new ArrayList<>();
        for (TestStatistic statistic : TestStatistic.values()) {
            Cls cls = Cls.of(model, data, mu, statistic);
            all.addAll(List.of(cls.observed(), cls.clsb(), cls.clb()));
            all.addAll(cls.expected().values());
        }
        UpperLimit limit = UpperLimit.of(model, data, level);
        all.add(limit.observed());
        all.addAll(limit.expected().values());
        all.addAll(UpperLimit.blind(model, level).expected().values());
        Significance significance = Significance.of(model, data);
        all.addAll(List.of(significance.observed(), significance.p0(), significance.expected()));
        all.addAll(significance.expectedP0().values());
        all.addAll(MaximumLikelihood.free(model, data).values());
        all.addAll(MaximumLikelihood.conditional(model, data, mu).values());
        return all;
    }

    @Test
    void otherNumbersBuildNothing() {
        Keeping model = new Keeping();
        numbers(model, 45, 1.7, 0.95);
        int first = model.built.get();
        assertTrue(first > 0);
        assertEquals(numbers(PLAIN, 52, 0.6, 0.9), numbers(model, 52, 0.6, 0.9));
        assertEquals(numbers(PLAIN, 45, 1.7, 0.95), numbers(model, 45, 1.7, 0.95));
        assertEquals(first, model.built.get());
    }

    @Test
    void threadsShareIt() throws Exception {
        Keeping model = new Keeping();
        List<Callable<List<Double>>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            double count = 40 + i;
            calls.add(() -> numbers(model, count, 1, 0.95));
        }
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<Double>>> found = pool.invokeAll(calls);
            for (int i = 0; i < found.size(); i++) {
                assertEquals(numbers(PLAIN, 40 + i, 1, 0.95), found.get(i).get());
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
