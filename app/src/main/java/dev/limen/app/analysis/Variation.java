package dev.limen.app.analysis;

import java.util.List;
import java.util.Optional;

/** What one standard deviation of a systematic uncertainty does; a missing {@code down} is mirrored from {@code up}. */
public sealed interface Variation {

    /**
     * Columns change, and with them what passes and where it falls.
     *
     * @param columns what happens to each file column that is used
     * @param othersUnaffected whether columns that are not listed stay as they are; else their use is an error
     */
    record Shift(List<ColumnShift> columns, boolean othersUnaffected) implements Variation {
        /** Copies the list. */
        public Shift {
            columns = List.copyOf(columns);
        }
    }

    /** Columns or SQL expressions that multiply the weight. */
    record WeightFactors(Optional<String> down, String up) implements Variation {}

    /** Columns or SQL expressions that replace the weight. */
    record Weights(Optional<String> down, String up) implements Variation {}

    /** Factors on the yield, above 0: a normsys. */
    record Norm(double down, double up) implements Variation {}
}
