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
    static final Comparator<ModifierKey> ORDER =
            Comparator.comparing(ModifierKey::name, CodePoints.ORDER).thenComparing(ModifierKey::type);

    static ModifierKey of(Modifier modifier) {
        return new ModifierKey(modifier.name(), modifier.kind());
    }
}
