package dev.limen.histfactory.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.limen.histfactory.internal.PatchProblem;
import dev.limen.histfactory.internal.Pointer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A document from which elements of arrays are cut, and where what is left stood before. */
final class Remains {
    private final JsonNode root;
    /** For each array that lost elements, by its place in the whole document: which are left. */
    private final Map<String, List<Integer>> left = new HashMap<>();

    /** Cuts from {@code root} itself. */
    Remains(JsonNode root) {
        this.root = root;
    }

    JsonNode root() {
        return root;
    }

    /** Where in the whole document a place of what is left was. */
    String original(String pointer) {
        StringBuilder place = new StringBuilder();
        for (String token : tokens(pointer)) {
            List<Integer> indices = left.get(place.toString());
            boolean moved = indices != null && token.matches("\\d{1,9}") && Integer.parseInt(token) < indices.size();
            place.append('/').append(moved ? indices.get(Integer.parseInt(token)) : Pointer.escape(token));
        }
        return place.toString();
    }

    /** Takes an element of an array out; false if it was not in the whole document. */
    boolean cut(List<String> tokens) {
        List<String> parent = tokens.subList(0, tokens.size() - 1);
        int index = Integer.parseInt(tokens.get(tokens.size() - 1));
        ArrayNode array = (ArrayNode) value(parent);
        List<Integer> indices = left.computeIfAbsent(
                original(new Pointer(parent).toString()),
                key -> IntStream.range(0, array.size()).boxed().collect(Collectors.toCollection(ArrayList::new)));
        if (index >= indices.size()) {
            return false;
        }
        indices.remove(index);
        array.remove(index);
        return true;
    }

    private JsonNode value(List<String> tokens) {
        try {
            return new Pointer(tokens).in(root);
        } catch (PatchProblem e) {
            throw new IllegalArgumentException("nothing to cut: " + e.getMessage(), e);
        }
    }

    static List<String> tokens(String pointer) {
        try {
            return Pointer.parse(pointer).tokens();
        } catch (PatchProblem e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
