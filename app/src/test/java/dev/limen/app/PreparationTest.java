package dev.limen.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PreparationTest {

    /** What failed on the second thread would be printed amid a user's messages. */
    @Test
    void itsTestCanBeMade() {
        double median = Preparation.test();
        assertTrue(median > 0 && median < 1, "CLs " + median);
    }
}
