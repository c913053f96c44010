package dev.limen.histfactory.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Text of a JSON tree, numbers as Python spells them. */
public final class JsonText {
    private final StringBuilder out = new StringBuilder();

    private JsonText() {}

    /**
     * Python's {@code json.dumps(tree, sort_keys=True, ensure_ascii=False)}, the text that digests are taken of: keys
     * by code point, {@code ", "} and {@code ": "} between, integers as integers, doubles shortest round-trip.
     */
    public static String canonical(JsonNode tree) {
        JsonText text = new JsonText();
        text.canonicalValue(tree);
        return text.out.toString();
    }

    /** The same value for people: keys in their order, four spaces a level, an array of plain values on one line. */
    public static String indented(JsonNode tree) {
        JsonText text = new JsonText();
        text.indentedValue(tree, 0);
        return text.out.append('\n').toString();
    }

    /** A short text of a value for messages. */
    public static String brief(JsonNode tree) {
        String text = canonical(tree);
        return text.length() <= 60 ? text : text.substring(0, text.offsetByCodePoints(0, 50)) + " ...";
    }

    private void canonicalValue(JsonNode node) {
        if (node.isObject()) {
            List<String> keys = new ArrayList<>();
            node.fieldNames().forEachRemaining(keys::add);
            keys.sort(CodePoints.ORDER);
            out.append('{');
            String between = "";
            for (String key : keys) {
                out.append(between);
                quote(key);
                out.append(": ");
                canonicalValue(node.get(key));
                between = ", ";
            }
            out.append('}');
        } else if (node.isArray()) {
            out.append('[');
            String between = "";
            for (JsonNode element : node) {
                out.append(between);
                canonicalValue(element);
                between = ", ";
            }
            out.append(']');
        } else {
            plain(node);
        }
    }

    private void indentedValue(JsonNode node, int level) {
        boolean flat = true;
        for (JsonNode element : node) {
            flat &= node.isArray() && !element.isContainerNode();
        }
        if (node.isEmpty() || flat) {
            canonicalValue(node);
        } else if (node.isArray()) {
            String before = "[";
            for (JsonNode element : node) {
                line(before, level + 1);
                indentedValue(element, level + 1);
                before = ",";
            }
            line("", level);
            out.append(']');
        } else {
            String before = "{";
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                line(before, level + 1);
                quote(field.getKey());
                out.append(": ");
                indentedValue(field.getValue(), level + 1);
                before = ",";
            }
            line("", level);
            out.append('}');
        }
    }

    private void line(String before, int level) {
        out.append(before).append('\n').append("    ".repeat(level));
    }

    private void plain(JsonNode node) {
        if (node.isTextual()) {
            quote(node.textValue());
        } else if (node.isFloatingPointNumber()) {
            out.append(ShortestDecimal.of(node.doubleValue()));
        } else {
            out.append(node.asText());
        }
    }

    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\f' -> out.append("\\f");
                case '\b' -> out.append("\\b");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
