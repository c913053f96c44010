package dev.limen.app.grid;

import dev.limen.app.plane.Place;
import dev.limen.histfactory.JsonPatch;
import dev.limen.histfactory.Patch;
import dev.limen.histfactory.PatchSet;
import dev.limen.histfactory.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Signal points in the order in which they were named.
 *
 * @param points the points
 * @param axes the names of the plane's two axes; empty if points have no place
 */
public record SignalGrid(List<SignalPoint> points, Optional<List<String>> axes) {

    /** Copies the points. */
    public SignalGrid {
        points = List.copyOf(points);
        axes = axes.map(List::copyOf);
    }

    /**
     * The points of files, folders and patterns of files with {@code *} or {@code ?}; a file holds a JSON patch or a patch set,
     * and of a folder the JSON patches are taken, in the order of their names.
     *
     * @param background the workspace that they are patches of; the digests of patch sets are verified
     * @throws dev.limen.histfactory.WorkspaceException if a file is neither, or a patch set is not of this workspace
     * @throws IllegalArgumentException if nothing is found, or two points have the same name or place
     */
    public static SignalGrid of(List<String> arguments, Workspace background, Axes axes) {
        List<SignalPoint> points = new ArrayList<>();
        Optional<List<String>> names = axes.names(List.of());
        for (PatchFile file : PatchFile.all(arguments)) {
            if (file.isPatchSet()) {
                PatchSet set = PatchSet.read(file.path());
                set.verify(background);
                names = names.or(() -> axes.names(set.labels()));
                set.patches().forEach(patch -> points.add(point(set, patch, axes)));
            } else {
                points.add(new SignalPoint(
                        file.name(), axes.place(file.name(), List.of(), List.of()), () -> JsonPatch.read(file.path())));
            }
        }
        requireApart(points);
        return new SignalGrid(points, names);
    }

    private static SignalPoint point(PatchSet set, Patch patch, Axes axes) {
        return new SignalPoint(patch.name(), axes.place(patch.name(), set.labels(), patch.values()), patch::operations);
    }

    private static void requireApart(List<SignalPoint> points) {
        Map<String, SignalPoint> names = new HashMap<>();
        Map<Place, SignalPoint> places = new HashMap<>();
        for (SignalPoint point : points) {
            if (names.put(point.name(), point) != null) {
                throw new IllegalArgumentException(
                        "two patches are called '" + point.name() + "'; name each once, or rename a file");
            }
            point.place().ifPresent(place -> {
                SignalPoint other = places.put(place, point);
                if (other != null) {
                    throw new IllegalArgumentException("patches '" + other.name() + "' and '" + point.name()
                            + "' both lie at (" + place.x() + ", " + place.y()
                            + "). Leave points of other planes out by --coordinates, whose pattern they should not match,"
                            + " or choose the plane by --axes");
                }
            });
        }
    }
}
