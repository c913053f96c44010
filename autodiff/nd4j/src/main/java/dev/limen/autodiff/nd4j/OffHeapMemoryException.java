package dev.limen.autodiff.nd4j;

/** The memory that ND4J's arrays may take outside Java's heap is used up; the message names the limits. */
public final class OffHeapMemoryException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    OffHeapMemoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
