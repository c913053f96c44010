package dev.limen.architecture;

import java.util.List;
import java.util.Set;

/** A module: its folder, its package root, and the modules that it may name. */
record LimenModule(String folder, String root, Set<String> mayName) {
    static final List<LimenModule> ALL = List.of(
            of("autodiff/core", "autodiff"),
            of("autodiff/vector", "autodiff.vector", "autodiff/core"),
            of("autodiff/nd4j", "autodiff.nd4j", "autodiff/core"),
            of("ops", "ops", "autodiff/core"),
            of("networks", "networks", "autodiff/core"),
            of("data", "data", "autodiff/core"),
            of("inference", "inference", "autodiff/core"),
            of("histfactory", "histfactory", "autodiff/core", "inference"),
            of("app", "app", "autodiff/core", "ops", "networks", "data", "inference", "histfactory"),
            of("examples", "examples", "autodiff/core", "ops", "networks", "data", "inference", "histfactory", "app"),
            of("bench", "bench", "autodiff/core", "ops", "networks", "data", "inference", "histfactory", "app"));

    /** The folders of the modules that a user may take without any native library. */
    static final List<String> PURE_JAVA =
            List.of("autodiff/core", "autodiff/vector", "ops", "networks", "inference", "histfactory");

    private static LimenModule of(String folder, String root, String... mayName) {
        return new LimenModule(folder, "dev.limen." + root, Set.of(mayName));
    }

    boolean mayName(LimenModule other) {
        return other.equals(this) || mayName.contains(other.folder);
    }

    /** The module that a package belongs to: the one with the longest root, since a back end's lies within autodiff's. */
    static LimenModule ofPackage(String packageName) {
        return ALL.stream()
                .filter(module -> (packageName + ".").startsWith(module.root + "."))
                .reduce((a, b) -> a.root.length() > b.root.length() ? a : b)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Package " + packageName + " belongs to no module; add it to LimenModule."));
    }
}
