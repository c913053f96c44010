package dev.limen.app.plane;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.triangulate.DelaunayTriangulationBuilder;

/**
 * The Delaunay triangles of scattered points (B. Delaunay, Bull. Acad. Sci. URSS (1934) 793): no point lies within the
 * circle through the corners of a triangle, both axes scaled to the range of the points.
 *
 * <p>Points on one line make no triangle. The same points in the same order give the same triangles.
 */
public final class Triangulation {
    /** On axes that are scaled to 1: the area that rounding gives to points on a line. */
    private static final double ROUNDING = 1e-12;

    private final List<Place> places;
    private final List<List<Integer>> triangles;

    private Triangulation(List<Place> places, List<List<Integer>> triangles) {
        this.places = List.copyOf(places);
        this.triangles = List.copyOf(triangles);
    }

    /**
     * Triangulates points.
     *
     * @throws IllegalArgumentException if two points are the same, or a coordinate is not finite
     */
    public static Triangulation of(List<Place> places) {
        for (Place place : places) {
            if (!Double.isFinite(place.x()) || !Double.isFinite(place.y())) {
                throw new IllegalArgumentException("expected finite coordinates; got " + place);
            }
        }
        double[] x = scaled(places, Place::x);
        double[] y = scaled(places, Place::y);
        List<Coordinate> sites = new ArrayList<>();
        Map<Coordinate, Integer> positions = new HashMap<>();
        for (int i = 0; i < places.size(); i++) {
            Coordinate site = new Coordinate(x[i], y[i]);
            sites.add(site);
            if (positions.put(site, i) != null) {
                throw new IllegalArgumentException("expected points that differ; got " + places.get(i) + " twice");
            }
        }
        DelaunayTriangulationBuilder builder = new DelaunayTriangulationBuilder();
        builder.setSites(sites);
        Geometry found = builder.getTriangles(new GeometryFactory());
        List<List<Integer>> triangles = new ArrayList<>();
        for (int t = 0; t < found.getNumGeometries(); t++) {
            Coordinate[] ring = found.getGeometryN(t).getCoordinates();
            int a = positions.get(ring[0]);
            int b = positions.get(ring[1]);
            int c = positions.get(ring[2]);
            double area = (x[b] - x[a]) * (y[c] - y[a]) - (y[b] - y[a]) * (x[c] - x[a]);
            if (Math.abs(area) > ROUNDING) {
                triangles.add(area > 0 ? List.of(a, b, c) : List.of(a, c, b));
            }
        }
        return new Triangulation(places, triangles);
    }

    private static double[] scaled(List<Place> places, ToDoubleFunction<Place> axis) {
        double[] values = places.stream().mapToDouble(axis).toArray();
        double low = places.stream().mapToDouble(axis).min().orElse(0);
        double high = places.stream().mapToDouble(axis).max().orElse(1);
        double width = high > low ? high - low : 1;
        for (int i = 0; i < values.length; i++) {
            values[i] = (values[i] - low) / width;
        }
        return values;
    }

    /** The points, as they were given. */
    public List<Place> places() {
        return places;
    }

    /** The triangles, each three positions in {@link #places}, counterclockwise. */
    public List<List<Integer>> triangles() {
        return triangles;
    }
}
