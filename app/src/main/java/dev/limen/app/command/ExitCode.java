package dev.limen.app.command;

/** What a command tells the shell. */
public enum ExitCode {
    /** Computed and certified. */
    COMPUTED(0),
    /** A fault of the program. */
    INTERNAL_ERROR(1),
    /** Something in the input or the options is wrong. */
    BAD_INPUT(2),
    /** The simulation does not carry a claim; everything is written. */
    INCONCLUSIVE(3),
    /** A fit did not converge. */
    NOT_CONVERGED(4),
    /** Interrupted; can be resumed. */
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The number. */
    public int code() {
        return code;
    }
}
