package dev.limen.histfactory.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One operation of a JSON patch (RFC 6902).
 *
 * <p>An operation may change the tree it is given and returns the resulting root, which is another one when the whole
 * document is replaced.
 */
public sealed interface PatchOperation {
    /** The operations' names as they are spelt in a patch. */
    List<String> NAMES = List.of("add", "remove", "replace", "move", "copy", "test");

    /** The operation's name. */
    String name();

    /** Applies the operation. */
    JsonNode applyTo(JsonNode root) throws PatchProblem;

    /** Puts a value into an object, or before an element of an array, or at its end. */
    record Add(Pointer path, JsonNode value) implements PatchOperation {
        @Override
        public String name() {
            return "add";
        }

        @Override
        public JsonNode applyTo(JsonNode root) throws PatchProblem {
            JsonNode added = value.deepCopy();
            if (path.isRoot()) {
                return added;
            }
            JsonNode container = path.parent().in(root);
            if (container instanceof ArrayNode array) {
                int index = Pointer.index(path.last(), array.size());
                if (index > array.size()) {
                    throw new PatchProblem(Pointer.beyond(path.parent(), index, array.size())
                            + "; the largest to add at is " + array.size() + ", or '-'");
                }
                array.insert(index, added);
            } else if (container instanceof ObjectNode object) {
                object.set(path.last(), added);
            } else {
                throw new PatchProblem("nothing can be added to " + path.parent()
                        + ", which is neither an object nor an" + " array but " + JsonWriter.brief(container));
            }
            return root;
        }
    }

    /** Takes out a value that is there. */
    record Remove(Pointer path) implements PatchOperation {
        @Override
        public String name() {
            return "remove";
        }

        @Override
        public JsonNode applyTo(JsonNode root) throws PatchProblem {
            if (path.isRoot()) {
                throw new PatchProblem("the whole document cannot be removed");
            }
            path.in(root);
            JsonNode container = path.parent().in(root);
            if (container instanceof ArrayNode array) {
                array.remove(Pointer.index(path.last(), array.size()));
            } else if (container instanceof ObjectNode object) {
                object.remove(path.last());
            }
            return root;
        }
    }

    /** Puts a value in the place of one that is there. */
    record Replace(Pointer path, JsonNode value) implements PatchOperation {
        @Override
        public String name() {
            return "replace";
        }

        @Override
        public JsonNode applyTo(JsonNode root) throws PatchProblem {
            JsonNode replaced = value.deepCopy();
            if (path.isRoot()) {
                return replaced;
            }
            path.in(root);
            JsonNode container = path.parent().in(root);
            if (container instanceof ArrayNode array) {
                array.set(Pointer.index(path.last(), array.size()), replaced);
            } else if (container instanceof ObjectNode object) {
                object.set(path.last(), replaced);
            }
            return root;
        }
    }

    /** Takes out a value and adds it elsewhere. */
    record Move(Pointer from, Pointer path) implements PatchOperation {
        @Override
        public String name() {
            return "move";
        }

        @Override
        public JsonNode applyTo(JsonNode root) throws PatchProblem {
            if (from.contains(path)) {
                throw new PatchProblem("'" + from + "' cannot be moved into itself, to '" + path + "'");
            }
            JsonNode value = from.in(root);
            if (from.equals(path)) {
                return root;
            }
            return new Add(path, value).applyTo(new Remove(from).applyTo(root));
        }
    }

    /** Adds elsewhere a value that is there. */
    record Copy(Pointer from, Pointer path) implements PatchOperation {
        @Override
        public String name() {
            return "copy";
        }

        @Override
        public JsonNode applyTo(JsonNode root) throws PatchProblem {
            return new Add(path, from.in(root)).applyTo(root);
        }
    }

    /** Demands that a value is there; numbers are equal if their values are, so 1 equals 1.0. */
    record Test(Pointer path, JsonNode value) implements PatchOperation {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public JsonNode applyTo(JsonNode root) throws PatchProblem {
            JsonNode found = path.in(root);
            if (!JsonValues.same(found, value)) {
                throw new PatchProblem(
                        "found " + JsonWriter.brief(found) + " where the patch demands " + JsonWriter.brief(value));
            }
            return root;
        }
    }
}
