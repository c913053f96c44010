package dev.limen.app.json;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Text of a tree of maps, collections, text, numbers and truth values, as Python's {@code json.dumps} writes it.
 *
 * <p>Integers are {@link Integer} or {@link Long}, floats are {@link Double}; a NaN or an infinity is refused, for JSON has none.
 */
public final class JsonText {

    private final StringBuilder out = new StringBuilder();
    private final boolean sorted;
    private final String indent;

    private JsonText(boolean sorted, String indent) {
        this.sorted = sorted;
        this.indent = indent;
    }

    /**
     * {@code json.dumps(tree, indent=4, sort_keys=True)}: what {@code pyhf} prints.
     *
     * @throws IllegalArgumentException if the tree holds NaN, an infinity or something that is no JSON
     */
    public static String sorted(Object tree) {
        return new JsonText(true, "    ").write(tree);
    }

    /**
     * {@code json.dumps(tree, indent=4)}: keys in their own order.
     *
     * @throws IllegalArgumentException if the tree holds NaN, an infinity or something that is no JSON
     */
    public static String indented(Object tree) {
        return new JsonText(false, "    ").write(tree);
    }

    /**
     * {@code json.dumps(tree)}: one line.
     *
     * @throws IllegalArgumentException if the tree holds NaN, an infinity or something that is no JSON
     */
    public static String line(Object tree) {
        return new JsonText(false, "").write(tree);
    }

    private String write(Object tree) {
        value(tree, 0);
        return out.toString();
    }

    private void value(Object value, int level) {
        if (value instanceof Map<?, ?> map) {
            object(map, level);
        } else if (value instanceof Collection<?> collection) {
            array(collection, level);
        } else if (value instanceof String text) {
            quote(text);
        } else if (value instanceof Double number) {
            out.append(PythonFloat.repr(number));
        } else if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
            out.append(value);
        } else {
            throw new IllegalArgumentException("No JSON: " + value.getClass().getName() + " " + value);
        }
    }

    private void object(Map<?, ?> map, int level) {
        if (map.isEmpty()) {
            out.append("{}");
            return;
        }
        out.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries =
                (sorted ? new TreeMap<>(map) : map).entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            newLine(level + 1);
            quote((String) entry.getKey());
            out.append(": ");
            value(entry.getValue(), level + 1);
            comma(entries.hasNext());
        }
        newLine(level);
        out.append('}');
    }

    private void array(Collection<?> collection, int level) {
        if (collection.isEmpty()) {
            out.append("[]");
            return;
        }
        out.append('[');
        Iterator<?> entries = collection.iterator();
        while (entries.hasNext()) {
            newLine(level + 1);
            value(entries.next(), level + 1);
            comma(entries.hasNext());
        }
        newLine(level);
        out.append(']');
    }

    private void newLine(int level) {
        if (!indent.isEmpty()) {
            out.append('\n').append(indent.repeat(level));
        }
    }

    private void comma(boolean more) {
        if (more) {
            out.append(indent.isEmpty() ? ", " : ",");
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
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || c > '~') {
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
