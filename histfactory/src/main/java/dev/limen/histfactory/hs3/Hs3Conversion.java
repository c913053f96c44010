package dev.limen.histfactory.hs3;

import dev.limen.histfactory.Interpolation;
import dev.limen.histfactory.Workspace;
import java.util.List;

/**
 * An analysis of an HS3 document as a workspace.
 *
 * @param workspace channels, what was observed, and one measurement with the name of the analysis
 * @param interpolation the codes that its variations ask for, for which a workspace has no place
 * @param notes what was decided on the way and a reader should know
 */
public record Hs3Conversion(Workspace workspace, Interpolation interpolation, List<String> notes) {
    /** Copies the notes. */
    public Hs3Conversion {
        notes = List.copyOf(notes);
    }
}
