package dev.limen.app.report;

import java.util.List;

/**
 * A table of the report.
 *
 * @param title above it
 * @param note what it says, in a sentence; may be empty
 * @param columns headings; the first column is text, the others are numbers
 * @param rows each with one cell a column
 */
public record Table(String title, String note, List<String> columns, List<List<Cell>> rows) {

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if a row has another number of cells than there are columns
     */
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("The table '" + title + "' has " + columns.size()
                        + " columns; a row has " + row.size() + " cells: " + row + ".");
            }
        }
    }

    /** A cell's text and how it is marked. */
    public record Cell(String text, Mood mood) {

        /** Plain text. */
        public static Cell of(String text) {
            return new Cell(text, Mood.PLAIN);
        }

        /** A number in a few digits. */
        public static Cell of(double value) {
            return of(Numbers.brief(value));
        }

        /** A number with its error. */
        public static Cell of(double value, double error) {
            return of(new Measured(value, error).toString());
        }

        /** The same text, marked. */
        public Cell marked(Mood other) {
            return new Cell(text, other);
        }
    }

    /** How a cell is marked. */
    public enum Mood {
        /** Not at all. */
        PLAIN,
        /** As it should be. */
        GOOD,
        /** To be looked at. */
        WARNING,
        /** Voids a claim. */
        BAD
    }
}
