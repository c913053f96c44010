package dev.limen.examples;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * A clone of the repository as the launcher sees it, built from the classes of this test so that no build is needed.
 *
 * @param root its folder
 */
record Clone(Path root) {
    /**
     * What a run of the launcher came to.
     *
     * @param exitCode what the shell sees
     * @param results standard output
     * @param messages standard error
     */
    record Run(int exitCode, String results, String messages) {}

    /** Makes it: the launcher, folders of sources older than the build, and the build. */
    static Clone make(Path root) throws IOException {
        Path launcher = Path.of(System.getProperty("limen.root")).resolve("limen");
        Files.createDirectories(root);
        Files.setPosixFilePermissions(
                Files.copy(launcher, root.resolve("limen")), PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String module : List.of("autodiff/core", "app", "examples")) {
            Files.createDirectories(root.resolve(module).resolve("src/main"));
            Files.writeString(root.resolve(module).resolve("pom.xml"), "");
        }
        Files.writeString(root.resolve("autodiff/pom.xml"), "");
        Files.writeString(root.resolve("pom.xml"), "");
        Files.createDirectories(root.resolve("docs"));
        Path library = Files.createDirectories(root.resolve(".build/0-first/lib"));
        for (Path jar : jars(Files.createDirectories(root.resolve("jars")))) {
            Files.copy(jar, library.resolve(jar.getFileName()));
        }
        Clone clone = new Clone(root);
        clone.age();
        Files.writeString(root.resolve(".build/built"), "0-first\n");
        return clone;
    }

    /** Everything but the build lies a minute back. */
    private void age() throws IOException {
        FileTime before = FileTime.fromMillis(System.currentTimeMillis() - 60_000);
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(path -> !Files.isSymbolicLink(path)).toList()) {
                Files.setLastModifiedTime(path, before);
            }
        }
    }

    /** The class path of this test's main classes, less the large DuckDB: jars as they are, folders of classes as jars. */
    static List<Path> jars(Path folder) throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, 0)) {
            Path path = Path.of(entry);
            if (entry.endsWith(".jar") && !entry.contains("duckdb")) {
                jars.add(path);
            } else if (path.endsWith("classes")) {
                String module = path.getParent().getParent().getFileName().toString();
                jars.add(jar(path, folder.resolve("limen-" + module + "-0.jar")));
            }
        }
        return jars;
    }

    private static Path jar(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> paths = Files.walk(classes)) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(path).toString().replace('\\', '/')));
                Files.copy(path, out);
            }
        }
        return jar;
    }

    /** Puts a {@code mvn} of this text first on the launcher's path. */
    Map<String, String> withMaven(String script) throws IOException {
        Path bin = Files.createDirectories(root.resolve("bin"));
        Path maven = Files.writeString(bin.resolve("mvn"), "#!/usr/bin/env bash\n" + script);
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
        return Map.of("PATH", bin + File.pathSeparator + System.getenv("PATH"));
    }

    /** Runs the launcher by a path, in a folder, with the JDK of this test. */
    static Run run(Path launcher, Path folder, Map<String, String> environment, String input, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(Arrays.asList(arguments));
        Path results = Files.createTempFile(folder, "results", "");
        Path messages = Files.createTempFile(folder, "messages", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(results.toFile())
                .redirectError(messages.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("LIMEN_JAVA_OPTS");
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (OutputStream standardInput = process.getOutputStream()) {
            standardInput.write(input.getBytes(StandardCharsets.UTF_8));
        }
        if (!process.waitFor(300, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " does not end");
        }
        return new Run(process.exitValue(), Files.readString(results), Files.readString(messages));
    }
}
