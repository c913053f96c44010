package dev.limen.autodiff.vector;

import dev.limen.autodiff.fused.KernelSumCheck;
import org.junit.jupiter.api.Test;

class VectorKernelSumLoopsTest {

    private final KernelSumCheck check = new KernelSumCheck(new VectorKernelSumLoops());

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
