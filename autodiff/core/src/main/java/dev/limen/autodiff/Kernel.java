package dev.limen.autodiff;

/**
 * The computation of one primitive on arrays.
 *
 * <p>Arrays are row-major and may be longer than their shape needs. Elements of every type are doubles here (a
 * FLOAT32 output is rounded to float by the kernel's caller; INT32 and BOOL are whole numbers). Inputs are not
 * changed; outputs do not overlap inputs.
 */
@FunctionalInterface
public interface Kernel {
    void run(double[][] inputs, double[][] outputs);
}
