package dev.limen.app.analysis;

import java.util.Optional;

/** What a shift does to one column of the files; undefined values are never touched. */
public sealed interface ColumnShift {

    /** The column. */
    String column();

    /** Multiplied by a factor. */
    record Scale(String column, Optional<Double> down, double up) implements ColumnShift {}

    /** Moved by a distance in the column's units. */
    record Add(String column, Optional<Double> down, double up) implements ColumnShift {}

    /** Computed by SQL, in which a plain name is the shifted column and {@code nominal.NAME} the one in the file. */
    record Recompute(String column, String sql) implements ColumnShift {}

    /** Does not depend on what is shifted. */
    record Unaffected(String column) implements ColumnShift {}

    /** Depends on what is shifted and is kept as it is: an approximation that the report names. */
    record Frozen(String column) implements ColumnShift {}
}
