package dev.limen.inference;

/** How a fit left a parameter, which decides whether it has an uncertainty. */
public enum Determination {
    /** Free, and determined by the data. */
    FREE,
    /** Fixed by the model. */
    FIXED,
    /** At its lower bound. */
    LOWER,
    /** At its upper bound. */
    UPPER,
    /** Held by a kink of the interpolation at 0. */
    KINK,
    /** Free, but the likelihood does not depend on it: its Hessian's row is zero. */
    UNDETERMINED
}
