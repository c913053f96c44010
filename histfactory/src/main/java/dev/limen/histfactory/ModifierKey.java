package dev.limen.histfactory;

import dev.limen.histfactory.internal.CodePoints;
import java.util.Comparator;

/**
 * What tells the modifiers of one sample apart.
 *
 * @param name the name of the parameter
 * @param type how it acts
 */
public record ModifierKey(String name, ModifierType type) {
    /** By name, then by type. */
    static final Comparator<ModifierKey> ORDER = ModifierKey::compare;

    private static int compare(ModifierKey a, ModifierKey b) {
        int byName = CodePoints.ORDER.compare(a.name, b.name);
        return byName != 0 ? byName : a.type.compareTo(b.type);
    }

    static ModifierKey of(Modifier modifier) {
        return new ModifierKey(modifier.name(), modifier.kind());
    }
}
