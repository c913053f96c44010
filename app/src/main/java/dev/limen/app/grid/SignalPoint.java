package dev.limen.app.grid;

import dev.limen.app.plane.Place;
import dev.limen.histfactory.JsonPatch;
import java.util.Optional;

/**
 * A signal hypothesis.
 *
 * @param name of the patch in its set, or its file's
 * @param place in the plane of the grid, if it has one
 * @param source of what is to be done to the background-only workspace
 */
public record SignalPoint(String name, Optional<Place> place, Source source) {

    /** Where a patch comes from. */
    public interface Source {
        /**
         * Reads the patch.
         *
         * @throws dev.limen.histfactory.WorkspaceException if it is none
         */
        JsonPatch patch();
    }
}
