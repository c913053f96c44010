package dev.limen.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.networks.Weights;
import org.junit.jupiter.api.Test;

/** INFERNO's benchmarks. */
class InfernoBenchmarkTest {

    @Test
    void aFewStepsBeatTheOptimalClassifier() {
        Weights weights = InfernoBenchmark.trained(2, MixtureEvents.generate(1, "training", 20_000), 1, 25);
        double sigma = InfernoBenchmark.judged(2, weights, MixtureEvents.generate(1, "test", 50_000));
        // 24.9 events in benchmark 2, see MixtureTest.
        assertTrue(sigma < 22, "uncertainty " + sigma + " after 25 steps");
    }
}
