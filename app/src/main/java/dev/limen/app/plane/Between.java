package dev.limen.app.plane;

import java.util.ArrayList;
import java.util.List;

/** Where one function that is linear on triangles is below 0 and another is not. */
public final class Between {
    private Between() {}

    /** A corner with the values of both functions. */
    private record Corner(Place place, double low, double high) {
        Corner towards(Corner other, double t) {
            return new Corner(
                    place.towards(other.place, t), low + t * (other.low - low), high + t * (other.high - high));
        }
    }

    /**
     * The area as convex polygons, at most one a triangle.
     *
     * @param low values at the plane's points of the function that is below 0 there
     * @param high values of the one that is not
     */
    public static List<List<Place>> of(Triangulation plane, List<Double> low, List<Double> high) {
        List<List<Place>> polygons = new ArrayList<>();
        for (List<Integer> triangle : plane.triangles()) {
            List<Corner> corners = new ArrayList<>();
            triangle.forEach(i -> corners.add(new Corner(plane.places().get(i), low.get(i), high.get(i))));
            List<Corner> kept = notBelow(below(corners));
            if (kept.size() > 2) {
                polygons.add(kept.stream().map(Corner::place).toList());
            }
        }
        return polygons;
    }

    private static List<Corner> below(List<Corner> corners) {
        List<Corner> kept = new ArrayList<>();
        for (int i = 0; i < corners.size(); i++) {
            Corner here = corners.get(i);
            Corner next = corners.get((i + 1) % corners.size());
            if (here.low() < 0) {
                kept.add(here);
            }
            if (here.low() < 0 != next.low() < 0) {
                kept.add(here.towards(next, here.low() / (here.low() - next.low())));
            }
        }
        return kept;
    }

    private static List<Corner> notBelow(List<Corner> corners) {
        List<Corner> kept = new ArrayList<>();
        for (int i = 0; i < corners.size(); i++) {
            Corner here = corners.get(i);
            Corner next = corners.get((i + 1) % corners.size());
            if (here.high() >= 0) {
                kept.add(here);
            }
            if (here.high() >= 0 != next.high() >= 0) {
                kept.add(here.towards(next, here.high() / (here.high() - next.high())));
            }
        }
        return kept;
    }
}
