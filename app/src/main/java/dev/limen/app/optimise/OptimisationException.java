package dev.limen.app.optimise;

/** An analysis that cannot be optimised as asked; the message says what to change. */
public final class OptimisationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OptimisationException(String message) {
        super(message);
    }

    OptimisationException(String message, Exception cause) {
        super(message, cause);
    }
}
