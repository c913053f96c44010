package dev.limen.app.toys;

/** The user asked to stop. */
public final class InterruptedToysException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Toys that were fitted until then are in the state. */
    public InterruptedToysException() {
        super("the toys were interrupted");
    }
}
