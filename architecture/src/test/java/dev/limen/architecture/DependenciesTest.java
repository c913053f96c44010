package dev.limen.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a user pulls in with each module, read from the class paths that the build resolved. */
@Tag("once")
final class DependenciesTest {
    private static final Pattern NATIVE_CODE = Pattern.compile(".*\\.(so|dll|dylib|jnilib|a)([._].*)?");
    private static final Pattern PLATFORM = Pattern.compile(".*-((linux|macosx|windows|android|ios)-[^-]*)\\.jar");

    @Test
    void pureModulesPullInNoNativeCode() throws IOException {
        List<String> found = new ArrayList<>();
        for (String module : LimenModule.PURE_JAVA) {
            for (Path jar : runtimeJars(module)) {
                nativeEntries(jar).forEach(entry -> found.add(module + ": " + jar.getFileName() + "!" + entry));
            }
        }
        assertEquals(List.of(), found);
    }

    @Test
    void theSearchFindsNativeCodeWhereItIs() throws Exception {
        Path duckdb = Path.of(Class.forName("org.duckdb.DuckDBDriver")
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assertFalse(nativeEntries(duckdb).isEmpty(), () -> "no native code found in " + duckdb);
    }

    @Test
    void theEngineDependsOnNothing() throws IOException {
        assertEquals(List.of(), runtimeJars("autodiff/core"));
    }

    @Test
    void whoDoesNotNameNd4jPullsInNothingOfIt() throws IOException {
        for (LimenModule module : LimenModule.ALL) {
            boolean found = runtimeJars(module.folder()).stream().anyMatch(DependenciesTest::isOfNd4j);
            assertEquals(module.folder().equals("autodiff/nd4j"), found, module.folder());
        }
    }

    @Test
    void nd4jBringsTheNativesOfOnePlatform() throws IOException {
        List<String> platforms = runtimeJars("autodiff/nd4j").stream()
                .map(jar -> PLATFORM.matcher(jar.getFileName().toString()))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .distinct()
                .toList();
        assertEquals(1, platforms.size(), platforms.toString());
    }

    private static boolean isOfNd4j(Path jar) {
        String path = jar.toString().replace(File.separatorChar, '/');
        return path.contains("/org/nd4j/") || path.contains("/org/bytedeco/");
    }

    private static List<Path> runtimeJars(String module) throws IOException {
        Path list = Path.of(System.getProperty("limen.root"), module, "target", "runtime-classpath.txt");
        List<Path> jars = new ArrayList<>();
        for (String entry : Files.readString(list).strip().split(File.pathSeparator, 0)) {
            if (entry.endsWith(".jar")) {
                jars.add(Path.of(entry));
            }
        }
        return jars;
    }

    private static List<String> nativeEntries(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> NATIVE_CODE.matcher(name).matches())
                    .toList();
        }
    }
}
