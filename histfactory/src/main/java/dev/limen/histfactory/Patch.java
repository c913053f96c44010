package dev.limen.histfactory;

import java.util.List;

/**
 * One entry of a patch set: a signal point.
 *
 * @param name its name, unique in the set
 * @param values its place in the plane of the set's labels, each a Double or a String; unique in the set
 * @param operations what to do to the background-only workspace
 */
public record Patch(String name, List<Object> values, JsonPatch operations) {
    /** Copies the values, all numbers as doubles, so that 1300 and 1300.0 are the same point. */
    public Patch {
        values = point(values);
    }

    static List<Object> point(List<?> values) {
        return values.stream()
                .<Object>map(value -> value instanceof Number number ? (Object) number.doubleValue() : value)
                .toList();
    }
}
