package dev.limen.app.grid;

import dev.limen.app.plane.Isolines;
import dev.limen.app.plane.Place;
import dev.limen.app.plane.Polyline;
import dev.limen.app.plane.Triangulation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What a grid excludes: where CLs is below 1 - level, its logarithm taken as linear on the Delaunay triangles of the points.
 *
 * @param axes the names of both axes
 * @param level confidence level
 * @param points those that have a place and did not fail
 * @param plane their triangles
 */
public record Exclusion(List<String> axes, double level, List<TestedPoint> points, Triangulation plane) {

    /** The lines, by what they are called in files. */
    public enum Curve {
        /** Of observed CLs. */
        OBSERVED("observed"),
        /** Of the expected median. */
        EXPECTED("expected"),
        /** Of the CLs expected where the background fluctuates down by one standard deviation: the larger area. */
        MINUS("expected -1 sigma"),
        /** Of the CLs expected where the background fluctuates up by one standard deviation: the smaller area. */
        PLUS("expected +1 sigma");

        private final String text;

        Curve(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Copies the points. */
    public Exclusion {
        axes = List.copyOf(axes);
        points = List.copyOf(points);
    }

    /** The exclusion by those points that have a place and a result. */
    public static Exclusion of(List<String> axes, double level, List<TestedPoint> tested) {
        List<TestedPoint> usable = tested.stream()
                .filter(each ->
                        each.result().isPresent() && each.point().place().isPresent())
                .toList();
        List<Place> places =
                usable.stream().map(each -> each.point().place().orElseThrow()).toList();
        return new Exclusion(axes, level, usable, Triangulation.of(places));
    }

    /** The lines of a curve; none where it is not known. */
    public List<Polyline> lines(Curve curve) {
        return known(curve) ? Isolines.of(plane, heights(curve)) : List.of();
    }

    /** Whether there is such a curve: while blind there is no observed one. */
    public boolean known(Curve curve) {
        return curve != Curve.OBSERVED
                || points.stream()
                        .allMatch(each -> each.result().orElseThrow().observed().isPresent());
    }

    /** log CLs - log(1 - level) of each point: below 0 where it is excluded. */
    public List<Double> heights(Curve curve) {
        ToDoubleFunction<PointResult> value =
                switch (curve) {
                    case OBSERVED -> result -> result.observed().orElseThrow();
                    case EXPECTED -> result -> result.expected().get(2);
                    case MINUS -> result -> result.expected().get(1);
                    case PLUS -> result -> result.expected().get(3);
                };
        return points.stream()
                .map(each -> height(value.applyAsDouble(each.result().orElseThrow())))
                .toList();
    }

    /** A CLs too small for a double counts as the smallest one. */
    private double height(double cls) {
        return Math.log(Math.max(cls, Double.MIN_VALUE)) - Math.log(1 - level);
    }

    /** As a tree for JSON. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("axes", axes);
        tree.put("level", level);
        tree.put("interpolation", "log CLs, linear on Delaunay triangles");
        Map<String, Object> curves = new LinkedHashMap<>();
        for (Curve curve : Curve.values()) {
            if (known(curve)) {
                curves.put(
                        curve.toString(),
                        lines(curve).stream().map(Exclusion::coordinates).toList());
            }
        }
        tree.put("contours", curves);
        return tree;
    }

    private static List<List<Double>> coordinates(Polyline line) {
        return line.places().stream()
                .map(place -> List.of(place.x(), place.y()))
                .toList();
    }

    /** As lines of comma-separated values: curve, number of the line, coordinates. */
    public List<String> csv() {
        List<String> rows = new ArrayList<>();
        rows.add("curve,line," + quoted(axes.get(0)) + "," + quoted(axes.get(1)));
        for (Curve curve : Curve.values()) {
            List<Polyline> lines = lines(curve);
            for (int i = 0; i < lines.size(); i++) {
                for (Place place : lines.get(i).places()) {
                    rows.add(curve + "," + i + "," + place.x() + "," + place.y());
                }
            }
        }
        return rows;
    }

    private static String quoted(String name) {
        return name.matches("[^\",\\n]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
