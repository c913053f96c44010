package dev.limen.data;

import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the collections of a plan: the nominal ones, and under a variation what it changes of them. */
final class CollectionReader {
    private final Plan plan;
    private final Function<String, ObjectReader> readers;
    private final Function<String, BitSet> sharing;
    private final Map<String, List<Tensor>> counts = new LinkedHashMap<>();
    private final List<Map<String, ObjectTable>> nominal = new ArrayList<>();

    /**
     * Counts the nominal objects.
     *
     * @param readers of a collection
     * @param sharing events that pass wherever a nominal column is used
     */
    CollectionReader(Plan plan, Function<String, ObjectReader> readers, Function<String, BitSet> sharing) {
        this.plan = plan;
        this.readers = readers;
        this.sharing = sharing;
        plan.objects()
                .byCollection()
                .forEach((name, columns) -> counts.put(name, readers.apply(name).counts(Optional.empty(), columns)));
    }

    /** Bytes of all tables, variations included, as far as these have the nominal numbers of objects. */
    long bytes() {
        long bytes = 0;
        for (Map.Entry<String, List<Tensor>> entry : counts.entrySet()) {
            long columns = plan.objects().byCollection().get(entry.getKey()).size();
            for (ResolvedVariation variation : plan.variations().values()) {
                columns += plan.changedObjects(variation)
                        .byCollection()
                        .getOrDefault(entry.getKey(), List.of())
                        .size();
            }
            for (Tensor share : entry.getValue()) {
                long objects = 0;
                for (int event = 0; event < share.size(); event++) {
                    objects += (long) share.at(event);
                }
                bytes += columns * Double.BYTES * objects + (long) Integer.BYTES * share.size();
            }
        }
        return bytes;
    }

    /** The nominal collections of each share. */
    List<Map<String, ObjectTable>> nominal(int shares) {
        for (int i = 0; i < shares; i++) {
            nominal.add(new LinkedHashMap<>());
        }
        plan.objects().byCollection().forEach((name, columns) -> {
            List<Tensor> mine = counts.get(name);
            List<List<Column>> read = readers.apply(name).columns(Optional.empty(), columns, mine, sharing);
            for (int i = 0; i < shares; i++) {
                nominal.get(i).put(name, new ObjectTable(name, mine.get(i), named(columns, read.get(i))));
            }
        });
        return nominal;
    }

    /**
     * The collections of each share under a variation; what it does not change is shared with the nominal.
     *
     * @param passing events that pass under it
     */
    List<Map<String, ObjectTable>> under(ResolvedVariation variation, BitSet passing) {
        List<Map<String, ObjectTable>> tables = new ArrayList<>();
        nominal.forEach(collections -> tables.add(new LinkedHashMap<>(collections)));
        plan.changedObjects(variation).byCollection().forEach((name, changed) -> {
            ObjectReader reader = readers.apply(name);
            List<Tensor> shifted = reader.counts(Optional.of(variation), changed);
            List<Tensor> before = counts.get(name);
            Optional<String> left = plan.objects().byCollection().get(name).stream()
                    .filter(column -> !changed.contains(column))
                    .findFirst();
            left.ifPresent(column -> reader.requireEqual(before, shifted, variation, changed.get(0), column));
            List<List<Column>> read = reader.columns(Optional.of(variation), changed, shifted, column -> passing);
            for (int i = 0; i < tables.size(); i++) {
                Map<String, Column> columns =
                        new LinkedHashMap<>(nominal.get(i).get(name).columns());
                columns.putAll(named(changed, read.get(i)));
                Tensor share = shifted.get(i).equals(before.get(i)) ? before.get(i) : shifted.get(i);
                tables.get(i).put(name, new ObjectTable(name, share, columns));
            }
        });
        return tables;
    }

    private static Map<String, Column> named(List<String> names, List<Column> columns) {
        Map<String, Column> named = new LinkedHashMap<>();
        for (int k = 0; k < names.size(); k++) {
            named.put(names.get(k), columns.get(k));
        }
        return named;
    }
}
