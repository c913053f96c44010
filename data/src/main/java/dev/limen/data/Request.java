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
        Map<String, List<String>> collections,
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

    Request withWhere(String more) {
        return new Request(
                files,
                Optional.of(more),
                undefined,
                columns,
                preselection,
                weight,
                identity,
                selected,
                collections,
                variations,
                resources);
    }

    Request withUndefined(List<Double> more) {
        return new Request(
                files,
                where,
                more,
                columns,
                preselection,
                weight,
                identity,
                selected,
                collections,
                variations,
                resources);
    }

    Request withColumns(Map<String, String> more) {
        return new Request(
                files,
                where,
                undefined,
                more,
                preselection,
                weight,
                identity,
                selected,
                collections,
                variations,
                resources);
    }

    Request withPreselection(String more) {
        return new Request(
                files,
                where,
                undefined,
                columns,
                Optional.of(more),
                weight,
                identity,
                selected,
                collections,
                variations,
                resources);
    }

    Request withWeight(String more) {
        return new Request(
                files,
                where,
                undefined,
                columns,
                preselection,
                Optional.of(more),
                identity,
                selected,
                collections,
                variations,
                resources);
    }

    Request withIdentity(Identity more) {
        return new Request(
                files,
                where,
                undefined,
                columns,
                preselection,
                weight,
                more,
                selected,
                collections,
                variations,
                resources);
    }

    Request withSelected(List<String> more) {
        return new Request(
                files,
                where,
                undefined,
                columns,
                preselection,
                weight,
                identity,
                more,
                collections,
                variations,
                resources);
    }

    Request withCollections(Map<String, List<String>> more) {
        return new Request(
                files,
                where,
                undefined,
                columns,
                preselection,
                weight,
                identity,
                selected,
                more,
                variations,
                resources);
    }

    Request withVariations(List<Variation> more) {
        return new Request(
                files,
                where,
                undefined,
                columns,
                preselection,
                weight,
                identity,
                selected,
                collections,
                more,
                resources);
    }

    Request withResources(Resources more) {
        return new Request(
                files,
                where,
                undefined,
                columns,
                preselection,
                weight,
                identity,
                selected,
                collections,
                variations,
                more);
    }
}
