package dev.limen.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With floors, what a network gains from being trained on the limit, and when. */
class BlobFloorsTest {

    @Test
    void theNuisanceMakesTheDifference() {
        double[] gain = new BlobComparison(true).gain(1, 40);
        assertTrue(gain[0] > 0.1, "gain " + gain[0]);
    }

    @Test
    @Tag("conformance")
    void theNuisanceMakesTheDifferenceForAllSeeds() {
        double[] gain = new BlobComparison(true).gain(10, 80);
        assertTrue(gain[0] > 3 * gain[1] && gain[0] > 0.1, "gain " + gain[0] + " +- " + gain[1]);
    }

    @Test
    @Tag("conformance")
    void withoutNuisanceNothingIsLost() {
        double[] gain = new BlobComparison(false).gain(10, 80);
        assertTrue(gain[0] > -3 * gain[1], "gain " + gain[0] + " +- " + gain[1]);
    }
}
