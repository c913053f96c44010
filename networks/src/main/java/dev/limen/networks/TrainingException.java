package dev.limen.networks;

/** A training cannot go on as it is set up; the message says what to change. */
public final class TrainingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With this message. */
    public TrainingException(String message) {
        super(message);
    }
}
