package dev.limen.data;

/** Event data that cannot be used as asked: the message says what was found, where, and what to do. */
public final class DataException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** With a message for the user. */
    public DataException(String message) {
        super(message);
    }

    /** With a message for the user and what was thrown below. */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
