package dev.limen.data;

import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A collection of objects, such as the jets of all events: named columns of numbers, one row an object in the order of
 * events, and how many objects each event has; immutable.
 */
public final class ObjectTable {
    private final String name;
    private final Tensor counts;
    private final Map<String, Column> columns;
    private final int length;

    ObjectTable(String name, Tensor counts, Map<String, Column> columns) {
        this.name = name;
        this.counts = counts;
        this.columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        this.length = objects(counts);
    }

    /**
     * Of arrays, which are copied; every value is defined.
     *
     * @throws DataException saying where offsets decrease or lengths differ, or a value is not finite
     */
    static ObjectTable of(String name, int[] offsets, Map<String, double[]> columns) {
        ObjectColumns.requireName(name);
        String what = "collection '" + name + "'";
        if (columns.isEmpty()) {
            throw new DataException(what + " has no column");
        }
        if (offsets.length == 0 || offsets[0] != 0) {
            throw new DataException(
                    what + ": offsets begin with 0, then one for each event, the last the number of objects");
        }
        int[] counts = new int[offsets.length - 1];
        for (int event = 0; event < counts.length; event++) {
            counts[event] = offsets[event + 1] - offsets[event];
            if (counts[event] < 0) {
                throw new DataException(what + ": the offsets decrease from " + offsets[event] + " to "
                        + offsets[event + 1] + " at event " + event + " (the first is 0)");
            }
        }
        Map<String, Column> all = new LinkedHashMap<>();
        columns.forEach((column, values) -> {
            if (values.length != offsets[offsets.length - 1]) {
                throw new DataException(what + ": column '" + column + "' has " + values.length
                        + " objects, the last offset is " + offsets[offsets.length - 1]);
            }
            all.put(column, new Column(EventTable.finite(what + ", column '" + column + "'", values), new BitSet()));
        });
        return new ObjectTable(name, Tensor.wrap(Shape.of(counts.length), counts), all);
    }

    private static int objects(Tensor counts) {
        int sum = 0;
        for (int event = 0; event < counts.size(); event++) {
            sum = Math.addExact(sum, (int) counts.at(event));
        }
        return sum;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Number of objects in all events. */
    public int length() {
        return length;
    }

    /** Number of objects of each event: INT32 [events]. */
    public Tensor counts() {
        return counts;
    }

    /** Where each event's objects begin, and the number of all: INT32 [events + 1]. */
    public Tensor offsets() {
        int[] offsets = new int[counts.size() + 1];
        for (int event = 0; event < counts.size(); event++) {
            offsets[event + 1] = offsets[event] + (int) counts.at(event);
        }
        return Tensor.wrap(Shape.of(offsets.length), offsets);
    }

    /** Names of the columns. */
    public List<String> names() {
        return List.copyOf(columns.keySet());
    }

    /**
     * Values of a column: FLOAT64 [objects], all finite. Where it is undefined it holds one of its defined values, the same
     * everywhere (0 if it has none).
     *
     * @throws DataException if there is none of this name
     */
    public Tensor column(String column) {
        return get(column).values();
    }

    /** Where a column is defined: BOOL [objects]. */
    public Tensor defined(String column) {
        return get(column).defined();
    }

    /** Weights of objects: FLOAT64 [objects], 0 where one of these columns is undefined, else 1: an undefined value fails any cut. */
    public Tensor weight(Collection<String> names) {
        double[] weights = new double[length];
        Arrays.fill(weights, 1);
        names.forEach(column -> get(column).undefined().stream().forEach(row -> weights[row] = 0));
        return Tensor.wrap(Shape.of(length), weights);
    }

    /** The columns by name, for the variations to share. */
    Map<String, Column> columns() {
        return columns;
    }

    private Column get(String column) {
        Column found = columns.get(column);
        if (found == null) {
            throw new DataException("there is no column '" + column + "' in collection '" + name + "'"
                    + NearNames.hint(column, new ArrayList<>(names())));
        }
        return found;
    }
}
