package dev.limen.histfactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The worst deviation of each check and workspace, in a table that is written anew with every entry; workspaces and
 * checks are in the order of their names, for tests may run at the same time.
 */
public final class Deviations {
    private final Path file;
    private final String title;
    private final Set<String> checks = new TreeSet<>();
    private final Map<String, Map<String, String>> rows = new TreeMap<>();

    /**
     * A table.
     *
     * @param name of the file in {@code target/conformance}, without its ending
     */
    public Deviations(String name, String title) {
        this.file = Path.of("target", "conformance", name + ".md");
        this.title = title;
    }

    /** Enters a deviation. */
    public void add(String workspace, String check, double worst) {
        add(workspace, check, String.format(Locale.ROOT, "%.1e", worst));
    }

    /** Enters a text. */
    public synchronized void add(String workspace, String check, String entry) {
        checks.add(check);
        rows.computeIfAbsent(workspace, name -> new LinkedHashMap<>()).put(check, entry);
        write();
    }

    private void write() {
        StringBuilder text = new StringBuilder("## ").append(title).append("\n\n| workspace |");
        checks.forEach(check -> text.append(' ').append(check).append(" |"));
        text.append("\n|---|").append("---|".repeat(checks.size())).append('\n');
        rows.forEach((workspace, entries) -> {
            text.append("| ").append(workspace).append(" |");
            checks.forEach(check ->
                    text.append(' ').append(entries.getOrDefault(check, "")).append(" |"));
            text.append('\n');
        });
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, List.of(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
