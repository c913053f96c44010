package dev.limen.histfactory;

import dev.limen.histfactory.internal.JsonWriter;
import dev.limen.histfactory.internal.JsonWriter.Style;

/**
 * Text of a tree of maps, collections, texts, numbers and truth values, as Python's {@code json.dumps} writes it, so that
 * results compare byte by byte with those of Python tools.
 *
 * <p>Integers are {@link Integer} or {@link Long}, floats are {@link Double}, spelt with the fewest digits that read back
 * as the same number; a NaN or an infinity is refused, for JSON has none.
 */
public final class JsonText {
    private JsonText() {}

    /**
     * {@code json.dumps(tree, indent=4, sort_keys=True)}: what {@code pyhf} prints.
     *
     * @throws IllegalArgumentException if the tree holds NaN, an infinity or something that is no JSON
     */
    public static String sorted(Object tree) {
        return JsonWriter.write(tree, Style.SORTED);
    }

    /**
     * {@code json.dumps(tree, indent=4)}: keys in their own order.
     *
     * @throws IllegalArgumentException if the tree holds NaN, an infinity or something that is no JSON
     */
    public static String indented(Object tree) {
        return JsonWriter.write(tree, Style.INDENTED);
    }

    /**
     * {@code json.dumps(tree)}: one line.
     *
     * @throws IllegalArgumentException if the tree holds NaN, an infinity or something that is no JSON
     */
    public static String line(Object tree) {
        return JsonWriter.write(tree, Style.LINE);
    }
}
