package dev.limen.autodiff.nd4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.nativeblas.NativeOps;

/** The GPUs that nd4j-cuda finds, asked before ND4J starts: on one that it has no code for it would fail in the midst. */
final class CudaDevices {
    private static final String BINDINGS = "org.nd4j.linalg.jcublas.bindings.Nd4jCuda";

    private CudaDevices() {}

    /** Whether the artifact is there. */
    static boolean artifact() {
        try {
            Class.forName(BINDINGS, false, CudaDevices.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    /**
     * Why none of them can be used; empty if one can.
     *
     * @throws ReflectiveOperationException if the artifact is not as expected
     */
    static Optional<String> problem() throws ReflectiveOperationException {
        NativeOps cuda = Class.forName(BINDINGS)
                .asSubclass(NativeOps.class)
                .getConstructor()
                .newInstance();
        List<String> found = new ArrayList<>();
        for (int device = 0; device < cuda.getAvailableDevices(); device++) {
            ComputeCapability capability =
                    new ComputeCapability(cuda.getDeviceMajor(device), cuda.getDeviceMinor(device));
            if (!capability.isSupported()) {
                found.add(cuda.getDeviceName(device) + " of compute capability " + capability);
            }
        }
        if (cuda.getAvailableDevices() == 0) {
            return Optional.of("CUDA finds no GPU. Use nd4j-native, or the back ends plain and vector.");
        }
        return problem(found);
    }

    /** The same for the descriptions of the GPUs that it has no code for. */
    static Optional<String> problem(List<String> unsupported) {
        return unsupported.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "nd4j-cuda-11.6 has code for GPUs of compute capability 3.7 to 8.6 only and cannot run on "
                                + String.join(", ", unsupported)
                                + ". Hide it by CUDA_VISIBLE_DEVICES, use nd4j-native, or the back ends plain and vector.");
    }
}
