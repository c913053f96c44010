package dev.limen.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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
        return changed(draft -> draft.where = Optional.of(more));
    }

    Request withUndefined(List<Double> more) {
        return changed(draft -> draft.undefined = more);
    }

    Request withColumns(Map<String, String> more) {
        return changed(draft -> draft.columns = more);
    }

    Request withPreselection(String more) {
        return changed(draft -> draft.preselection = Optional.of(more));
    }

    Request withWeight(String more) {
        return changed(draft -> draft.weight = Optional.of(more));
    }

    Request withIdentity(Identity more) {
        return changed(draft -> draft.identity = more);
    }

    Request withSelected(List<String> more) {
        return changed(draft -> draft.selected = more);
    }

    Request withCollections(Map<String, List<String>> more) {
        return changed(draft -> draft.collections = more);
    }

    Request withVariations(List<Variation> more) {
        return changed(draft -> draft.variations = more);
    }

    Request withResources(Resources more) {
        return changed(draft -> draft.resources = more);
    }

    private Request changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.request();
    }

    /** A request that is being changed. */
    private static final class Draft {
        private final FileSet files;
        private Optional<String> where;
        private List<Double> undefined;
        private Map<String, String> columns;
        private Optional<String> preselection;
        private Optional<String> weight;
        private Identity identity;
        private List<String> selected;
        private Map<String, List<String>> collections;
        private List<Variation> variations;
        private Resources resources;

        Draft(Request begun) {
            this.files = begun.files;
            this.where = begun.where;
            this.undefined = begun.undefined;
            this.columns = begun.columns;
            this.preselection = begun.preselection;
            this.weight = begun.weight;
            this.identity = begun.identity;
            this.selected = begun.selected;
            this.collections = begun.collections;
            this.variations = begun.variations;
            this.resources = begun.resources;
        }

        Request request() {
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
                    resources);
        }
    }
}
