package dev.limen.autodiff.fused;

import org.junit.jupiter.api.Test;

class PlainKernelSumLoopsTest {

    private final KernelSumCheck check = new KernelSumCheck(new PlainKernelSumLoops());

    @Test
    void agreesWithTheSumsWrittenOut() {
        check.agreesWithTheSumsWrittenOut();
    }

    @Test
    void passesOnWhatIsNotFinite() {
        check.passesOnWhatIsNotFinite();
    }

    @Test
    void takesBatchAxesOnAnyInput() {
        check.takesBatchAxesOnAnyInput();
    }
}
