package dev.limen.app.plane;

/** A point of the plane, in the units of its axes. */
public record Place(double x, double y) {

    /** The place a fraction {@code t} of the way to another. */
    Place towards(Place other, double t) {
        return new Place(x + t * (other.x - x), y + t * (other.y - y));
    }
}
