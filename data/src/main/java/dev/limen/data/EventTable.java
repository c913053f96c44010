package dev.limen.data;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Named columns of numbers and a weight, one row an event, and collections of objects; immutable. */
public final class EventTable {
    private final Map<String, Column> columns;
    private final Map<String, ObjectTable> collections;
    private final Tensor weight;
    private final Optional<long[]> identity;

    EventTable(
            Map<String, Column> columns,
            Map<String, ObjectTable> collections,
            Tensor weight,
            Optional<long[]> identity) {
        this.columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        this.collections = Collections.unmodifiableMap(new LinkedHashMap<>(collections));
        this.weight = weight;
        this.identity = identity;
    }

    /**
     * A table of arrays, which are copied; every value is defined, and events have no identity.
     *
     * @param columns by name, each with one finite value an event
     * @param weight expected events, finite
     * @throws DataException if lengths differ or a value is NaN or infinite, naming column and row
     */
    public static EventTable of(Map<String, double[]> columns, double[] weight) {
        Map<String, Column> all = new LinkedHashMap<>();
        columns.forEach((name, values) -> {
            if (values.length != weight.length) {
                throw new DataException(
                        "column '" + name + "' has " + values.length + " rows, the weight " + weight.length);
            }
            all.put(name, new Column(finite("column '" + name + "'", values), new BitSet()));
        });
        return new EventTable(all, Map.of(), finite("weight", weight), Optional.empty());
    }

    /**
     * This table with a collection of objects of arrays, which are copied; every value is defined.
     *
     * @param collection its name: a letter, then letters, digits or '_'
     * @param offsets    0, where the second event's objects begin, ..., the number of all objects
     * @param objects    columns by name, each with one finite value an object, in the order of events
     * @throws DataException if the name is taken, offsets decrease, lengths differ or a value is NaN or infinite
     */
    public EventTable with(String collection, int[] offsets, Map<String, double[]> objects) {
        ObjectTable made = ObjectTable.of(collection, offsets, objects);
        if (made.counts().size() != length()) {
            throw new DataException("collection '" + collection + "' has offsets for "
                    + made.counts().size() + " events, the table has " + length());
        }
        if (collections.containsKey(collection)) {
            throw new DataException("collection '" + collection + "' is there already");
        }
        Map<String, ObjectTable> all = new LinkedHashMap<>(collections);
        all.put(collection, made);
        return new EventTable(columns, all, weight, identity);
    }

    /**
     * This table with the identity of its events.
     *
     * @param columns integers, one array an identity column, in their order; see {@link EventHash}
     * @throws DataException if there is none, or a length differs
     */
    public EventTable identifiedBy(long[]... columns) {
        if (columns.length == 0) {
            throw new DataException("identity: name at least one column of integers");
        }
        for (long[] column : columns) {
            if (column.length != length()) {
                throw new DataException("identity: a column has " + column.length + " rows, the table " + length());
            }
        }
        long[] hashes = new long[length()];
        long[] event = new long[columns.length];
        for (int row = 0; row < hashes.length; row++) {
            for (int k = 0; k < event.length; k++) {
                event[k] = columns[k][row];
            }
            hashes[row] = EventHash.of(event);
        }
        return new EventTable(this.columns, collections, weight, Optional.of(hashes));
    }

    /** Number of rows. */
    public int length() {
        return weight.size();
    }

    /** Names of the columns with one number for each event. */
    public List<String> names() {
        return List.copyOf(columns.keySet());
    }

    /**
     * Values of a column: FLOAT64 [events], all finite. Where it is undefined it holds one of its defined values, the same
     * everywhere (0 if it has none).
     *
     * @throws DataException if there is none of this name
     */
    public Tensor column(String name) {
        return get(name).values();
    }

    /** Where a column is defined: BOOL [events]. */
    public Tensor defined(String name) {
        return get(name).defined();
    }

    /**
     * A collection of objects.
     *
     * @throws DataException if there is none of this name
     */
    public ObjectTable objects(String collection) {
        ObjectTable found = collections.get(collection);
        if (found == null) {
            throw new DataException("there is no collection '" + collection + "' in the table"
                    + NearNames.hint(collection, collections.keySet()));
        }
        return found;
    }

    /** Names of the collections of objects. */
    public List<String> collections() {
        return List.copyOf(collections.keySet());
    }

    /** Whether a column is defined in every row. */
    public boolean isDefined(String name) {
        return get(name).undefined().isEmpty();
    }

    /** Weights: FLOAT64 [events]; 0 where the event fails this table's preselection. */
    public Tensor weight() {
        return weight;
    }

    /** Weights that are 0 also where one of these columns is undefined: an undefined value fails any cut. */
    public Tensor weight(Collection<String> names) {
        BitSet undefined = new BitSet();
        names.forEach(name -> undefined.or(get(name).undefined()));
        if (undefined.isEmpty()) {
            return weight;
        }
        double[] masked = weight.toDoubles();
        undefined.stream().forEach(row -> masked[row] = 0);
        return Tensor.wrap(weight.shape(), masked);
    }

    /**
     * The hash of each event's identity, a new array [events]; see {@link EventHash}.
     *
     * @throws DataException if the table has no identity
     */
    public long[] identityHashes() {
        return identity.orElseThrow(
                        () -> new DataException("these events have no identity: name the columns that identify"
                                + " an event, such as run and event"))
                .clone();
    }

    /** This table with all weights multiplied by a factor; the columns are shared. */
    public EventTable scaledBy(double factor) {
        double[] scaled = weight.toDoubles();
        for (int row = 0; row < scaled.length; row++) {
            scaled[row] *= factor;
        }
        return new EventTable(columns, collections, finite("weight scaled by " + factor, scaled), identity);
    }

    /** The columns by name, for the variations to share. */
    Map<String, Column> columns() {
        return columns;
    }

    /** The collections by name, for the variations to share. */
    Map<String, ObjectTable> objects() {
        return collections;
    }

    Optional<long[]> identity() {
        return identity;
    }

    private Column get(String name) {
        Column column = columns.get(name);
        for (ObjectTable objects : collections.values()) {
            if (column == null && objects.names().contains(name)) {
                throw new DataException("column '" + name + "' has one number for each object of '" + objects.name()
                        + "', not one for each event: take it from objects(\"" + objects.name() + "\")");
            }
        }
        if (column == null) {
            throw new DataException(
                    "there is no column '" + name + "' in the table" + NearNames.hint(name, new ArrayList<>(names())));
        }
        return column;
    }

    static Tensor finite(String what, double[] values) {
        for (int row = 0; row < values.length; row++) {
            if (!Double.isFinite(values[row])) {
                throw new DataException(what + " is " + values[row] + " in row " + row + " (the first is 0)");
            }
        }
        return Tensor.fromDoubles(Shape.of(values.length), DType.FLOAT64, values);
    }
}
