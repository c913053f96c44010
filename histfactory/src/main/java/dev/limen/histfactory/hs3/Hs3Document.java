package dev.limen.histfactory.hs3;

import dev.limen.histfactory.WorkspaceException;
import dev.limen.histfactory.internal.JsonReader;
import dev.limen.histfactory.internal.Located;
import dev.limen.histfactory.internal.Suggestion;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A document of the HEP Statistics Serialization Standard (HS3, version 0.2), of which the HistFactory part is read:
 * distributions of type {@code histfactory_dist} with {@code normfactor}, {@code normsys}, {@code histosys},
 * {@code shapefactor}, {@code shapesys} and {@code staterror} modifiers, and their constraints.
 *
 * <p>The standard and what programs write differ in places; both are read. Parameters keep the document's names. Two
 * things have no place in a workspace and are expressed by others that make the same likelihood:
 *
 * <ul>
 *   <li>Poisson constraints of a normfactor, or of factors of bins that several samples share (ROOT's usual staterror),
 *       become a channel of auxiliary counts tau, which the normfactor or a shapefactor scales;
 *   <li>a normfactor with a Gaussian constraint becomes the modifier {@code lumi}; there can be one.
 * </ul>
 */
public final class Hs3Document {
    private static final String ANALYSES = "analyses";
    private static final String LIKELIHOODS = "likelihoods";

    private final Located root;
    private final Optional<ShapeSysValues> shapeSys;
    private final Optional<String> poi;

    private Hs3Document(Located root) {
        this(
                root.openObject("an HS3 document", List.of("distributions", LIKELIHOODS)),
                Optional.empty(),
                Optional.empty());
    }

    private Hs3Document(Located root, Optional<ShapeSysValues> shapeSys, Optional<String> poi) {
        this.root = root;
        this.shapeSys = shapeSys;
        this.poi = poi;
    }

    /**
     * Reads a document from a file.
     *
     * @throws WorkspaceException if there is no such file, or it is no HS3 document
     */
    public static Hs3Document read(Path path) {
        return new Hs3Document(Located.root(path.toString(), JsonReader.read(path)));
    }

    /**
     * Reads a document from a stream, which is closed.
     *
     * @param name what to call it in messages
     * @throws WorkspaceException if it is no HS3 document
     */
    public static Hs3Document read(InputStream in, String name) {
        return new Hs3Document(Located.root(name, JsonReader.parse(in, name)));
    }

    /**
     * Reads a document from text.
     *
     * @param name what to call it in messages
     * @throws WorkspaceException if it is no HS3 document
     */
    public static Hs3Document parse(String json, String name) {
        return new Hs3Document(Located.root(name, JsonReader.parse(json, name)));
    }

    /** The same document, the numbers of whose shapesys mean this. */
    public Hs3Document with(ShapeSysValues meaning) {
        return new Hs3Document(root, Optional.of(meaning), poi);
    }

    /** The same document with another parameter of interest, in place of the first that the analysis names. */
    public Hs3Document withPoi(String parameter) {
        return new Hs3Document(root, shapeSys, Optional.of(parameter));
    }

    /** The names of the analyses, as they come in the document; those of its likelihoods where it has no analyses. */
    public List<String> analyses() {
        String list = hasAnalyses() ? ANALYSES : LIKELIHOODS;
        return root.field(list).elements(1, list).stream()
                .map(analysis -> analysis.openObject("an analysis", List.of("name"))
                        .field("name")
                        .string())
                .toList();
    }

    boolean hasAnalyses() {
        return root.optional(ANALYSES).filter(at -> !at.node().isEmpty()).isPresent();
    }

    /**
     * The first analysis as a workspace.
     *
     * @throws WorkspaceException as for {@link #workspace(String)}
     */
    public Hs3Conversion workspace() {
        return workspace(analyses().get(0));
    }

    /**
     * An analysis as a workspace.
     *
     * @throws WorkspaceException if there is none of that name, if the document breaks its own rules, if a part of it
     *     is not of HistFactory, or if there is a shapesys with Poisson constraint and {@link #with} has not said what
     *     its numbers mean
     */
    public Hs3Conversion workspace(String analysis) {
        Located chosen =
                hasAnalyses() ? named(ANALYSES, "analysis", analysis) : named(LIKELIHOODS, "likelihood", analysis);
        return new Conversion(this, chosen).result();
    }

    Located root() {
        return root;
    }

    Optional<ShapeSysValues> shapeSys() {
        return shapeSys;
    }

    Optional<String> poi() {
        return poi;
    }

    /**
     * The element of a top-level list that has a name.
     *
     * @param what what the elements are, for messages
     */
    Located named(String list, String what, String name) {
        return find(list, what, name).orElseThrow(() -> {
            List<String> known = elements(list).stream()
                    .map(element -> element.field("name").string())
                    .toList();
            return root.error("/" + list + " has no " + what + " '" + name + "'." + Suggestion.among(name, known));
        });
    }

    /** The element of a top-level list that has a name, if there is one. */
    Optional<Located> find(String list, String what, String name) {
        return elements(list).stream()
                .filter(element -> element.openObject(what, List.of("name"))
                        .field("name")
                        .string()
                        .equals(name))
                .findFirst();
    }

    /** The elements of a top-level list; none where the list is missing. */
    List<Located> elements(String list) {
        return root.optional(list).map(at -> at.elements(0, list)).orElse(List.of());
    }
}
