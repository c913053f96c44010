package dev.limen.app.grid;

import dev.limen.histfactory.JsonPatch;

/** The test of one signal strength on a background-only workspace with a patch. May be used by several threads at once. */
public interface PointTest {

    /**
     * Tests the patched workspace.
     *
     * @param patch the signal
     * @throws dev.limen.histfactory.WorkspaceException if the patch does not apply or makes no valid workspace
     * @throws dev.limen.autodiff.NotConvergedException if a fit did not converge
     * @throws IllegalArgumentException if the signal strength is outside of the POI's bounds
     */
    PointResult of(JsonPatch patch);

    /** What the result depends on but for the patch: two tests of the same text give the same numbers. */
    String identity();
}
