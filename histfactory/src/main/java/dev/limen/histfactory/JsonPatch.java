package dev.limen.histfactory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limen.histfactory.internal.JsonReader;
import dev.limen.histfactory.internal.JsonWriter;
import dev.limen.histfactory.internal.Located;
import dev.limen.histfactory.internal.PatchOperation;
import dev.limen.histfactory.internal.PatchProblem;
import dev.limen.histfactory.internal.Pointer;
import dev.limen.histfactory.internal.Suggestion;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JSON patch (RFC 6902): operations, done one after the other, that turn one document into another.
 *
 * <p>Published likelihoods come as one background-only workspace and a patch for each signal point. All six operations
 * are understood: add, remove, replace, move, copy and test. A patch applies as a whole or, with an exception that names
 * the operation, not at all.
 */
public final class JsonPatch {
    private final String file;
    private final String pointer;
    private final JsonNode array;
    private final List<PatchOperation> operations;

    private JsonPatch(Located array, List<PatchOperation> operations) {
        this.file = array.file();
        this.pointer = array.pointer();
        this.array = array.node();
        this.operations = List.copyOf(operations);
    }

    /**
     * Reads a patch from a file.
     *
     * @throws WorkspaceException if there is no such file or it is not a JSON patch
     */
    public static JsonPatch read(Path path) {
        return of(Located.root(path.toString(), JsonReader.read(path)));
    }

    /**
     * Reads a patch from a stream, which is closed.
     *
     * @param name what to call the document in messages
     * @throws WorkspaceException if it is not a JSON patch
     */
    public static JsonPatch read(InputStream in, String name) {
        return of(Located.root(name, JsonReader.parse(in, name)));
    }

    /**
     * Reads a patch from text.
     *
     * @param name what to call the document in messages
     * @throws WorkspaceException if it is not a JSON patch
     */
    public static JsonPatch parse(String json, String name) {
        return of(Located.root(name, JsonReader.parse(json, name)));
    }

    static JsonPatch of(Located array) {
        if (array.node().isObject() && array.node().has("patches")) {
            throw array.error(
                    "found a patch set; expected one JSON patch, an array of operations. Take one out of it by"
                            + " name: 'limen patchset extract " + array.file()
                            + " --name NAME --output-file patch.json', or PatchSet.read(file).get(NAME) in Java.");
        }
        List<PatchOperation> operations = new ArrayList<>();
        for (Located element : array.elements(0, "patch operations")) {
            operations.add(operation(element));
        }
        return new JsonPatch(array, operations);
    }

    private static PatchOperation operation(Located element) {
        element.openObject("a patch operation", List.of("op", "path"));
        String op = element.field("op").string();
        Pointer path = pointer(element.field("path"));
        switch (op) {
            case "add":
                return new PatchOperation.Add(path, value(element));
            case "remove":
                return new PatchOperation.Remove(path);
            case "replace":
                return new PatchOperation.Replace(path, value(element));
            case "move":
                return new PatchOperation.Move(from(element), path);
            case "copy":
                return new PatchOperation.Copy(from(element), path);
            case "test":
                return new PatchOperation.Test(path, value(element));
            default:
                throw element.field("op")
                        .error("unknown operation '" + op + "'." + Suggestion.among(op, PatchOperation.NAMES));
        }
    }

    private static JsonNode value(Located element) {
        return element.openObject("the operation", List.of("value"))
                .field("value")
                .node();
    }

    private static Pointer from(Located element) {
        return pointer(element.openObject("the operation", List.of("from")).field("from"));
    }

    private static Pointer pointer(Located at) {
        try {
            return Pointer.parse(at.string());
        } catch (PatchProblem e) {
            throw at.error(e.getMessage() + ".");
        }
    }

    /** How many operations the patch has. */
    public int size() {
        return operations.size();
    }

    /** The operations as pyhf prints them: {@code json.dumps(patch, indent=4, sort_keys=True)}. */
    public String toSortedJson() {
        return JsonWriter.write(array, JsonWriter.Style.SORTED);
    }

    /** The patch's document and place in it, as said in messages. */
    String name() {
        return pointer.isEmpty() ? file : file + "#" + pointer;
    }

    /**
     * The patched copy of a document, whether it is a valid workspace or not.
     *
     * @param document its text
     * @param documentName what to call it in messages
     * @return the text of the copy: numbers as they were read, keys in their order
     * @throws WorkspaceException if it is no JSON, or the patch does not apply
     */
    public String applyTo(String document, String documentName) {
        JsonNode patched = applyTo(JsonReader.parse(document, documentName), documentName);
        return JsonWriter.write(patched, JsonWriter.Style.DOCUMENT) + "\n";
    }

    /** The patched copy of a document. */
    JsonNode applyTo(JsonNode document, String documentName) {
        JsonNode patched = document.deepCopy();
        for (int i = 0; i < operations.size(); i++) {
            PatchOperation operation = operations.get(i);
            try {
                patched = operation.applyTo(patched);
            } catch (PatchProblem e) {
                throw new WorkspaceException(
                        file,
                        pointer + "/" + i,
                        "operation " + i + " (" + operation.name() + ") does not apply to " + documentName + ": "
                                + e.getMessage() + ". Check that the patch was made for this workspace.");
            }
        }
        return patched;
    }
}
