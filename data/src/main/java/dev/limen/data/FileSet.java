package dev.limen.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files of one format, as patterns.
 *
 * @param format how they are read
 * @param patterns paths, or globs with * ? [..] and ** for folders
 */
record FileSet(Format format, List<String> patterns) {
    /** How DuckDB reads a kind of file. */
    enum Format {
        PARQUET,
        CSV
    }

    FileSet {
        patterns = List.copyOf(patterns);
        if (patterns.isEmpty()) {
            throw new DataException("events: no file given; name at least one path or pattern");
        }
    }

    /** The files that match, sorted by path, each once. */
    List<String> expand(Database database) {
        TreeSet<String> files = new TreeSet<>();
        for (String pattern : patterns) {
            List<List<String>> matches;
            try {
                matches = database.rows("SELECT file FROM glob(?)", pattern);
            } catch (SQLException failure) {
                throw new DataException("files '" + pattern + "': " + Database.reason(failure), failure);
            }
            if (matches.isEmpty()) {
                throw new DataException("files '" + pattern + "': no such file" + neighbours(pattern));
            }
            matches.forEach(row -> files.add(row.get(0)));
        }
        return new ArrayList<>(files);
    }

    /** The table function over these files; {@code options} is the rest of its arguments. */
    String scan(List<String> files, String options) {
        String list = files.stream().map(Database::literal).collect(Collectors.joining(", ", "[", "]"));
        return switch (format) {
            case PARQUET -> "read_parquet(" + list + ", hive_partitioning = false)";
            case CSV -> "read_csv(" + list + ", header = true, hive_partitioning = false" + options + ")";
        };
    }

    private static String neighbours(String pattern) {
        try {
            Path folder = Path.of(pattern).toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                return "; there is no folder '" + folder + "' either";
            }
            try (Stream<Path> entries = Files.list(folder)) {
                List<String> names = entries.map(entry -> entry.getFileName().toString())
                        .sorted()
                        .limit(20)
                        .toList();
                return NearNames.hint(Path.of(pattern).getFileName().toString(), names);
            }
        } catch (InvalidPathException | IOException unreadable) {
            return "; nor can its folder be listed: " + unreadable.getMessage();
        }
    }
}
