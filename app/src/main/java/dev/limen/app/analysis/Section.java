package dev.limen.app.analysis;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping of the document whose keys have been checked. */
record Section(Value place, Map<String, Value> entries) {

    Optional<Value> get(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    /** The value of a key, noted as a problem where it is missing. */
    Optional<Value> require(String key) {
        if (!has(key)) {
            place.problem("The key '" + key + "' is missing.");
        }
        return get(key);
    }

    /** The one of several keys that is present; none or several are noted as a problem. */
    Optional<String> exactlyOne(List<String> keys) {
        List<String> present = keys.stream().filter(this::has).toList();
        if (present.size() != 1) {
            place.problem("Expected exactly one of " + String.join(", ", keys) + "; found "
                    + (present.isEmpty() ? "none" : String.join(" and ", present)) + ".");
            return Optional.empty();
        }
        return Optional.of(present.get(0));
    }
}
