package dev.limen.autodiff.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComputeCapabilityTest {

    /** K40, K80, P100, V100, A100, RTX 3090, RTX 4090; H100 and later have no code. */
    @Test
    void codeIsThereFrom37To8() {
        assertEquals(
                List.of(false, true, true, true, true, true, true, false, false, false),
                List.of(
                                new ComputeCapability(3, 5),
                                new ComputeCapability(3, 7),
                                new ComputeCapability(6, 0),
                                new ComputeCapability(7, 0),
                                new ComputeCapability(8, 0),
                                new ComputeCapability(8, 6),
                                new ComputeCapability(8, 9),
                                new ComputeCapability(9, 0),
                                new ComputeCapability(10, 0),
                                new ComputeCapability(12, 0))
                        .stream()
                        .map(ComputeCapability::isSupported)
                        .toList());
    }

    @Test
    void aDeviceWithoutCodeIsNamedWithWhatToDo() {
        assertEquals(Optional.empty(), CudaDevices.problem(List.of()));
        String problem = CudaDevices.problem(List.of("NVIDIA H100 of compute capability 9.0"))
                .orElseThrow();
        assertTrue(problem.contains("3.7 to 8.6 only and cannot run on NVIDIA H100"), problem);
        assertTrue(problem.contains("CUDA_VISIBLE_DEVICES"), problem);
    }

    @Test
    void aStartThatFailsSaysWhatIsMissing() {
        String message = Nd4jDevice.notStarted(
                new ExceptionInInitializerError(new UnsatisfiedLinkError("no jnind4jcpu in java.library.path")));
        assertTrue(message.contains("no jnind4jcpu in java.library.path"), message);
        assertTrue(message.contains("artifact with the natives"), message);
    }
}
