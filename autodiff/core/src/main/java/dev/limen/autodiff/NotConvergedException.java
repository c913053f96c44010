package dev.limen.autodiff;

/** Thrown where a number is asked for that a solver did not find. */
public final class NotConvergedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Certificate certificate;

    /** For a result whose solvers contradict each other as well; {@code certificate} is that of one of them. */
    public NotConvergedException(String message, Certificate certificate) {
        super(message);
        this.certificate = certificate;
    }

    /** What the solver said. */
    public Certificate certificate() {
        return certificate;
    }
}
