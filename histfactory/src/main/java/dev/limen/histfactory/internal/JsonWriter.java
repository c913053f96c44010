package dev.limen.histfactory.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Text of a JSON tree, numbers and texts as Python spells them: of Jackson's nodes, or of maps, collections, texts,
 * numbers and truth values, where integers are {@link Integer} or {@link Long} and floats {@link Double}.
 */
public final class JsonWriter {
    private final StringBuilder out = new StringBuilder();
    private final Style style;

    private JsonWriter(Style style) {
        this.style = style;
    }

    /** How a text is laid out. */
    public enum Style {
        /** {@code json.dumps(tree)}. */
        LINE(false, "", true),
        /** {@code json.dumps(tree, indent=4)}. */
        INDENTED(false, "    ", true),
        /** {@code json.dumps(tree, indent=4, sort_keys=True)}. */
        SORTED(true, "    ", true),
        /** {@code json.dumps(tree, sort_keys=True, ensure_ascii=False)}: the text that digests are taken of. */
        CANONICAL(true, "", false),
        /** For people: four spaces a level, but an array of plain values on one line. */
        DOCUMENT(false, "    ", false);

        private final boolean sorted;
        private final String indent;
        private final boolean ascii;

        Style(boolean sorted, String indent, boolean ascii) {
            this.sorted = sorted;
            this.indent = indent;
            this.ascii = ascii;
        }
    }

    /**
     * The text of a tree.
     *
     * @throws IllegalArgumentException if it holds NaN, an infinity or something that is no JSON
     */
    public static String write(Object tree, Style style) {
        JsonWriter writer = new JsonWriter(style);
        writer.value(tree, 0);
        return writer.out.toString();
    }

    /** A short text of a value for messages. */
    public static String brief(JsonNode tree) {
        String text = write(tree, Style.CANONICAL);
        return text.length() <= 60 ? text : text.substring(0, text.offsetByCodePoints(0, 50)) + " ...";
    }

    private void value(Object value, int level) {
        if (value instanceof JsonNode node) {
            node(node, level);
        } else if (value instanceof Map<?, ?> map) {
            object(map.entrySet(), level);
        } else if (value instanceof Collection<?> collection) {
            array(collection, level);
        } else if (value instanceof String text) {
            quote(text);
        } else if (value instanceof Double number) {
            out.append(ShortestDecimal.of(number));
        } else if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
            out.append(value);
        } else {
            throw new IllegalArgumentException("No JSON: " + value.getClass().getName() + " " + value);
        }
    }

    private void node(JsonNode node, int level) {
        if (node.isObject()) {
            object(node.properties(), level);
        } else if (node.isArray()) {
            List<JsonNode> elements = new ArrayList<>();
            node.forEach(elements::add);
            array(elements, level);
        } else if (node.isTextual()) {
            quote(node.textValue());
        } else if (node.isFloatingPointNumber()) {
            out.append(ShortestDecimal.of(node.doubleValue()));
        } else {
            out.append(node.asText());
        }
    }

    private void object(Collection<? extends Map.Entry<?, ?>> members, int level) {
        List<Map.Entry<?, ?>> ordered = new ArrayList<>(members);
        if (style.sorted) {
            ordered.sort(Comparator.comparing(member -> (String) member.getKey(), CodePoints.ORDER));
        }
        boolean flat = style.indent.isEmpty() || ordered.isEmpty();
        out.append('{');
        String between = "";
        for (Map.Entry<?, ?> member : ordered) {
            out.append(between);
            newLine(flat, level + 1);
            quote((String) member.getKey());
            out.append(": ");
            value(member.getValue(), level + 1);
            between = flat ? ", " : ",";
        }
        newLine(flat, level);
        out.append('}');
    }

    private void array(Collection<?> elements, int level) {
        boolean flat = style.indent.isEmpty()
                || elements.isEmpty()
                || (style == Style.DOCUMENT && elements.stream().noneMatch(JsonWriter::isContainer));
        out.append('[');
        String between = "";
        for (Object element : elements) {
            out.append(between);
            newLine(flat, level + 1);
            value(element, level + 1);
            between = flat ? ", " : ",";
        }
        newLine(flat, level);
        out.append(']');
    }

    private static boolean isContainer(Object value) {
        return value instanceof JsonNode node
                ? node.isContainerNode()
                : value instanceof Map || value instanceof Collection;
    }

    private void newLine(boolean flat, int level) {
        if (!flat) {
            out.append('\n').append(style.indent.repeat(level));
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
                    if (c < ' ' || (style.ascii && c > '~')) {
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
