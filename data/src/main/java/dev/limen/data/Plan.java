package dev.limen.data;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A request checked against the files: every name known, every expression parsed and of the right type. */
final class Plan {
    /** An empty table with the columns of the files: expressions are tried on it without opening them again. */
    private static final String SHAPE = "limen_shape";

    private final Database database;
    private final Request request;
    private final List<String> paths;
    private final Definitions definitions;
    private final Optional<Expression> where;
    private final Optional<Expression> preselection;
    private final Optional<Expression> weight;
    private final List<String> selected;
    private final ObjectColumns objects;
    private final List<String> identity;
    private final Set<String> fileColumns;
    private final Map<String, ResolvedVariation> variations = new LinkedHashMap<>();
    private final Layers layers;

    Plan(Database database, Request request) {
        this.database = database;
        this.request = request;
        paths = request.files().expand(database);
        definitions = new Definitions(database, schema(database, request.files(), paths), request.columns());
        where = request.where().map(sql -> fileCondition(Expression.parse(database, "where", sql)));
        preselection = request.preselection()
                .map(sql -> definitions.requireKnown(Expression.parse(database, "preselection", sql)));
        weight = request.weight().map(sql -> definitions.requireKnown(Expression.parse(database, "weight", sql)));
        identity = identityColumns();
        ObjectColumns named = ObjectColumns.of(definitions, request.collections());
        List<String> columns = selectedColumns(named);
        objects = named.among(columns);
        selected = columns.stream().filter(name -> !named.all().contains(name)).toList();
        Set<String> used = new LinkedHashSet<>(definitions.fileColumns(columns));
        preselection.ifPresent(cut -> used.addAll(definitions.fileColumns(cut.columns())));
        fileColumns = used;
        Set<String> marked = new LinkedHashSet<>(used);
        Set<String> plain = new LinkedHashSet<>(identity);
        weight.ifPresent(expression -> plain.addAll(definitions.fileColumns(expression.columns())));
        for (Variation variation : request.variations()) {
            ResolvedVariation resolved = ResolvedVariation.of(database, definitions, variation, used);
            if (variations.put(variation.name(), resolved) != null) {
                throw new DataException("variation '" + variation.name() + "' is there twice");
            }
            Set<String> read = resolved.read(definitions);
            read.removeAll(plain);
            marked.addAll(read);
            Stream.concat(resolved.weightFactor().stream(), resolved.weight().stream())
                    .forEach(expression -> plain.addAll(definitions.fileColumns(expression.columns())));
        }
        plain.removeAll(marked);
        layers = new Layers(definitions, marked, plain, request.undefined());
        checkTypes();
    }

    /** The columns of the files. */
    static List<FileColumn> schema(Database database, FileSet files, List<String> paths) {
        try {
            database.execute("CREATE OR REPLACE TEMP TABLE " + SHAPE + " AS SELECT * FROM "
                    + files.scan(paths, ", sample_size = -1") + " LIMIT 0");
            return database.rows("DESCRIBE " + SHAPE).stream()
                    .map(row -> new FileColumn(row.get(0), row.get(1)))
                    .collect(Collectors.toList());
        } catch (SQLException failure) {
            throw new DataException(
                    "cannot read " + String.join(", ", paths) + ": " + Database.reason(failure), failure);
        }
    }

    /** What stopped a query on the files, for users. */
    DataException failure(SQLException failure) {
        String reason = Database.reason(failure);
        String cure = reason.startsWith("Out of Memory")
                ? "; DuckDB may use " + (resources().duckdbBytes() >> 20) + " MiB with "
                        + resources().threads()
                        + " threads: give it more memory (Resources.duckdbBytes) or fewer threads"
                : "";
        return new DataException("reading " + String.join(", ", paths) + ": " + reason + cure, failure);
    }

    Database database() {
        return database;
    }

    Resources resources() {
        return request.resources();
    }

    Definitions definitions() {
        return definitions;
    }

    List<String> paths() {
        return paths;
    }

    List<String> selected() {
        return selected;
    }

    /** Selected columns of collections. */
    ObjectColumns objects() {
        return objects;
    }

    List<String> identity() {
        return identity;
    }

    boolean identityByRow() {
        return request.identity() instanceof Request.Identity.Row;
    }

    boolean hasIdentity() {
        return !(request.identity() instanceof Request.Identity.None);
    }

    Map<String, ResolvedVariation> variations() {
        return variations;
    }

    Optional<Expression> where() {
        return where;
    }

    Optional<Expression> preselection() {
        return preselection;
    }

    /** File columns that selected columns and the preselection are made of. */
    Set<String> fileColumns() {
        return fileColumns;
    }

    /** File columns that are read at all, weights and identity included. */
    Set<String> readColumns() {
        return layers.fileColumns();
    }

    /** The table function over these files. */
    String scan(List<String> files) {
        String types = definitions.files().values().stream()
                .map(column -> Database.literal(column.name()) + ": " + Database.literal(column.type()))
                .collect(Collectors.joining(", ", ", types = {", "}"));
        return request.files().scan(files, types);
    }

    /** The rows of the sample, before any marker and shift. */
    String rows(List<String> files) {
        String numbered = identityByRow()
                ? "(SELECT *, row_number() OVER () AS " + Database.name(Layers.ROW) + " FROM " + scan(files) + ")"
                : scan(files);
        return numbered + where.map(condition -> " WHERE " + condition.text()).orElse("");
    }

    /** Selected columns that differ from the nominal in this variation. */
    List<String> changed(ResolvedVariation variation) {
        return selected.stream().filter(name -> changes(variation, name)).collect(Collectors.toList());
    }

    /** Selected columns of collections that differ from the nominal in this variation. */
    ObjectColumns changedObjects(ResolvedVariation variation) {
        return objects.among(
                objects.all().stream().filter(name -> changes(variation, name)).toList());
    }

    /** Whether a column differs from the nominal in this variation. */
    boolean changes(ResolvedVariation variation, String column) {
        return definitions.depends(List.of(column), variation.changed());
    }

    /** Whether other events pass the preselection in this variation. */
    boolean changesPreselection(ResolvedVariation variation) {
        return preselection
                .filter(cut -> definitions.depends(cut.columns(), variation.changed()))
                .isPresent();
    }

    /** Whether this variation's weights differ from the nominal ones. */
    boolean changesWeight(ResolvedVariation variation) {
        return variation.touchesWeight()
                || changesPreselection(variation)
                || weight.filter(expression -> definitions.depends(expression.columns(), variation.changed()))
                        .isPresent();
    }

    /** The query for some outputs, in the order of the files. */
    String query(Optional<ResolvedVariation> variation, Collection<String> columns, List<Output> outputs) {
        Set<String> names = new LinkedHashSet<>(columns);
        List<String> items = columns.stream()
                .map(name -> Database.name(name) + "::DOUBLE")
                .collect(Collectors.toCollection(ArrayList::new));
        for (Output output : outputs) {
            switch (output) {
                case PASS -> {
                    preselection.ifPresent(cut -> names.addAll(cut.columns()));
                    items.add(preselection
                            .map(cut -> "coalesce(" + cut.text() + "::BOOLEAN, false)")
                            .orElse("true"));
                }
                case WEIGHT -> {
                    weights(variation).forEach(expression -> names.addAll(expression.columns()));
                    items.add(weightText(variation));
                }
                case IDENTITY -> {
                    names.addAll(identity);
                    if (identityByRow()) {
                        items.add(Database.name(Layers.ROW) + "::BIGINT");
                    }
                    identity.forEach(name -> items.add(Database.name(name) + "::BIGINT"));
                }
            }
        }
        return select(items, names, variation);
    }

    /** The query for the number of objects in lists of each event, -1 where there is no list. */
    String counts(Optional<ResolvedVariation> variation, List<String> lists) {
        return select(
                lists.stream()
                        .map(name -> "coalesce(len(" + Database.name(name) + "), -1)::INTEGER")
                        .toList(),
                new LinkedHashSet<>(lists),
                variation);
    }

    /** The query for lists, one number a row; before those of each event a row with how many there are. */
    String contents(Optional<ResolvedVariation> variation, List<String> lists) {
        return select(
                lists.stream()
                        .map(Database::name)
                        .map(name -> "unnest(list_prepend(coalesce(len(" + name + "), 0)::DOUBLE, coalesce(" + name
                                + ", [])::DOUBLE[]))")
                        .toList(),
                new LinkedHashSet<>(lists),
                variation);
    }

    private String select(List<String> items, Set<String> names, Optional<ResolvedVariation> variation) {
        return "SELECT " + String.join(", ", items) + " FROM ("
                + layers.all(rows(paths), identityByRow(), names, variation) + ")";
    }

    /** What a query gives after its columns. */
    enum Output {
        PASS,
        WEIGHT,
        IDENTITY
    }

    private String weightText(Optional<ResolvedVariation> variation) {
        return weights(variation)
                .map(expression -> expression.text() + "::DOUBLE")
                .reduce((left, right) -> left + " * " + right)
                .orElse("1::DOUBLE");
    }

    private Stream<Expression> weights(Optional<ResolvedVariation> variation) {
        return variation.map(this::weights).orElseGet(weight::stream);
    }

    private Stream<Expression> weights(ResolvedVariation variation) {
        return Stream.concat(variation.weight().or(() -> weight).stream(), variation.weightFactor().stream());
    }

    private List<String> identityColumns() {
        if (!(request.identity() instanceof Request.Identity.Columns columns)) {
            return List.of();
        }
        return columns.names().stream()
                .map(name -> {
                    FileColumn column = definitions.requireFile("identity", name);
                    if (!column.isNumeric()) {
                        throw new DataException("identity: column '" + name + "' is of type " + column.type()
                                + "; events are identified by integers");
                    }
                    return column.name();
                })
                .collect(Collectors.toList());
    }

    private List<String> selectedColumns(ObjectColumns named) {
        if (request.selected().isEmpty()) {
            List<String> all = definitions.files().values().stream()
                    .filter(column -> column.isNumeric() && !identity.contains(column.name()))
                    .map(FileColumn::name)
                    .collect(Collectors.toCollection(ArrayList::new));
            all.addAll(definitions.order());
            named.all().stream().filter(name -> !all.contains(name)).forEach(all::add);
            return all;
        }
        return request.selected().stream()
                .map(name -> definitions.require("select", name))
                .distinct()
                .collect(Collectors.toList());
    }

    private Expression fileCondition(Expression condition) {
        condition.references().forEach(name -> definitions.requireFile("where", name));
        requireCondition(condition, SHAPE);
        return condition;
    }

    private void checkTypes() {
        for (String name : selected) {
            FileColumn column = definitions.files().get(name);
            if (column != null && !column.isNumeric()) {
                throw new DataException("column '" + name + "' is of type " + column.type() + ", not a number"
                        + ObjectColumns.hint(name, column.type()));
            }
        }
        objects.all().stream()
                .filter(definitions.files()::containsKey)
                .forEach(name -> requireList(name, definitions.files().get(name).type()));
        String layer =
                layers.base("(SELECT *, 0::BIGINT AS " + Database.name(Layers.ROW) + " FROM " + SHAPE + ")", false);
        String base = layer;
        Set<String> needed = neededDerived();
        for (String name : definitions.order()) {
            if (needed.contains(name)) {
                String type = type(definitions.derived(name), "(" + layer + ")");
                if (objects.all().contains(name)) {
                    requireList(name, type);
                }
                if (selected.contains(name)) {
                    requireNumber(
                            "column '" + name + "'", definitions.derived(name).sql(), type);
                }
                layer = layers.derived(layer, name);
            }
        }
        String top = "(" + layer + ")";
        preselection.ifPresent(cut -> requireCondition(cut, top));
        weight.ifPresent(expression -> requireWeight(expression, top));
        for (ResolvedVariation variation : variations.values()) {
            weights(variation).forEach(expression -> requireWeight(expression, top));
            String moved = layers.moved(base, variation);
            variation.recomputed().forEach((name, expression) -> {
                String type = type(expression, "(" + moved + ")");
                if (!definitions.files().get(name).isList()) {
                    requireNumber(expression.role(), expression.sql(), type);
                } else if (!new FileColumn(name, type).isList()) {
                    throw new DataException(expression.role() + ": \"" + expression.sql() + "\" is of type " + type
                            + "; the column holds lists of numbers");
                }
            });
        }
    }

    private void requireList(String name, String type) {
        if (!new FileColumn(name, type).isList()) {
            throw new DataException("collection '" + objects.collectionOf(name).orElseThrow() + "': column '" + name
                    + "' is of type " + type + "; a collection has lists of numbers, such as DOUBLE[]"
                    + (request.files().format() == FileSet.Format.CSV
                            ? ", which CSV files cannot hold: convert them to Parquet"
                            : ""));
        }
    }

    /** The type of an expression; where it has none because a list is not a number, what to do is said. */
    private String type(Expression expression, String source) {
        try {
            return expression.type(database, source);
        } catch (DataException failure) {
            String hint = expression.columns().stream()
                    .flatMap(name ->
                            Stream.ofNullable(definitions.files().get(definitions.require(expression.role(), name))))
                    .filter(FileColumn::isList)
                    .map(column -> ObjectColumns.hint(column.name(), column.type()))
                    .findFirst()
                    .orElse("");
            throw hint.isEmpty() ? failure : new DataException(failure.getMessage() + hint, failure);
        }
    }

    private Set<String> neededDerived() {
        Set<String> names = new LinkedHashSet<>(selected);
        names.addAll(objects.all());
        preselection.ifPresent(cut -> names.addAll(cut.columns()));
        weight.ifPresent(expression -> names.addAll(expression.columns()));
        variations.values().forEach(variation -> weights(variation)
                .forEach(expression -> names.addAll(expression.columns())));
        return definitions.closure(names);
    }

    private void requireWeight(Expression expression, String source) {
        requireNumber(expression.role(), expression.sql(), type(expression, source));
    }

    private void requireCondition(Expression condition, String source) {
        String type = type(condition, source);
        if (!type.equals("BOOLEAN")) {
            throw new DataException(condition.role() + ": \"" + condition.sql() + "\" is of type " + type
                    + "; a condition is true or false, such as \"lep_pt > 25\"");
        }
    }

    private static void requireNumber(String role, String sql, String type) {
        if (!new FileColumn(role, type).isNumeric()) {
            throw new DataException(
                    role + ": \"" + sql + "\" is of type " + type + ", not a number" + ObjectColumns.hint(sql, type));
        }
    }
}
