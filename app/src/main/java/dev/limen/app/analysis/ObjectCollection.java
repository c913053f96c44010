package dev.limen.app.analysis;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A collection of objects, such as the jets of all events, and what events have of it.
 *
 * @param name of the collection
 * @param columns lists of the files or of {@code columns}, of one length in each event
 * @param cuts which objects count: all of these must hold
 * @param quantities numbers of events, which cuts and regions read as if they were columns
 */
public record ObjectCollection(String name, List<String> columns, List<CutReference> cuts, List<Quantity> quantities) {

    /** Copies the lists. */
    public ObjectCollection {
        columns = List.copyOf(columns);
        cuts = List.copyOf(cuts);
        quantities = List.copyOf(quantities);
    }

    /** The names of all cuts on its objects, its own and those of its quantities. */
    public Set<String> cutNames() {
        Set<String> names = new LinkedHashSet<>();
        cuts.forEach(use -> names.add(use.cut()));
        quantities.forEach(quantity -> quantity.cuts().forEach(use -> names.add(use.cut())));
        return names;
    }
}
