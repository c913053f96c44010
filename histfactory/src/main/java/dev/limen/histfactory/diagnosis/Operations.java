package dev.limen.histfactory.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limen.histfactory.JsonPatch;
import dev.limen.histfactory.internal.JsonReader;
import dev.limen.histfactory.internal.JsonWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Patches that mend one finding each, and all of them in one. */
final class Operations {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String NAME = "mend";

    private Operations() {}

    static JsonPatch remove(String pointer) {
        return patch(List.of(operation("remove", pointer)));
    }

    static JsonPatch replace(String pointer, JsonNode value) {
        return patch(List.of(operation("replace", pointer).set("value", value)));
    }

    static JsonPatch add(String pointer, JsonNode value) {
        return patch(List.of(operation("add", pointer).set("value", value)));
    }

    private static ObjectNode operation(String op, String pointer) {
        return NODES.objectNode().put("op", op).put("path", pointer);
    }

    private static JsonPatch patch(List<? extends JsonNode> operations) {
        ArrayNode array = NODES.arrayNode();
        operations.forEach(array::add);
        return JsonPatch.parse(JsonWriter.write(array, JsonWriter.Style.LINE), NAME);
    }

    /**
     * The operations of several patches made for one document: first those that move nothing, then the removals, the last
     * place first, so that each finds its place where it was.
     */
    static JsonPatch together(List<JsonPatch> patches) {
        List<JsonNode> changes = new ArrayList<>();
        List<JsonNode> removals = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (JsonPatch patch : patches) {
            for (JsonNode operation : JsonReader.parse(patch.toSortedJson(), NAME)) {
                if (seen.add(JsonWriter.write(operation, JsonWriter.Style.CANONICAL))) {
                    boolean removal = operation.get("op").textValue().equals("remove");
                    (removal ? removals : changes).add(operation);
                }
            }
        }
        List<String> removed =
                removals.stream().map(each -> each.get("path").textValue()).toList();
        changes.removeIf(change ->
                removed.stream().anyMatch(path -> (change.get("path").textValue() + "/").startsWith(path + "/")));
        removals.removeIf(removal -> removed.stream()
                .anyMatch(path -> removal.get("path").textValue().startsWith(path + "/")));
        removals.sort(
                Comparator.comparing((JsonNode removal) -> removal.get("path").textValue(), Operations::byPlace)
                        .reversed());
        changes.addAll(removals);
        return patch(changes);
    }

    /** Pointers by their tokens, array indices as numbers. */
    private static int byPlace(String a, String b) {
        String[] left = a.split("/", -1);
        String[] right = b.split("/", -1);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            boolean numbers = left[i].matches("\\d{1,9}") && right[i].matches("\\d{1,9}");
            int order = numbers
                    ? Integer.compare(Integer.parseInt(left[i]), Integer.parseInt(right[i]))
                    : left[i].compareTo(right[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }
}
