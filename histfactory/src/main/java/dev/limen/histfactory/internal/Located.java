package dev.limen.histfactory.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limen.histfactory.WorkspaceException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A JSON value that knows its file and its place, so that what is wrong with it can be said where it is. */
public final class Located {
    private final String file;
    private final Optional<Located> parent;
    private final String token;
    private final JsonNode node;

    private Located(String file, Optional<Located> parent, String token, JsonNode node) {
        this.file = file;
        this.parent = parent;
        this.token = token;
        this.node = node;
    }

    /** The whole of a document. */
    public static Located root(String file, JsonNode tree) {
        return new Located(file, Optional.empty(), "", tree);
    }

    /** The document's name. */
    public String file() {
        return file;
    }

    /** The value's place as a JSON pointer. */
    public String pointer() {
        return parent.map(p -> p.pointer() + "/" + Pointer.escape(token)).orElse("");
    }

    /** The value itself; not to be changed. */
    public JsonNode node() {
        return node;
    }

    /** An exception that tells the file, the place and the problem. */
    public WorkspaceException error(String problem) {
        return new WorkspaceException(file, pointer(), problem);
    }

    /**
     * This value if it is an object with all required members and none but those and the optional ones.
     *
     * @param what what the object is, with its article, for messages
     */
    public Located object(String what, List<String> required, List<String> optional) {
        objectWith(what, required);
        for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!required.contains(key) && !optional.contains(key)) {
                List<String> known =
                        Stream.concat(required.stream(), optional.stream()).toList();
                throw error("unknown key '" + key + "' in " + what + "." + Suggestion.among(key, known));
            }
        }
        for (String key : required) {
            member(what, key);
        }
        return this;
    }

    /** This value if it is an object with all required members, whatever else it has. */
    public Located openObject(String what, List<String> required) {
        objectWith(what, required);
        for (String key : required) {
            member(what, key);
        }
        return this;
    }

    private void objectWith(String what, List<String> required) {
        if (!node.isObject()) {
            throw expected(what + " (an object with " + Suggestion.listed(required) + ")");
        }
    }

    private void member(String what, String key) {
        if (!node.has(key)) {
            throw error(what + " lacks '" + key + "'. Add it.");
        }
    }

    /** A member that is known to be there. */
    public Located field(String key) {
        return new Located(file, Optional.of(this), key, node.get(key));
    }

    /** A member that may be missing. */
    public Optional<Located> optional(String key) {
        return node.has(key) ? Optional.of(field(key)) : Optional.empty();
    }

    /** The elements of an array of at least so many. */
    public List<Located> elements(int atLeast, String what) {
        if (!node.isArray()) {
            throw expected("an array of " + what);
        }
        if (node.size() < atLeast) {
            throw error("an array without elements; expected at least one of " + what + ".");
        }
        List<Located> elements = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            elements.add(new Located(file, Optional.of(this), Integer.toString(i), node.get(i)));
        }
        return elements;
    }

    /** The value as text. */
    public String string() {
        if (!node.isTextual()) {
            throw expected("a string");
        }
        return node.textValue();
    }

    /** The value as true or false. */
    public boolean bool() {
        if (!node.isBoolean()) {
            throw expected("true or false");
        }
        return node.booleanValue();
    }

    /** The value as a finite double. */
    public double number() {
        if (!node.isNumber()) {
            throw expected("a number");
        }
        double value = node.doubleValue();
        if (!Double.isFinite(value)) {
            throw node.isIntegralNumber()
                    ? error("an integer beyond the range of doubles (1.8e308).")
                    : error("found " + value + "; expected a finite number.");
        }
        return value;
    }

    /** The value as an array of numbers, at least one. */
    public List<Double> numbers() {
        if (!node.isArray()) {
            throw expected("an array of numbers");
        }
        if (node.isEmpty()) {
            throw error("an array without numbers; expected at least one.");
        }
        List<Double> values = new ArrayList<>(node.size());
        for (JsonNode element : node) {
            double value = element.doubleValue();
            boolean good = element.isNumber() && Double.isFinite(value);
            values.add(good ? value : elements(1, "numbers").get(values.size()).number());
        }
        return values;
    }

    /** Checks that the value is null, as the data of a modifier without numbers must be. */
    public void nothing() {
        if (!node.isNull()) {
            throw expected("null");
        }
    }

    /** An exception that tells what was found and what was expected. */
    public WorkspaceException expected(String what) {
        return error("found " + kind() + "; expected " + what + ".");
    }

    private String kind() {
        if (node.isObject()) {
            return "an object";
        }
        if (node.isArray()) {
            return "an array";
        }
        String shown = JsonWriter.brief(node);
        return node.isTextual() ? "the string " + shown : shown;
    }

    /**
     * Refuses a list that has not one entry for each of some things.
     *
     * @param things what they are, for the message
     */
    public void requireSize(int found, int expected, String things) {
        if (found != expected) {
            throw error(found + " entries for " + expected + " " + things + "; expected one for each.");
        }
    }
}
