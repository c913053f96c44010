package dev.limen.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a user asked for, word by word. */
record Request(
        FileSet files,
        Optional<String> where,
        List<Double> undefined,
        Map<String, String> columns,
        Optional<String> preselection,
        Optional<String> weight,
        Identity identity,
        List<String> selected,
        List<Variation> variations,
        Resources resources) {
    /** What identifies an event. */
    sealed interface Identity {
        /** Nothing: such events cannot be split. */
        record None() implements Identity {}

        /** Integer columns of the files. */
        record Columns(List<String> names) implements Identity {}

        /** The number of the row in all files, in their order. */
        record Row() implements Identity {}
    }
}
