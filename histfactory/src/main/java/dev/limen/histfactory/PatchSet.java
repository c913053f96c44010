package dev.limen.histfactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limen.histfactory.internal.JsonReader;
import dev.limen.histfactory.internal.JsonWriter;
import dev.limen.histfactory.internal.Located;
import dev.limen.histfactory.internal.Suggestion;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The signal points of a published likelihood: patches of one background-only workspace, which it knows by its digests.
 *
 * <p>The document is pyhf's patch set, schema version 1.0.0. Patches are found by name or by values; both are unique.
 */
public final class PatchSet {
    private final String file;
    private final Map<String, String> digests;
    private final List<String> labels;
    private final String description;
    private final List<Patch> patches;
    private final JsonNode document;

    private PatchSet(Located document) {
        PatchSetDecoder decoder = new PatchSetDecoder(document);
        this.file = document.file();
        this.digests = decoder.digests();
        this.labels = decoder.labels();
        this.description = decoder.description();
        this.patches = decoder.patches();
        this.document = document.node();
    }

    /**
     * Reads a patch set from a file.
     *
     * @throws WorkspaceException if there is no such file or it is not a valid patch set
     */
    public static PatchSet read(Path path) {
        return new PatchSet(Located.root(path.toString(), JsonReader.read(path)));
    }

    /**
     * Reads a patch set from a stream, which is closed.
     *
     * @param name what to call the document in messages
     * @throws WorkspaceException if it is not a valid patch set
     */
    public static PatchSet read(InputStream in, String name) {
        return new PatchSet(Located.root(name, JsonReader.parse(in, name)));
    }

    /**
     * Reads a patch set from text.
     *
     * @param name what to call the document in messages
     * @throws WorkspaceException if it is not a valid patch set
     */
    public static PatchSet parse(String json, String name) {
        return new PatchSet(Located.root(name, JsonReader.parse(json, name)));
    }

    /** What the patches are of. */
    public String description() {
        return description;
    }

    /** The names of the axes along which {@link Patch#values} place the signal points. */
    public List<String> labels() {
        return labels;
    }

    /** The digests of the background-only workspace, by algorithm. */
    public Map<String, String> digests() {
        return digests;
    }

    /** All patches, as they come in the document. */
    public List<Patch> patches() {
        return patches;
    }

    /**
     * The operations of a patch.
     *
     * @throws WorkspaceException if there is none of that name
     */
    public JsonPatch get(String name) {
        return patches.get(index(name)).operations();
    }

    private int index(String name) {
        List<String> names = patches.stream().map(Patch::name).toList();
        int index = names.indexOf(name);
        if (index < 0) {
            throw new WorkspaceException(file, "/patches", "no patch '" + name + "'." + Suggestion.among(name, names));
        }
        return index;
    }

    /**
     * A patch with what is known about it, as {@code pyhf patchset extract --with-metadata} prints it: the key
     * {@code metadata} holds the patch's and the set's, which win where both have a key.
     *
     * @throws WorkspaceException if there is none of that name
     */
    public String toSortedJson(String name) {
        JsonNode entry = document.get("patches").get(index(name));
        ObjectNode metadata = entry.get("metadata").deepCopy();
        metadata.setAll((ObjectNode) document.get("metadata"));
        ObjectNode described = JsonNodeFactory.instance.objectNode();
        described.set("metadata", metadata);
        described.set("patch", entry.get("patch"));
        return JsonWriter.write(described, JsonWriter.Style.SORTED);
    }

    /**
     * The operations of the patch at a point.
     *
     * @param values one number or string for each label; 1300 and 1300.0 are the same
     * @throws WorkspaceException if there is none at that point
     */
    public JsonPatch get(List<?> values) {
        List<Object> point = Patch.point(values);
        return patches.stream()
                .filter(patch -> patch.values().equals(point))
                .findFirst()
                .map(Patch::operations)
                .orElseThrow(() -> new WorkspaceException(
                        file,
                        "/patches",
                        "no patch with the values " + point + " of " + labels
                                + ". Ask by name, or look at patches()."));
    }

    /**
     * Checks that a workspace is the one that the patches were made for.
     *
     * @throws WorkspaceException if a digest differs
     */
    public void verify(Workspace workspace) {
        digests.forEach((algorithm, expected) -> {
            String found = workspace.digest(algorithm);
            if (!found.equalsIgnoreCase(expected)) {
                throw new WorkspaceException(
                        file,
                        "/metadata/digests/" + algorithm,
                        "made for a workspace with the digest " + expected + ", but that of " + workspace.name()
                                + " is " + found + ". Use the workspace published with this patch set, unchanged.");
            }
        });
    }

    /**
     * A workspace with one of the patches, after {@link #verify}.
     *
     * @throws WorkspaceException if a digest differs, there is no such patch, or it does not apply
     */
    public Workspace apply(Workspace workspace, String name) {
        verify(workspace);
        return workspace.patch(get(name));
    }
}
