package dev.limen.histfactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One change of a JSON tree, drawn at random: of its structure, or of one of its numbers. */
final class Mutation {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final double[] NUMBERS = {
        0, -0.0, -1, 1, 5e-324, 1e-300, 1e-12, 1e12, 1e150, 1e300, 1.7976931348623157e308, -1e300
    };

    private Mutation() {}

    /** Removes, adds or replaces something anywhere. */
    static void change(JsonNode tree, Random random) {
        List<JsonNode> containers = new ArrayList<>();
        collect(tree, containers);
        JsonNode at = containers.get(random.nextInt(containers.size()));
        if (at instanceof ObjectNode object) {
            List<String> keys = new ArrayList<>();
            object.fieldNames().forEachRemaining(keys::add);
            String key = keys.isEmpty() ? "new" : keys.get(random.nextInt(keys.size()));
            switch (random.nextInt(3)) {
                case 0 -> object.remove(key);
                case 1 -> object.set(key, value(random));
                default -> object.set(key + "s", value(random));
            }
        } else if (at instanceof ArrayNode array) {
            int index = random.nextInt(array.size() + 1);
            switch (random.nextInt(3)) {
                case 0 -> array.remove(index);
                case 1 -> array.insert(index, value(random));
                default ->
                    array.insert(
                            index,
                            array.isEmpty() ? value(random) : array.get(0).deepCopy());
            }
        }
    }

    /** Replaces one number by another, so that the document is as good as before but for its size or sign. */
    static void changeNumber(JsonNode tree, Random random) {
        List<JsonNode> containers = new ArrayList<>();
        collect(tree, containers);
        containers.removeIf(container -> !holdsNumber(container));
        if (containers.isEmpty()) {
            return;
        }
        JsonNode at = containers.get(random.nextInt(containers.size()));
        if (at instanceof ObjectNode object) {
            List<String> keys = new ArrayList<>();
            object.properties().forEach(member -> {
                if (member.getValue().isNumber()) {
                    keys.add(member.getKey());
                }
            });
            String key = keys.get(random.nextInt(keys.size()));
            object.put(key, number(object.get(key).doubleValue(), random));
        } else if (at instanceof ArrayNode array) {
            int index = random.nextInt(array.size());
            array.set(index, NODES.numberNode(number(array.get(index).asDouble(), random)));
        }
    }

    private static boolean holdsNumber(JsonNode container) {
        for (JsonNode child : container) {
            if (child.isNumber()) {
                return true;
            }
        }
        return false;
    }

    private static double number(double before, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> NUMBERS[random.nextInt(NUMBERS.length)];
            case 1 -> -before;
            case 2 -> Math.max(-1e300, Math.min(1e300, before * Math.pow(10, random.nextInt(13) - 6)));
            default -> before * 0.5 * (1 + random.nextDouble());
        };
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private static JsonNode value(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(true);
            case 2 -> NODES.textNode("lumi");
            case 3 -> NODES.textNode("shapesys");
            case 4 -> NODES.arrayNode();
            case 5 -> NODES.objectNode();
            case 6 -> NODES.numberNode(-1);
            case 7 -> NODES.numberNode(1e300);
            case 8 -> NODES.arrayNode().add(1).add(2.5);
            default -> NODES.numberNode(random.nextDouble());
        };
    }
}
