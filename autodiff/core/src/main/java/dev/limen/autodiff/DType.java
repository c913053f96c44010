package dev.limen.autodiff;

/** The type of a tensor's elements; no gradient flows through {@link #INT32} and {@link #BOOL}. */
public enum DType {
    /** 64-bit floating point, the default. */
    FLOAT64,
    /** 32-bit floating point: every operation's result is rounded to it. */
    FLOAT32,
    /** 32-bit integer. */
    INT32,
    /** True or false, as numbers 1 and 0. */
    BOOL;

    /** Whether derivatives with respect to values of this type exist. */
    public boolean isFloating() {
        return this == FLOAT64 || this == FLOAT32;
    }
}
