package dev.limen.histfactory;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The seven ways in which a parameter acts on a sample, in the order in which a model's parameters are laid out.
 *
 * <p>The order is the reference implementation's (pyhf): alphabetical by type.
 */
public enum ModifierType {
    /** Interpolated bin contents, normal constraint: {@link HistoSys}. */
    HISTOSYS,
    /** The luminosity: {@link Lumi}. */
    LUMI,
    /** A free normalisation: {@link NormFactor}. */
    NORMFACTOR,
    /** An interpolated normalisation, normal constraint: {@link NormSys}. */
    NORMSYS,
    /** A free factor a bin: {@link ShapeFactor}. */
    SHAPEFACTOR,
    /** A factor a bin of one sample, Poisson constraint: {@link ShapeSys}. */
    SHAPESYS,
    /** A factor a bin of several samples, normal constraint: {@link StatError}. */
    STATERROR;

    private static final Map<String, ModifierType> BY_SPELLING = new HashMap<>();

    static {
        for (ModifierType type : values()) {
            BY_SPELLING.put(type.json, type);
        }
    }

    private final String json = name().toLowerCase(Locale.ROOT);

    /** The type's spelling in a workspace, as {@code normfactor}. */
    public String json() {
        return json;
    }

    static Optional<ModifierType> bySpelling(String json) {
        return Optional.ofNullable(BY_SPELLING.get(json));
    }

    static List<String> spellings() {
        return Arrays.stream(values()).map(ModifierType::json).toList();
    }
}
