package dev.limen.networks;

/** A file of a network or a training cannot be read or written; the message names it and says what to do. */
public final class NetworkFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NetworkFileException(String message) {
        super(message);
    }

    NetworkFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
