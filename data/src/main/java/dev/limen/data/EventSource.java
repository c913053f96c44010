package dev.limen.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which files, which events of them, and which columns: a description that opens nothing until it is asked.
 *
 * <p>Immutable: each method returns a new description. See the package's documentation for rows, undefined values, and
 * SQL.
 */
public final class EventSource {
    private static final String ENDINGS = ".parquet, .csv or .csv.gz";

    private final Request request;

    private EventSource(Request request) {
        this.request = request;
    }

    /** Parquet files: paths or globs ({@code *}, {@code ?}, {@code [..]}, {@code **} for folders). */
    public static EventSource parquet(String... patterns) {
        return of(FileSet.Format.PARQUET, patterns);
    }

    /**
     * CSV files with a header line: paths or globs; separators and types are found in the files. They are parsed several
     * times in one read: convert millions of events to Parquet.
     */
    public static EventSource csv(String... patterns) {
        return of(FileSet.Format.CSV, patterns);
    }

    /**
     * Files of the format that their names end with: paths or globs that end with {@code .parquet}, {@code .csv} or
     * {@code .csv.gz}.
     *
     * @throws DataException if one ends otherwise, or they are of two formats
     */
    public static EventSource byEnding(String... patterns) {
        long csv = Arrays.stream(patterns).filter(EventSource::isCsv).count();
        for (String pattern : patterns) {
            if (!isCsv(pattern) && !pattern.endsWith(".parquet")) {
                throw new DataException("files '" + pattern + "': expected a name that ends with " + ENDINGS);
            }
        }
        if (csv > 0 && csv < patterns.length) {
            throw new DataException("files " + String.join(", ", patterns)
                    + ": Parquet and CSV files of one sample; convert one of them");
        }
        return csv > 0 ? csv(patterns) : parquet(patterns);
    }

    private static boolean isCsv(String pattern) {
        return pattern.endsWith(".csv") || pattern.endsWith(".csv.gz");
    }

    private static EventSource of(FileSet.Format format, String... patterns) {
        return new EventSource(new Request(
                new FileSet(format, Arrays.asList(patterns)),
                Optional.empty(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                new Request.Identity.None(),
                List.of(),
                Map.of(),
                List.of(),
                Resources.standard()));
    }

    /** Only events that meet a condition on the files' own columns: no marker is looked for, no shift applies. */
    public EventSource where(String sql) {
        return new EventSource(request.withWhere(sql));
    }

    /** Values that mean undefined, such as -25 and -999. */
    public EventSource undefined(double... markers) {
        return new EventSource(
                request.withUndefined(Arrays.stream(markers).boxed().toList()));
    }

    /** One more column: an SQL expression of file columns and other SQL columns, in any order of definition. */
    public EventSource column(String name, String sql) {
        if (request.columns().containsKey(name)) {
            throw new DataException("column '" + name + "' is defined twice");
        }
        Map<String, String> columns = new LinkedHashMap<>(request.columns());
        columns.put(name, sql);
        return new EventSource(request.withColumns(Collections.unmodifiableMap(columns)));
    }

    /** A hard, fixed condition on file and SQL columns, evaluated again under every shift; undefined means not met. */
    public EventSource preselection(String sql) {
        return new EventSource(request.withPreselection(sql));
    }

    /** The weight: an SQL expression, in expected events; 1 if never said. */
    public EventSource weight(String sql) {
        return new EventSource(request.withWeight(sql));
    }

    /** File columns of integers that identify an event, such as run and event. */
    public EventSource identity(String... columns) {
        if (columns.length == 0) {
            throw new DataException("identity: name at least one column of integers");
        }
        return new EventSource(request.withIdentity(new Request.Identity.Columns(List.of(columns))));
    }

    /** Identifies an event by the number of its row in all files: for files without identity columns only. */
    public EventSource identityByRow() {
        return new EventSource(request.withIdentity(new Request.Identity.Row()));
    }

    /**
     * Lists of the files or of SQL that are columns of one collection of objects, such as {@code "jets", "jet_pt",
     * "jet_eta"}: in each event they have one length. A list has a collection before it can be selected; in other SQL columns
     * and conditions lists are used with DuckDB's functions of lists.
     *
     * @param collection its name: a letter, then letters, digits or '_'
     */
    public EventSource objects(String collection, String... columns) {
        if (columns.length == 0) {
            throw new DataException("collection '" + collection + "': name at least one column of lists");
        }
        if (request.collections().containsKey(collection)) {
            throw new DataException("collection '" + collection + "' is defined twice");
        }
        Map<String, List<String>> collections = new LinkedHashMap<>(request.collections());
        collections.put(collection, List.of(columns));
        return new EventSource(request.withCollections(Collections.unmodifiableMap(collections)));
    }

    /** The columns of the tables; if never said, all numbers of the files (less the identity), all SQL columns and all columns of collections. */
    public EventSource select(String... names) {
        return new EventSource(request.withSelected(List.of(names)));
    }

    /** One more variation. */
    public EventSource variation(Variation variation) {
        List<Variation> variations = new ArrayList<>(request.variations());
        variations.add(variation);
        return new EventSource(request.withVariations(List.copyOf(variations)));
    }

    /** What reading may use of the machine. */
    public EventSource resources(Resources resources) {
        return new EventSource(request.withResources(resources));
    }

    /** The files that match, sorted. */
    public List<String> files() {
        return ask(database -> request.files().expand(database));
    }

    /** Names and types of the columns of the files. */
    public List<FileColumn> schema() {
        return ask(database ->
                Plan.schema(database, request.files(), request.files().expand(database)));
    }

    /** File columns that the selected columns and the preselection are made of: what a shift must speak of. */
    public Set<String> fileColumns() {
        return ask(database -> Set.copyOf(new Plan(database, request).fileColumns()));
    }

    /**
     * Reads all events that pass.
     *
     * @throws DataException if the files cannot be read or do not fit the description
     */
    public Events read() {
        return ask(
                database -> new EventReader(new Plan(database, request)).read().get(0));
    }

    /**
     * Reads one part of the events.
     *
     * @throws DataException as {@link #read()}, and if events have no identity
     */
    public Events read(Split split, Split.Part part) {
        requireIdentity();
        return ask(
                database -> new EventReader(new Plan(database, request), hash -> split.part(hash) == part ? 0 : -1, 1)
                        .read()
                        .get(0));
    }

    /**
     * Reads all parts of the events, each event once: what {@link #read(Split, Split.Part)} gives for each part, in a
     * third of the time.
     *
     * @throws DataException as {@link #read()}, and if events have no identity
     */
    public Map<Split.Part, Events> read(Split split) {
        requireIdentity();
        List<Split.Part> parts = List.of(Split.Part.values());
        List<Events> read = ask(database -> new EventReader(
                        new Plan(database, request), hash -> parts.indexOf(split.part(hash)), parts.size())
                .read());
        Map<Split.Part, Events> byPart = new EnumMap<>(Split.Part.class);
        for (Split.Part part : parts) {
            byPart.put(part, read.get(parts.indexOf(part)));
        }
        return byPart;
    }

    private void requireIdentity() {
        if (request.identity() instanceof Request.Identity.None) {
            throw new DataException(
                    "a split needs events with an identity: name the columns that identify an event, such"
                            + " as run and event");
        }
    }

    private <T> T ask(Function<Database, T> question) {
        try (Database database = new Database(request.resources())) {
            return question.apply(database);
        }
    }
}
