package dev.limen.histfactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limen.histfactory.internal.CodePoints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A workspace's document with its lists by name. */
final class SortedTree {
    private static final Comparator<JsonNode> BY_NAME = by("name");

    private SortedTree() {}

    /** The sorted copy. */
    static ObjectNode of(JsonNode tree) {
        ObjectNode sorted = tree.deepCopy();
        for (JsonNode channel : sort(sorted.get("channels"), BY_NAME)) {
            for (JsonNode sample : sort(channel.get("samples"), BY_NAME)) {
                sort(sample.get("modifiers"), BY_NAME.thenComparing(by("type")));
            }
        }
        for (JsonNode measurement : sort(sorted.get("measurements"), BY_NAME)) {
            sort(measurement.get("config").get("parameters"), BY_NAME);
        }
        sort(sorted.get("observations"), BY_NAME);
        return sorted;
    }

    private static Comparator<JsonNode> by(String key) {
        return Comparator.comparing(item -> item.get(key).textValue(), CodePoints.ORDER);
    }

    private static List<JsonNode> sort(JsonNode array, Comparator<JsonNode> order) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        items.sort(order);
        ((ArrayNode) array).removeAll().addAll(items);
        return items;
    }
}
