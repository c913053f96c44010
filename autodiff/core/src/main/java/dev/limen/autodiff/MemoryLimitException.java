package dev.limen.autodiff;

/** The memory that a back end may take outside Java's heap is used up; the message names the limits and what helps. */
public final class MemoryLimitException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /** With what was asked for, what is held, the limits, and what helps. */
    public MemoryLimitException(String message, Throwable cause) {
        super(message, cause);
    }
}
