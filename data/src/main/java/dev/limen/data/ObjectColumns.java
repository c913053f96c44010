package dev.limen.data;

import dev.limen.autodiff.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which columns are lists of which collection of objects.
 *
 * @param byCollection names as the files or definitions spell them
 */
record ObjectColumns(Map<String, List<String>> byCollection) {

    /**
     * Those that a user named.
     *
     * @throws DataException if a column is unknown or of two collections, or a name suits no collection
     */
    static ObjectColumns of(Definitions definitions, Map<String, List<String>> asked) {
        Map<String, List<String>> known = new LinkedHashMap<>();
        Map<String, String> owner = new LinkedHashMap<>();
        asked.forEach((collection, columns) -> {
            requireName(collection);
            List<String> mine = new ArrayList<>();
            for (String column : columns) {
                String name = definitions.require("collection '" + collection + "'", column);
                String other = owner.put(name, collection);
                if (other != null) {
                    throw new DataException(
                            "column '" + name + "' is of collection '" + other + "' and of '" + collection + "'");
                }
                mine.add(name);
            }
            known.put(collection, List.copyOf(mine));
        });
        return new ObjectColumns(known);
    }

    static void requireName(String collection) {
        try {
            Shape.objects(collection);
        } catch (IllegalArgumentException refused) {
            throw new DataException(refused.getMessage(), refused);
        }
    }

    /** The collection of a column. */
    Optional<String> collectionOf(String column) {
        return byCollection.entrySet().stream()
                .filter(entry -> entry.getValue().contains(column))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** All columns. */
    List<String> all() {
        return byCollection.values().stream().flatMap(List::stream).toList();
    }

    /** Those among some names; collections without any are left out. */
    ObjectColumns among(Collection<String> names) {
        Map<String, List<String>> kept = new LinkedHashMap<>();
        byCollection.forEach((collection, columns) -> {
            List<String> mine = columns.stream().filter(names::contains).toList();
            if (!mine.isEmpty()) {
                kept.put(collection, mine);
            }
        });
        return new ObjectColumns(kept);
    }

    /** What to do with a list where one number for each event is wanted, if this type is one. */
    static String hint(String column, String type) {
        return new FileColumn(column, type).isList()
                ? "; a list has one number for each object of an event: name its collection, objects(\"NAME\", \""
                        + column + "\"), or make one number of it, as list_sum(" + column + ") or len(" + column
                        + ") do"
                : "";
    }
}
