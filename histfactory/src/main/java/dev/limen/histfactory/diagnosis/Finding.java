package dev.limen.histfactory.diagnosis;

import dev.limen.histfactory.JsonPatch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that a diagnosis found.
 *
 * @param id       the kind of finding, as {@code empty-bin}; docs/doctor.md has a section for each
 * @param severity how much it matters
 * @param pointer  where in the document, as a JSON pointer (RFC 6901); empty for the whole document
 * @param found    what was found
 * @param effect   what it does to a fit
 * @param mend     what to do about it
 * @param patch    the operations that do it, where it can be done without a decision of the analysis
 */
public record Finding(
        String id,
        Severity severity,
        String pointer,
        String found,
        String effect,
        String mend,
        Optional<JsonPatch> patch) {

    /** A finding whose mend wants a decision. */
    public Finding(String id, Severity severity, String pointer, String found, String effect, String mend) {
        this(id, severity, pointer, found, effect, mend, Optional.empty());
    }

    /** The same with the operations that mend it. */
    Finding withPatch(JsonPatch operations) {
        return new Finding(id, severity, pointer, found, effect, mend, Optional.of(operations));
    }

    /** As a tree for JSON: all texts, by their names. */
    public Map<String, String> tree() {
        Map<String, String> tree = new LinkedHashMap<>();
        tree.put("id", id);
        tree.put("severity", severity.spelling());
        tree.put("pointer", pointer);
        tree.put("found", found);
        tree.put("effect", effect);
        tree.put("mend", mend);
        return tree;
    }
}
