package dev.limen.app.plane;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where a function that is linear on triangles is 0. */
public final class Isolines {
    private final Triangulation plane;
    private final List<Double> values;
    /** By crossed side, the sides that the line goes on to. */
    private final Map<List<Integer>, List<List<Integer>>> next = new LinkedHashMap<>();

    private Isolines(Triangulation plane, List<Double> values) {
        this.plane = plane;
        this.values = values;
        plane.triangles().forEach(this::cross);
    }

    /**
     * The lines between values below 0 and others, each as long as it goes.
     *
     * @param values of the function, one for each of the plane's points; finite
     * @throws IllegalArgumentException if the lengths differ
     */
    public static List<Polyline> of(Triangulation plane, List<Double> values) {
        if (values.size() != plane.places().size()) {
            throw new IllegalArgumentException("expected one value a point; got " + values.size() + " for "
                    + plane.places().size());
        }
        return new Isolines(plane, values).lines();
    }

    private boolean below(int i) {
        return values.get(i) < 0;
    }

    private void cross(List<Integer> triangle) {
        List<List<Integer>> crossed = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            int a = triangle.get(k);
            int b = triangle.get((k + 1) % 3);
            if (below(a) != below(b)) {
                crossed.add(List.of(Math.min(a, b), Math.max(a, b)));
            }
        }
        if (!crossed.isEmpty()) {
            next.computeIfAbsent(crossed.get(0), side -> new ArrayList<>()).add(crossed.get(1));
            next.computeIfAbsent(crossed.get(1), side -> new ArrayList<>()).add(crossed.get(0));
        }
    }

    /** Those that end at the rim first, then the closed ones. */
    private List<Polyline> lines() {
        List<Polyline> lines = new ArrayList<>();
        Map<List<Integer>, Integer> done = new HashMap<>();
        next.forEach((side, neighbours) -> {
            if (neighbours.size() == 1 && !done.containsKey(side)) {
                lines.add(follow(side, done));
            }
        });
        next.keySet().forEach(side -> {
            if (!done.containsKey(side)) {
                Polyline open = follow(side, done);
                List<Place> closed = new ArrayList<>(open.places());
                closed.add(closed.get(0));
                lines.add(new Polyline(closed));
            }
        });
        return lines;
    }

    private Polyline follow(List<Integer> from, Map<List<Integer>, Integer> done) {
        List<Place> places = new ArrayList<>();
        List<Integer> side = from;
        while (side != null) {
            done.put(side, places.size());
            places.add(crossing(side));
            side = next.get(side).stream()
                    .filter(to -> !done.containsKey(to))
                    .findFirst()
                    .orElse(null);
        }
        return new Polyline(places);
    }

    private Place crossing(List<Integer> side) {
        double a = values.get(side.get(0));
        double b = values.get(side.get(1));
        return plane.places().get(side.get(0)).towards(plane.places().get(side.get(1)), a / (a - b));
    }
}
