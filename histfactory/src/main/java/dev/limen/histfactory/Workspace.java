package dev.limen.histfactory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limen.histfactory.internal.Digest;
import dev.limen.histfactory.internal.JsonReader;
import dev.limen.histfactory.internal.JsonWriter;
import dev.limen.histfactory.internal.Located;
import dev.limen.histfactory.internal.Suggestion;
import dev.limen.inference.Data;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A HistFactory workspace: channels with samples and modifiers, what was observed, and what is to be measured.
 *
 * <p>The document is pyhf's JSON, schema version 1.0.0; it is checked when read, and every error names the file, the
 * place and the cure. Beyond the schema, names must be unique, lengths agree with the channel's number of bins, and a
 * shapesys belongs to one sample. The POI may be missing, as in published background-only workspaces, until a model
 * with it is asked for.
 *
 * <p>The JSON itself is kept, so that nothing is lost in writing: integers stay integers, keys keep their order, and
 * {@link #digest} is the one that patch sets are checked with. Two workspaces are equal if their JSON is.
 */
public final class Workspace {
    private final String name;
    private final JsonNode tree;
    private final List<Channel> channels;
    private final List<Observation> observations;
    private final List<Measurement> measurements;
    /** By measurement; made when asked for. */
    private final Map<String, Model> models = new ConcurrentHashMap<>();

    private Workspace(String name, JsonNode tree) {
        this.name = name;
        this.tree = tree;
        Located document = WorkspaceDecoder.workspace(Located.root(name, tree));
        this.channels = List.copyOf(WorkspaceDecoder.channels(document));
        this.observations = List.copyOf(WorkspaceDecoder.observations(document));
        this.measurements = List.copyOf(WorkspaceDecoder.measurements(document));
        new WorkspaceChecks(name).check(channels, observations, measurements);
    }

    /**
     * Reads a workspace from a file.
     *
     * @throws WorkspaceException if there is no such file or it is not a valid workspace
     */
    public static Workspace read(Path path) {
        return new Workspace(path.toString(), JsonReader.read(path));
    }

    /**
     * Reads a workspace from a stream, which is closed.
     *
     * @param name what to call the document in messages
     * @throws WorkspaceException if it is not a valid workspace
     */
    public static Workspace read(InputStream in, String name) {
        return new Workspace(name, JsonReader.parse(in, name));
    }

    /**
     * Reads a workspace from text.
     *
     * @param name what to call the document in messages
     * @throws WorkspaceException if it is not a valid workspace
     */
    public static Workspace parse(String json, String name) {
        return new Workspace(name, JsonReader.parse(json, name));
    }

    /**
     * Makes a workspace of its parts, with the checks of a workspace that is read.
     *
     * @param name what to call it in messages
     * @throws WorkspaceException if the parts do not make a valid workspace; the pointer is into {@link #toJson}
     */
    public static Workspace of(
            String name, List<Channel> channels, List<Observation> observations, List<Measurement> measurements) {
        return new Workspace(name, WorkspaceTree.workspace(channels, observations, measurements));
    }

    /**
     * This workspace with a patch applied; this one stays as it is.
     *
     * @throws WorkspaceException if the patch does not apply, or what it makes is not a valid workspace
     */
    public Workspace patch(JsonPatch patch) {
        return new Workspace(name + " patched by " + patch.name(), patch.applyTo(tree, name));
    }

    /**
     * This workspace without some of its parts; this one stays as it is.
     *
     * <p>The POI keeps its name even where the modifiers of that name are taken out.
     *
     * @throws WorkspaceException if a part to take out is not there, or what is left is not a valid workspace
     */
    public Workspace pruned(Pruning pruning) {
        return new Workspace(name + " pruned", new Edit(pruning, Renaming.none()).applyTo(this, tree));
    }

    /**
     * This workspace with new names; this one stays as it is.
     *
     * @throws WorkspaceException if a part to rename is not there, or two parts would have the same name
     */
    public Workspace renamed(Renaming renaming) {
        return new Workspace(name + " renamed", new Edit(Pruning.none(), renaming).applyTo(this, tree));
    }

    /**
     * This workspace with channels, samples, modifiers, measurements, their parameters and observations by name (in the
     * order of Unicode code points), modifiers of one name by type.
     *
     * <p>The first measurement, which is the one meant unless another is named, may be another one then.
     */
    public Workspace sorted() {
        return new Workspace(name + " sorted", SortedTree.of(tree));
    }

    /**
     * The channels, observations and measurements of two workspaces in one. Modifiers of the same name on both sides
     * become one parameter.
     *
     * <p>With {@link Join#OUTER}, measurements of the same name and POI have the parameter configurations of both.
     *
     * @throws WorkspaceException if the join does not allow what they have in common, or the result is not a valid
     *     workspace
     */
    public static Workspace combined(Workspace left, Workspace right, Join join) {
        return combined(left, right, join, Set.of());
    }

    /**
     * As {@link #combined}, but a channel on both sides has the samples of both. Of a sample on both sides, the left
     * one is taken with {@link Join#OUTER} and {@link Join#LEFT_OUTER}, the right one with {@link Join#RIGHT_OUTER},
     * even if they differ.
     *
     * @throws WorkspaceException if the join is {@link Join#NONE}, or does not allow what they have in common, or the
     *     result is not a valid workspace
     */
    public static Workspace merged(Workspace left, Workspace right, Join join) {
        if (join == Join.NONE) {
            throw new WorkspaceException(
                    left.name + " and " + right.name,
                    "/channels",
                    "channels are to be merged, but the join 'none' allows no channel in common. Choose the join '"
                            + Join.OUTER.spelling() + "', '" + Join.LEFT_OUTER.spelling() + "' or '"
                            + Join.RIGHT_OUTER.spelling() + "'.");
        }
        return combined(left, right, join, Set.of("samples"));
    }

    private static Workspace combined(Workspace left, Workspace right, Join join, Set<String> mergedKeys) {
        String both = left.name + " and " + right.name;
        return new Workspace(both + " combined", new Combination(both, join, mergedKeys).of(left.tree, right.tree));
    }

    /** What the workspace is called in messages: its file, as a rule. */
    public String name() {
        return name;
    }

    /** The channels, as they come in the document. */
    public List<Channel> channels() {
        return channels;
    }

    /** The observations, as they come in the document; some may belong to no channel. */
    public List<Observation> observations() {
        return observations;
    }

    /**
     * What was observed in a channel.
     *
     * @throws WorkspaceException if there is no observation of that name
     */
    public Observation observation(String channel) {
        return observations.stream()
                .filter(o -> o.name().equals(channel))
                .findFirst()
                .orElseThrow(() -> new WorkspaceException(
                        name,
                        "/observations",
                        "no observation for the channel '" + channel + "'."
                                + Suggestion.among(
                                        channel,
                                        observations.stream()
                                                .map(Observation::name)
                                                .toList())
                                + " Add one to have data."));
    }

    /** The measurements, as they come in the document. */
    public List<Measurement> measurements() {
        return measurements;
    }

    /** The first measurement, which is the one meant unless another is named. */
    public Measurement measurement() {
        return measurements.get(0);
    }

    /**
     * A measurement by name.
     *
     * @throws WorkspaceException if there is none of that name
     */
    public Measurement measurement(String measurement) {
        return measurements.stream()
                .filter(m -> m.name().equals(measurement))
                .findFirst()
                .orElseThrow(() -> new WorkspaceException(
                        name,
                        "/measurements",
                        "no measurement '" + measurement + "'."
                                + Suggestion.among(
                                        measurement,
                                        measurements.stream()
                                                .map(Measurement::name)
                                                .toList())));
    }

    /**
     * The model of the first measurement; the same object at each call, so that its expressions are too.
     *
     * @throws WorkspaceException if the workspace makes no model
     */
    public Model model() {
        return models.computeIfAbsent(measurement().name(), key -> Model.of(this, measurement()));
    }

    /**
     * The model of a measurement; the same object at each call.
     *
     * @throws WorkspaceException if there is no such measurement, or the workspace makes no model
     */
    public Model model(String measurement) {
        return models.computeIfAbsent(measurement, key -> Model.of(this, measurement(key)));
    }

    /**
     * What was observed, with the auxiliary data of the first measurement's model.
     *
     * @throws WorkspaceException if a channel has no observation
     */
    public Data data() {
        return model().data();
    }

    /** The document as text, with the keys in their order. */
    public String toJson() {
        return JsonWriter.write(tree, JsonWriter.Style.DOCUMENT) + "\n";
    }

    /** The document as pyhf prints it: {@code json.dumps(workspace, indent=4, sort_keys=True)}. */
    public String toSortedJson() {
        return JsonWriter.write(tree, JsonWriter.Style.SORTED);
    }

    /**
     * Writes the document, in UTF-8.
     *
     * @throws WorkspaceException if the file cannot be written
     */
    public void write(Path path) {
        try {
            Files.writeString(path, toJson());
        } catch (IOException e) {
            throw new WorkspaceException(
                    path.toString(), "cannot be written (" + e + "). Choose a folder that exists and is writable.", e);
        }
    }

    /**
     * The hash that pyhf computes: of Python's {@code json.dumps(workspace, sort_keys=True, ensure_ascii=False)}.
     *
     * @param algorithm as Python's {@code hashlib} spells it: {@code sha256}, {@code md5}, {@code sha1}, {@code sha224},
     *     {@code sha384}, {@code sha512}, or {@code sha3_224}, {@code sha3_256}, {@code sha3_384}, {@code sha3_512}
     * @return the hash in lower-case hexadecimal digits
     * @throws WorkspaceException if the algorithm is another
     */
    public String digest(String algorithm) {
        return Digest.of(tree, algorithm)
                .orElseThrow(() -> new WorkspaceException(
                        name, "", "no digest '" + algorithm + "'." + Suggestion.among(algorithm, Digest.ALGORITHMS)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Workspace workspace && tree.equals(workspace.tree);
    }

    @Override
    public int hashCode() {
        return tree.hashCode();
    }

    @Override
    public String toString() {
        return "Workspace[" + name + ", " + channels.size() + " channels]";
    }
}
