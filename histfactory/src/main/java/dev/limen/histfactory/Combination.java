package dev.limen.histfactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limen.histfactory.internal.JsonValues;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Two workspaces' documents joined to one. */
final class Combination {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String name;
    private final Join join;
    private final Set<String> mergedKeys;

    /**
     * How to join.
     *
     * @param mergedKeys the keys of lists whose common items are joined item by item; only {@code samples}, if any
     */
    Combination(String name, Join join, Set<String> mergedKeys) {
        this.name = name;
        this.join = join;
        this.mergedKeys = mergedKeys;
    }

    ObjectNode of(JsonNode left, JsonNode right) {
        ObjectNode combined = NODES.objectNode();
        combined.set("channels", joined("channels", left, right));
        combined.set("observations", joined("observations", left, right));
        combined.set("measurements", measurements(left, right));
        return combined.put("version", left.get("version").textValue());
    }

    private ArrayNode joined(String key, JsonNode left, JsonNode right) {
        refuseCommon(key, left, right);
        ArrayNode items = items(join, left.get(key), right.get(key), key.equals("channels") ? mergedKeys : Set.of());
        Set<String> repeated = repeated(items);
        if (!repeated.isEmpty()) {
            throw error(
                    key,
                    "the workspaces have " + key + " of the same name and different content: " + quoted(repeated)
                            + ". Rename them, or choose the join '" + Join.LEFT_OUTER.spelling() + "' or '"
                            + Join.RIGHT_OUTER.spelling() + "'.");
        }
        return items;
    }

    private ArrayNode measurements(JsonNode left, JsonNode right) {
        refuseCommon("measurements", left, right);
        ArrayNode items = items(join, left.get("measurements"), right.get("measurements"), Set.of());
        Map<String, ObjectNode> byName = new LinkedHashMap<>();
        for (JsonNode measurement : items) {
            byName.merge(measurement.get("name").textValue(), (ObjectNode) measurement, this::measurement);
        }
        return NODES.arrayNode().addAll(byName.values());
    }

    private ObjectNode measurement(ObjectNode left, ObjectNode right) {
        String called = left.get("name").textValue();
        String poi = left.get("config").get("poi").textValue();
        String other = right.get("config").get("poi").textValue();
        if (!poi.equals(other)) {
            throw error(
                    "measurements",
                    "the measurement '" + called + "' has the POI '" + poi + "' on the left and '" + other
                            + "' on the right. Rename one of the measurements.");
        }
        ArrayNode parameters = items(
                Join.OUTER,
                left.get("config").get("parameters"),
                right.get("config").get("parameters"),
                Set.of());
        Set<String> repeated = repeated(parameters);
        if (!repeated.isEmpty()) {
            throw error(
                    "measurements",
                    "the measurement '" + called + "' configures parameters differently on both sides: "
                            + quoted(repeated) + ". Make the configurations agree, or rename one of the measurements.");
        }
        ObjectNode merged = NODES.objectNode().put("name", called);
        merged.putObject("config").put("poi", poi).set("parameters", parameters);
        return merged;
    }

    private void refuseCommon(String key, JsonNode left, JsonNode right) {
        if (join != Join.NONE) {
            return;
        }
        Set<String> common = names(left.get(key));
        common.retainAll(names(right.get(key)));
        if (!common.isEmpty()) {
            throw error(
                    key,
                    "the workspaces have " + key + " in common: " + quoted(common)
                            + ". Rename them, or choose the join '"
                            + Join.OUTER.spelling() + "', '" + Join.LEFT_OUTER.spelling() + "' or '"
                            + Join.RIGHT_OUTER.spelling() + "'.");
        }
    }

    /** The items of one side, and those of the other that the join lets in. */
    private static ArrayNode items(Join join, JsonNode left, JsonNode right, Set<String> merged) {
        boolean fromRight = join == Join.RIGHT_OUTER;
        ArrayNode items = (fromRight ? right : left).deepCopy();
        Map<String, ObjectNode> own = new LinkedHashMap<>();
        items.forEach(item -> own.put(item.get("name").textValue(), (ObjectNode) item));
        for (JsonNode other : fromRight ? left : right) {
            ObjectNode same = own.get(other.get("name").textValue());
            if (same == null) {
                items.add(other.deepCopy());
            } else if (!merged.isEmpty()) {
                merged.forEach(key -> same.set(key, items(Join.LEFT_OUTER, same.get(key), other.get(key), Set.of())));
            } else if (!join.unsafe() && !JsonValues.same(same, other)) {
                items.add(other.deepCopy());
            }
        }
        return items;
    }

    private static Set<String> names(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.get("name").textValue())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> repeated(ArrayNode items) {
        Set<String> seen = new LinkedHashSet<>();
        Set<String> repeated = new LinkedHashSet<>();
        for (JsonNode item : items) {
            String each = item.get("name").textValue();
            if (!seen.add(each)) {
                repeated.add(each);
            }
        }
        return repeated;
    }

    private static String quoted(Set<String> names) {
        return names.stream().map(each -> "'" + each + "'").collect(Collectors.joining(", "));
    }

    private WorkspaceException error(String key, String problem) {
        return new WorkspaceException(name, "/" + key, problem);
    }
}
