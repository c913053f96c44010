package dev.limen.histfactory.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A JSON pointer (RFC 6901).
 *
 * @param tokens its reference tokens, unescaped; none for the whole document
 */
public record Pointer(List<String> tokens) {
    /** Copies the tokens. */
    public Pointer {
        tokens = List.copyOf(tokens);
    }

    /** Reads "" or "/a/0/b", where ~1 stands for / and ~0 for ~. */
    public static Pointer parse(String text) throws PatchProblem {
        List<String> tokens = new ArrayList<>();
        if (!text.isEmpty() && text.charAt(0) != '/') {
            throw new PatchProblem("'" + text + "' is not a JSON pointer: it must be empty or begin with '/'");
        }
        int from = 1;
        while (from <= text.length()) {
            int end = text.indexOf('/', from);
            end = end < 0 ? text.length() : end;
            tokens.add(unescape(text.substring(from, end), text));
            from = end + 1;
        }
        return new Pointer(tokens);
    }

    private static String unescape(String token, String text) throws PatchProblem {
        for (int i = token.indexOf('~'); i >= 0; i = token.indexOf('~', i + 1)) {
            char next = i + 1 < token.length() ? token.charAt(i + 1) : ' ';
            if (next != '0' && next != '1') {
                throw new PatchProblem("'" + text + "' is not a JSON pointer: '~' must be followed by 0 or 1");
            }
        }
        return token.replace("~1", "/").replace("~0", "~");
    }

    /** A reference token as it is spelt inside a pointer. */
    public static String escape(String token) {
        return token.replace("~", "~0").replace("/", "~1");
    }

    /** Whether this is the whole document. */
    public boolean isRoot() {
        return tokens.isEmpty();
    }

    /** The last token. */
    public String last() {
        return tokens.get(tokens.size() - 1);
    }

    /** The pointer to what contains this one's value. */
    public Pointer parent() {
        return new Pointer(tokens.subList(0, tokens.size() - 1));
    }

    /** Whether the other value lies inside this one's, and is not the same. */
    public boolean contains(Pointer other) {
        return other.tokens.size() > tokens.size()
                && other.tokens.subList(0, tokens.size()).equals(tokens);
    }

    /** The value pointed at. */
    public JsonNode in(JsonNode root) throws PatchProblem {
        JsonNode node = root;
        for (int depth = 0; depth < tokens.size(); depth++) {
            Pointer here = new Pointer(tokens.subList(0, depth));
            String token = tokens.get(depth);
            if (node.isArray()) {
                int index = index(token, node.size());
                if (index >= node.size()) {
                    throw new PatchProblem(beyond(here, index, node.size()));
                }
                node = node.get(index);
            } else {
                if (!node.has(token)) {
                    throw new PatchProblem(missing(here, token, node));
                }
                node = node.get(token);
            }
        }
        return node;
    }

    /** An array index; "-" is the one after the last. */
    static int index(String token, int size) throws PatchProblem {
        if (token.equals("-")) {
            return size;
        }
        if (!token.matches("0|[1-9][0-9]{0,8}")) {
            throw new PatchProblem("'" + token + "' is not an array index");
        }
        return Integer.parseInt(token);
    }

    static String beyond(Pointer array, int index, int size) {
        return "there is no index " + index + " in " + array.place() + ", an array of " + size;
    }

    private static String missing(Pointer here, String token, JsonNode node) {
        if (!node.isObject()) {
            return "there is no '" + token + "' in " + here.place() + ", which is " + JsonWriter.brief(node);
        }
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return "there is no '" + token + "' in " + here.place() + ", an object with " + Suggestion.listed(keys);
    }

    private String place() {
        return isRoot() ? "the document" : toString();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (String token : tokens) {
            text.append('/').append(escape(token));
        }
        return text.toString();
    }
}
