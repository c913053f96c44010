package dev.limen.architecture;

import java.util.EnumSet;
import java.util.Set;

/** A module: its folder, its package root, and the modules that it may name. */
enum LimenModule {
    AUTODIFF_CORE("autodiff/core", "dev.limen.autodiff"),
    AUTODIFF_VECTOR("autodiff/vector", "dev.limen.autodiff.vector", AUTODIFF_CORE),
    OPS("ops", "dev.limen.ops", AUTODIFF_CORE),
    DATA("data", "dev.limen.data", AUTODIFF_CORE),
    INFERENCE("inference", "dev.limen.inference", AUTODIFF_CORE),
    HISTFACTORY("histfactory", "dev.limen.histfactory", AUTODIFF_CORE, INFERENCE),
    APP("app", "dev.limen.app", AUTODIFF_CORE, OPS, DATA, INFERENCE, HISTFACTORY),
    EXAMPLES("examples", "dev.limen.examples", AUTODIFF_CORE, OPS, DATA, INFERENCE, HISTFACTORY, APP),
    BENCH("bench", "dev.limen.bench", AUTODIFF_CORE, OPS, DATA, INFERENCE, HISTFACTORY, APP);

    /** The modules that a user may take without any native library. */
    static final Set<LimenModule> PURE_JAVA = EnumSet.of(AUTODIFF_CORE, AUTODIFF_VECTOR, OPS, INFERENCE, HISTFACTORY);

    private final String folder;
    private final String root;
    private final Set<LimenModule> mayName;

    LimenModule(String folder, String root, LimenModule... mayName) {
        this.folder = folder;
        this.root = root;
        this.mayName = Set.of(mayName);
    }

    String folder() {
        return folder;
    }

    boolean mayName(LimenModule other) {
        return other == this || mayName.contains(other);
    }

    /** The module that a package belongs to: the one with the longest root, since a back end's lies within autodiff's. */
    static LimenModule of(String packageName) {
        LimenModule found = null;
        for (LimenModule module : values()) {
            boolean within = (packageName + ".").startsWith(module.root + ".");
            if (within && (found == null || module.root.length() > found.root.length())) {
                found = module;
            }
        }
        if (found == null) {
            throw new IllegalArgumentException(
                    "Package " + packageName + " belongs to no module; add it to LimenModule.");
        }
        return found;
    }
}
