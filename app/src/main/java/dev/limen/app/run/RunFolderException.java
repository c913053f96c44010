package dev.limen.app.run;

/** A run folder that cannot be made or written to. */
public final class RunFolderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RunFolderException(String message) {
        super(message);
    }

    RunFolderException(String message, Throwable cause) {
        super(message, cause);
    }
}
