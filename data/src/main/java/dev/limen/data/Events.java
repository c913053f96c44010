package dev.limen.data;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A sample of events: the nominal table and one a variation; row {@code i} is the same event in all of them. */
public final class Events {
    private final EventTable nominal;
    private final Map<String, EventTable> variations;
    private final SumOfWeights sumOfWeights;

    Events(EventTable nominal, Map<String, EventTable> variations, SumOfWeights sumOfWeights) {
        this.nominal = nominal;
        this.variations = Collections.unmodifiableMap(new LinkedHashMap<>(variations));
        this.sumOfWeights = sumOfWeights;
    }

    /** Number of events; each passes the preselection in the nominal or in a variation. */
    public int length() {
        return nominal.length();
    }

    /** The table without a shift. */
    public EventTable nominal() {
        return nominal;
    }

    /**
     * The table under a variation.
     *
     * @throws DataException if there is none of this name
     */
    public EventTable variation(String name) {
        EventTable table = variations.get(name);
        if (table == null) {
            throw new DataException("there is no variation '" + name + "'" + NearNames.hint(name, variations.keySet()));
        }
        return table;
    }

    /** Names of the variations. */
    public List<String> variations() {
        return List.copyOf(variations.keySet());
    }

    /** Nominal sums of weights after the preselection. */
    public SumOfWeights sumOfWeights() {
        return sumOfWeights;
    }

    /** These events with all weights multiplied by a factor; columns are shared. */
    @SuppressWarnings("ReferenceEquality") // one array shared stays one array
    public Events scaledBy(double factor) {
        Map<String, EventTable> scaled = new LinkedHashMap<>();
        EventTable base = nominal.scaledBy(factor);
        variations.forEach((name, table) -> scaled.put(
                name,
                table.weight() == nominal.weight()
                        ? new EventTable(table.columns(), base.weight(), table.identity())
                        : table.scaledBy(factor)));
        return new Events(base, scaled, new SumOfWeights(sumOfWeights.all() * factor, sumOfWeights.part() * factor));
    }

    /** Bytes of all columns and weights, each counted once. */
    public long bytes() {
        Set<Object> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        distinct.add(nominal.weight());
        nominal.columns().values().forEach(column -> distinct.add(column.values()));
        variations.values().forEach(table -> {
            distinct.add(table.weight());
            table.columns().values().forEach(column -> distinct.add(column.values()));
        });
        return (long) Double.BYTES * length() * distinct.size();
    }
}
