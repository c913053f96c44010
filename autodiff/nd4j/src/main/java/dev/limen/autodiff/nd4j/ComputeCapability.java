package dev.limen.autodiff.nd4j;

/**
 * What NVIDIA calls the generation of a GPU, such as 8.6.
 *
 * <p>nd4j-cuda-11.6 1.0.0-M2.1 holds machine code for 3.7 to 8.6 and no PTX from which a driver could make code for
 * others. Code for a capability runs on later ones with the same first number (CUDA C++ Programming Guide, "Binary
 * Compatibility").
 */
record ComputeCapability(int major, int minor) {

    boolean isSupported() {
        return major == 3 ? minor >= 7 : major >= 5 && major <= 8;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
