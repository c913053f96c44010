package dev.limen.app.run;

import dev.limen.autodiff.Execution;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What a run was computed with.
 *
 * @param limen version of this program
 * @param java version of the virtual machine, with its vendor
 * @param system operating system and type of machine
 * @param vector whether vector kernels can be used
 * @param backend where numbers are computed
 * @param processors that the virtual machine sees
 */
public record Versions(String limen, String java, String system, String vector, String backend, int processors) {

    /** The versions of this process. */
    public static Versions ofProcess() {
        boolean vector = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return new Versions(
                release(),
                System.getProperty("java.runtime.version") + " (" + System.getProperty("java.vendor") + ")",
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                vector ? "Vector API enabled" : "Vector API not enabled (--add-modules jdk.incubator.vector)",
                Execution.preferred().backend().name(),
                Runtime.getRuntime().availableProcessors());
    }

    /** Two lines for people. */
    public List<String> lines() {
        return List.of("limen " + limen, "Java " + java + ", " + system + ", " + vector);
    }

    /** As a tree for JSON. */
    public Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("limen", limen);
        tree.put("java", java);
        tree.put("system", system);
        tree.put("vector", vector);
        tree.put("backend", backend);
        tree.put("processors", processors);
        return tree;
    }

    /** What the last bits of a number may depend on: all but the number of processors. */
    Map<String, Object> bits() {
        Map<String, Object> tree = toTree();
        tree.remove("processors");
        return tree;
    }

    private static String release() {
        try (InputStream in = Versions.class.getResourceAsStream("/dev/limen/app/release.properties")) {
            Properties release = new Properties();
            release.load(in);
            return release.getProperty("version");
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
