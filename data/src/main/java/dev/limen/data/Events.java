package dev.limen.data;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Tensor;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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
                        ? new EventTable(table.columns(), table.objects(), base.weight(), table.identity())
                        : table.scaledBy(factor)));
        return new Events(base, scaled, new SumOfWeights(sumOfWeights.all() * factor, sumOfWeights.part() * factor));
    }

    /** Bytes of all columns, weights and numbers of objects, each counted once. */
    public long bytes() {
        Set<Tensor> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        Stream.concat(Stream.of(nominal), variations.values().stream()).forEach(table -> {
            distinct.add(table.weight());
            table.columns().values().forEach(column -> distinct.add(column.values()));
            table.objects().values().forEach(objects -> {
                distinct.add(objects.counts());
                objects.columns().values().forEach(column -> distinct.add(column.values()));
            });
        });
        return distinct.stream()
                .mapToLong(
                        tensor -> (long) tensor.size() * (tensor.dtype() == DType.INT32 ? Integer.BYTES : Double.BYTES))
                .sum();
    }
}
