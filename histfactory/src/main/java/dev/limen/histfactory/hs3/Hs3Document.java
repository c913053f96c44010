package dev.limen.histfactory.hs3;

import dev.limen.histfactory.WorkspaceException;
import dev.limen.histfactory.internal.JsonReader;
import dev.limen.histfactory.internal.Located;
import dev.limen.histfactory.internal.Suggestion;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A document of the HEP Statistics Serialization Standard (HS3, version 0.2), of which the HistFactory part is read:
 * distributions of type {@code histfactory_dist} with {@code normfactor}, {@code normsys}, {@code histosys},
 * {@code shapefactor}, {@code shapesys} and {@code staterror} modifiers, and Gaussian constraints.
 *
 * <p>The standard and ROOT's writer differ in places; both are read. Parameters keep the document's names. Two things
 * have no place in a workspace and are expressed by others that make the same likelihood:
 *
 * <ul>
 *   <li>factors of bins with Poisson constraints that several samples share (ROOT's usual staterror) become a
 *       shapefactor and a channel of auxiliary counts tau, in which that shapefactor scales tau;
 *   <li>a normfactor with a Gaussian constraint becomes the modifier {@code lumi}; there can be one.
 * </ul>
 */
public final class Hs3Document {
    private final Located root;
    private final Optional<ShapeSysValues> shapeSys;

    private Hs3Document(Located root, Optional<ShapeSysValues> shapeSys) {
        this.root = root;
        this.shapeSys = shapeSys;
        root.openObject("an HS3 document", List.of("distributions", "likelihoods", "analyses"));
    }

    /**
     * Reads a document from a file.
     *
     * @throws WorkspaceException if there is no such file, or it is no HS3 document
     */
    public static Hs3Document read(Path path) {
        return new Hs3Document(Located.root(path.toString(), JsonReader.read(path)), Optional.empty());
    }

    /**
     * Reads a document from a stream, which is closed.
     *
     * @param name what to call it in messages
     * @throws WorkspaceException if it is no HS3 document
     */
    public static Hs3Document read(InputStream in, String name) {
        return new Hs3Document(Located.root(name, JsonReader.parse(in, name)), Optional.empty());
    }

    /**
     * Reads a document from text.
     *
     * @param name what to call it in messages
     * @throws WorkspaceException if it is no HS3 document
     */
    public static Hs3Document parse(String json, String name) {
        return new Hs3Document(Located.root(name, JsonReader.parse(json, name)), Optional.empty());
    }

    /** The same document, the numbers of whose shapesys mean this. */
    public Hs3Document with(ShapeSysValues meaning) {
        return new Hs3Document(root, Optional.of(meaning));
    }

    /** The names of the analyses, as they come in the document. */
    public List<String> analyses() {
        return root.field("analyses").elements(1, "analyses").stream()
                .map(analysis -> analysis.openObject("an analysis", List.of("name"))
                        .field("name")
                        .string())
                .toList();
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
        return new Conversion(this, named("analyses", "analysis", analysis)).result();
    }

    Located root() {
        return root;
    }

    Optional<ShapeSysValues> shapeSys() {
        return shapeSys;
    }

    /**
     * The element of a top-level list that has a name.
     *
     * @param what what the elements are, for messages
     */
    Located named(String list, String what, String name) {
        List<String> known = new ArrayList<>();
        for (Located element : elements(list)) {
            String found =
                    element.openObject(what, List.of("name")).field("name").string();
            if (found.equals(name)) {
                return element;
            }
            known.add(found);
        }
        throw root.error("/" + list + " has no " + what + " '" + name + "'." + Suggestion.among(name, known));
    }

    /** The elements of a top-level list; none where the list is missing. */
    List<Located> elements(String list) {
        return root.optional(list).map(at -> at.elements(0, list)).orElse(List.of());
    }
}
