package dev.limen.app.plane;

import java.util.List;

/**
 * A broken line.
 *
 * @param places its corners in their order; the last is the first where it is closed
 */
public record Polyline(List<Place> places) {

    /** Copies the corners. */
    public Polyline {
        places = List.copyOf(places);
    }
}
