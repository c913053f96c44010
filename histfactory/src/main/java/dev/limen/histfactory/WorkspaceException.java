package dev.limen.histfactory;

/**
 * A workspace, patch or patch set that cannot be read, written, patched or used as asked.
 *
 * <p>The message has the form {@code file: pointer: problem}, where the pointer (RFC 6901) says where in the document
 * the problem is, and the problem says what was found, what was expected and what to do. Everything in this package
 * that reads documents throws this exception and no other; it is unchecked because a program can rarely mend its input.
 */
public final class WorkspaceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String pointer;
    private final String problem;

    /**
     * Names a problem and its place.
     *
     * @param file the document's name; empty if it has none
     * @param pointer where in it, as a JSON pointer; empty for the whole document
     * @param problem what was found, what was expected, what to do
     */
    public WorkspaceException(String file, String pointer, String problem) {
        super(message(file, pointer, problem));
        this.file = file;
        this.pointer = pointer;
        this.problem = problem;
    }

    /**
     * Names a problem that another exception revealed.
     *
     * @param file the document's name
     * @param problem what was found, what was expected, what to do
     * @param cause what revealed it
     */
    public WorkspaceException(String file, String problem, Throwable cause) {
        super(message(file, "", problem), cause);
        this.file = file;
        this.pointer = "";
        this.problem = problem;
    }

    private static String message(String file, String pointer, String problem) {
        return (file.isEmpty() ? "" : file + ": ") + (pointer.isEmpty() ? "" : pointer + ": ") + problem;
    }

    /** The document's name as given when it was read; empty if it has none. */
    public String file() {
        return file;
    }

    /** Where in the document, as a JSON pointer (RFC 6901); empty for the whole document. */
    public String pointer() {
        return pointer;
    }

    /** What was found, what was expected, and what to do. */
    public String problem() {
        return problem;
    }
}
