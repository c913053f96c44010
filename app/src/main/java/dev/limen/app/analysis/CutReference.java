package dev.limen.app.analysis;

import java.util.Collection;
import java.util.Optional;

/**
 * A use of a cut.
 *
 * @param cut the cut's name
 * @param inverted whether what the cut rejects is kept
 */
public record CutReference(String cut, boolean inverted) {

    /** A cut's name, or {@code {invert: name}}. */
    static Optional<CutReference> read(Value value, Collection<String> cuts) {
        boolean inverted = value.isMapping();
        Optional<Value> place = inverted
                ? value.section(Keys.INVERTED_CUT).flatMap(section -> section.require("invert"))
                : Optional.of(value);
        return place.flatMap(at -> at.reference("cut", cuts)).map(cut -> new CutReference(cut, inverted));
    }
}
