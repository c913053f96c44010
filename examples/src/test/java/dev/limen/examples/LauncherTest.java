package dev.limen.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script {@code limen}: what the shell sees of it, and when it builds. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "skipped: the launcher is a shell script")
class LauncherTest {
    private static final String WORKSPACE = """
            {"channels": [{"name": "SR", "samples": [
               {"name": "signal", "data": [10.0], "modifiers": [{"name": "mu", "type": "normfactor", "data": null}]},
               {"name": "background", "data": [50.0], "modifiers": []}]}],
             "observations": [{"name": "SR", "data": [50.0]}],
             "measurements": [{"name": "m", "config": {"poi": "mu", "parameters": []}}],
             "version": "1.0.0"}
            """;

    @TempDir
    static Path folder;

    private static Clone clone;
    private static Path elsewhere;

    @BeforeAll
    static void make() throws IOException {
        clone = Clone.make(folder.resolve("a clone"));
        elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    }

    private static Clone.Run limen(String... arguments) throws IOException, InterruptedException {
        return Clone.run(clone.root().resolve("limen"), elsewhere, Map.of(), WORKSPACE, arguments);
    }

    @Test
    void runsFromAnotherFolder() throws IOException, InterruptedException {
        Clone.Run version = limen("--version");
        assertEquals(0, version.exitCode(), version.messages());
        assertTrue(
                version.results().matches("(?s)limen \\d+\\.\\d+\\.\\d+.*Vector API enabled\\s*"), version.results());
        assertEquals("", version.messages());
    }

    /** Without it the Vector API is a hundred times slower; with it a single fit starts later. */
    @ParameterizedTest
    @CsvSource({
        "optimise, true",
        "train, true",
        "toys, true",
        "scan-patches, false",
        "'cls --calctype toybased', true",
        "cls, false",
        "fit, false"
    })
    void whatTakesLongHasTheOptimisingCompiler(String command, boolean optimising)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.add("--help");
        Map<String, String> shown = Map.of("LIMEN_JAVA_OPTS", "-XX:+PrintCommandLineFlags");
        Clone.Run help =
                Clone.run(clone.root().resolve("limen"), elsewhere, shown, "", arguments.toArray(String[]::new));
        assertTrue(help.results().contains("-XX:"), help.results() + help.messages());
        assertEquals(!optimising, help.results().contains("TieredStopAtLevel=1"), help.results());
    }

    @Test
    void runsThroughALink() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(
                elsewhere.resolve("linked"), clone.root().resolve("limen"));
        Clone.Run help = Clone.run(link, elsewhere, Map.of(), "", "--help");
        assertEquals(0, help.exitCode(), help.messages());
        assertTrue(help.results().contains("limen optimise"), help.results());
        assertEquals("", help.messages());
    }

    @Test
    void computesWithResultsAndMessagesApart() throws IOException, InterruptedException {
        Clone.Run limit = limen("limit", "-");
        assertEquals(0, limit.exitCode(), limit.messages());
        assertTrue(limit.results().startsWith("{") && limit.results().contains("\"obs\": 1.5"), limit.results());
        assertTrue(limit.messages().startsWith("limen: "), limit.messages());
        assertFalse(limit.messages().contains("WARNING"), limit.messages());
    }

    @Test
    void anUnknownCommandIsAMistakeWithASuggestion() throws IOException, InterruptedException {
        Clone.Run unknown = limen("limits", "ws.json");
        assertEquals(2, unknown.exitCode(), unknown.messages());
        assertEquals("", unknown.results());
        assertTrue(unknown.messages().contains("limits") && unknown.messages().contains("limit "), unknown.messages());
        assertFalse(unknown.messages().contains("WARNING"), unknown.messages());
    }

    @Test
    void laterStartsUseTheArchiveOfClasses() throws IOException, InterruptedException {
        limen("--version");
        try (var archives = Files.list(clone.root().resolve(".build/0-first"))) {
            assertEquals(
                    1, archives.filter(path -> path.toString().endsWith(".jsa")).count());
        }
    }

    @Test
    void buildsWhereSourcesAreNewer() throws IOException, InterruptedException {
        Clone stale = Clone.make(folder.resolve("stale"));
        Map<String, String> maven = building(stale);
        Path launcher = stale.root().resolve("limen");
        Clone.Run fresh = Clone.run(launcher, elsewhere, maven, "", "--version");
        assertEquals("", fresh.messages());
        assertFalse(Files.exists(stale.root().resolve("arguments")));
        Files.writeString(stale.root().resolve("app/src/main/New.java"), "");
        Clone.Run built = Clone.run(launcher, elsewhere, maven, "", "--version");
        assertEquals(0, built.exitCode(), built.messages());
        assertTrue(built.messages().contains("the sources have changed; building"), built.messages());
        assertTrue(built.messages().contains("[8/8] Limen examples"), built.messages());
        assertTrue(built.results().startsWith("limen "), built.results());
        assertTrue(Files.readString(stale.root().resolve("arguments")).contains("package"));
        Clone.Run again = Clone.run(launcher, elsewhere, maven, "", "--version");
        assertEquals("", again.messages());
        assertEquals(1, Files.readAllLines(stale.root().resolve("arguments")).size());
    }

    /** As two batch jobs on a fresh clone. */
    @Test
    void firstCallsAtTheSameTimeBuildOnce() throws Exception {
        Clone fresh = Clone.make(folder.resolve("fresh"));
        Map<String, String> maven = building(fresh);
        Files.delete(fresh.root().resolve(".build/built"));
        Callable<Clone.Run> call =
                () -> Clone.run(fresh.root().resolve("limen"), elsewhere, maven, WORKSPACE, "limit", "-");
        ExecutorService shells = Executors.newFixedThreadPool(3);
        try {
            List<String> messages = new ArrayList<>();
            for (Future<Clone.Run> run : shells.invokeAll(List.of(call, call, call))) {
                assertEquals(0, run.get().exitCode(), run.get().messages());
                assertTrue(
                        run.get().results().contains("\"obs\": 1.5"), run.get().results());
                messages.add(run.get().messages());
            }
            assertEquals(
                    1,
                    messages.stream()
                            .filter(text -> text.contains("first use; building"))
                            .count());
        } finally {
            shells.shutdown();
        }
        assertEquals(1, Files.readAllLines(fresh.root().resolve("arguments")).size());
    }

    /** A program that started before a build reads what it started with. */
    @Test
    void aBuildLeavesTheLastOneInPlace() throws IOException, InterruptedException {
        Clone old = Clone.make(folder.resolve("old"));
        Map<String, String> maven = building(old);
        Files.writeString(old.root().resolve("app/src/main/New.java"), "");
        Clone.Run built = Clone.run(old.root().resolve("limen"), elsewhere, maven, "", "--version");
        assertEquals(0, built.exitCode(), built.messages());
        assertTrue(holdsLimen(old.root().resolve(".build/0-first/lib")));
        String current = Files.readString(old.root().resolve(".build/built")).strip();
        assertNotEquals("0-first", current);
        assertTrue(holdsLimen(old.root().resolve(".build").resolve(current).resolve("lib")));
    }

    private static boolean holdsLimen(Path library) throws IOException {
        try (Stream<Path> jars = Files.list(library)) {
            return jars.anyMatch(jar -> jar.getFileName().toString().startsWith("limen-app-"));
        }
    }

    /** A Maven that makes the jars of this test's classes, in a second. */
    private static Map<String, String> building(Clone clone) throws IOException {
        List<Path> jars = Clone.jars(Files.createDirectories(clone.root().resolve("jars")));
        String classPath = jars.stream()
                .filter(jar -> !jar.toString().contains("limen-examples"))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        Path examples = jars.stream()
                .filter(jar -> jar.toString().contains("limen-examples"))
                .findFirst()
                .orElseThrow();
        return clone.withMaven("""
                echo "$@" >>arguments
                sleep 1
                mkdir -p examples/target
                cp "%s" examples/target/limen-examples-0.jar
                printf '%%s' '%s' >examples/target/classpath
                echo "[INFO] Building Limen examples 0.1.0 [8/8]"
                """.formatted(examples, classPath));
    }

    @Test
    void aFailedBuildShowsWhatMavenSaid() throws IOException, InterruptedException {
        Clone broken = Clone.make(folder.resolve("broken"));
        Map<String, String> maven = broken.withMaven("echo '[ERROR] New.java:[1,1] class expected'; exit 1\n");
        Files.delete(broken.root().resolve(".build/built"));
        for (int attempt = 0; attempt < 2; attempt++) {
            Clone.Run failed = Clone.run(broken.root().resolve("limen"), elsewhere, maven, "", "--version");
            assertEquals(1, failed.exitCode());
            assertEquals("", failed.results());
            assertTrue(failed.messages().contains("first use; building"), failed.messages());
            assertTrue(failed.messages().contains("[ERROR] New.java:[1,1] class expected"), failed.messages());
            assertTrue(failed.messages().contains("build.log has all of it"), failed.messages());
        }
    }

    @Test
    void nd4jIsFetchedForThoseWhoNameItOnly() throws IOException, InterruptedException {
        Map<String, String> offline = clone.withMaven("echo '[ERROR] no network'; exit 1\n");
        Path analysis = Files.writeString(elsewhere.resolve("nd4j.yaml"), "backend: nd4j  # for its matrices\n");
        Path launcher = clone.root().resolve("limen");
        Map<String, String> property = new HashMap<>(offline);
        property.put("LIMEN_JAVA_OPTS", "-Dlimen.backend=nd4j");
        for (Clone.Run named : List.of(
                Clone.run(launcher, elsewhere, offline, "", "optimise", analysis.toString()),
                Clone.run(launcher, elsewhere, property, "", "limit", "-"),
                Clone.run(launcher, elsewhere, offline, "", "limit", "--backend=nd4j", "-"))) {
            assertEquals(1, named.exitCode(), named.messages());
            assertTrue(named.messages().contains("fetching ND4J"), named.messages());
            assertTrue(named.messages().contains("[ERROR] no network"), named.messages());
        }
        Clone.Run overruled =
                Clone.run(launcher, elsewhere, property, "", "optimise", "--backend", "plain", analysis.toString());
        assertEquals(2, overruled.exitCode(), overruled.messages());
        assertTrue(overruled.messages().contains("'events' is missing"), overruled.messages());
    }

    @Test
    void aMissingJdkIsNamed() throws IOException, InterruptedException {
        Clone.Run missing = Clone.run(
                clone.root().resolve("limen"), elsewhere, Map.of("JAVA_HOME", "/no/such/jdk"), "", "--version");
        assertEquals(2, missing.exitCode());
        assertTrue(missing.messages().contains("/no/such/jdk"), missing.messages());
        assertTrue(missing.messages().contains("17 or later"), missing.messages());
    }
}
