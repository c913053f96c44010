package dev.limen.autodiff.nd4j;

import java.util.Optional;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Where ND4J computes in this process.
 *
 * @param cpu         whether its arrays lie in the processor's memory
 * @param unavailable why it cannot run; empty if it can
 */
record Nd4jDevice(boolean cpu, String unavailable) {

    /** ND4J is started when it is first asked for: that takes seconds and some hundred megabytes. */
    private static final class Started {
        static final Nd4jDevice DEVICE = start();
    }

    static Nd4jDevice get() {
        return Started.DEVICE;
    }

    static boolean isCpu() {
        return Started.DEVICE.cpu;
    }

    private static Nd4jDevice start() {
        try {
            Optional<String> problem = CudaDevices.artifact() ? CudaDevices.problem() : Optional.empty();
            if (problem.isPresent()) {
                return new Nd4jDevice(false, problem.get());
            }
            boolean cpu = Nd4j.getExecutioner().type() == OpExecutioner.ExecutionerType.NATIVE_CPU;
            return new Nd4jDevice(cpu, "");
        } catch (LinkageError | ReflectiveOperationException | RuntimeException failure) {
            return new Nd4jDevice(true, notStarted(failure));
        }
    }

    static String notStarted(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return "ND4J does not start: " + cause + ". nd4j-native wants the artifact with the natives of this platform ("
                + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                + "), nd4j-cuda-11.6 the libraries of CUDA 11.6 and a driver. The back ends plain and vector need neither.";
    }
}
