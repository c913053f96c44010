package dev.limen.app.analysis;

/**
 * One thing that is wrong with a file, where it is, and what to do.
 *
 * @param pointer JSON pointer of the value, empty for the whole document
 * @param line from 1
 * @param column from 1
 * @param message what was found and what was expected
 */
public record Problem(String pointer, int line, int column, String message) {

    @Override
    public String toString() {
        String where = pointer.isEmpty() ? "" : pointer + ": ";
        return "line " + line + ", column " + column + ": " + where + message;
    }
}
