package dev.limen.app.plane;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The Delaunay triangles of scattered points (B. Delaunay, Bull. Acad. Sci. URSS (1934) 793): no point lies within the
 * circle through the corners of a triangle, both axes scaled to the range of the points.
 *
 * <p>A sweep along x makes triangles, whose common sides are flipped while that is not so (C. Lawson, 1977). Four points on
 * a circle, as regular grids have them, keep the side that the sweep gave them; points on one line make no triangle. The
 * same points in the same order give the same triangles.
 */
public final class Triangulation {
    /** On axes that are scaled to 1: what rounding makes of points on a line or on a circle. */
    private static final double ROUNDING = 1e-12;

    private final List<Place> places;
    private final double[] x;
    private final double[] y;
    private final List<int[]> triangles = new ArrayList<>();

    private Triangulation(List<Place> places) {
        this.places = List.copyOf(places);
        this.x = scaled(places.stream().mapToDouble(Place::x).toArray());
        this.y = scaled(places.stream().mapToDouble(Place::y).toArray());
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
        if (places.stream().distinct().count() < places.size()) {
            throw new IllegalArgumentException("expected points that differ; got some twice among " + places.size());
        }
        Triangulation made = new Triangulation(places);
        made.sweep();
        while (made.flip()) {
            // Each pass flips sides that are apart; the circles shrink, so there is a last one.
        }
        return made;
    }

    private static double[] scaled(double[] values) {
        double low = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .min()
                .orElse(0);
        double high = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .max()
                .orElse(1);
        double width = high > low ? high - low : 1;
        return IntStream.range(0, values.length)
                .mapToDouble(i -> (values[i] - low) / width)
                .toArray();
    }

    /** The points, as they were given. */
    public List<Place> places() {
        return places;
    }

    /** The triangles, each three positions in {@link #places}, counterclockwise. */
    public List<List<Integer>> triangles() {
        return triangles.stream().map(t -> List.of(t[0], t[1], t[2])).toList();
    }

    /** Twice the area to the left of the way from a over b to c. */
    private double turn(int a, int b, int c) {
        return (x[b] - x[a]) * (y[c] - y[a]) - (y[b] - y[a]) * (x[c] - x[a]);
    }

    /** Joins each point to the sides of the hull that it sees, from left to right. */
    private void sweep() {
        List<Integer> order = IntStream.range(0, x.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> x[i]).thenComparingDouble(i -> y[i]))
                .toList();
        List<Integer> line = new ArrayList<>();
        List<Integer> hull = new ArrayList<>();
        for (int p : order) {
            if (!hull.isEmpty()) {
                hull = joined(hull, p);
            } else if (line.size() < 2 || Math.abs(turn(line.get(0), line.get(line.size() - 1), p)) <= ROUNDING) {
                line.add(p);
            } else {
                hull = first(line, p);
            }
        }
    }

    /** The fan from the first point that leaves the line of those before it; returns its hull, counterclockwise. */
    private List<Integer> first(List<Integer> line, int p) {
        boolean left = turn(line.get(0), line.get(line.size() - 1), p) > 0;
        List<Integer> hull = new ArrayList<>();
        for (int i = 0; i < line.size(); i++) {
            hull.add(line.get(left ? i : line.size() - 1 - i));
        }
        for (int i = 0; i + 1 < hull.size(); i++) {
            triangles.add(new int[] {hull.get(i), hull.get(i + 1), p});
        }
        hull.add(p);
        return hull;
    }

    private List<Integer> joined(List<Integer> hull, int p) {
        int n = hull.size();
        boolean[] seen = new boolean[n];
        for (int i = 0; i < n; i++) {
            int a = hull.get(i);
            int b = hull.get((i + 1) % n);
            seen[i] = turn(a, b, p) < -ROUNDING;
            if (seen[i]) {
                triangles.add(new int[] {b, a, p});
            }
        }
        List<Integer> next = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            boolean before = seen[(i + n - 1) % n];
            if (!before || !seen[i]) {
                next.add(hull.get(i));
            }
            if (seen[i] && !before) {
                next.add(p);
            }
        }
        return next;
    }

    /** Flips sides, no triangle twice; returns whether there was one to flip. */
    private boolean flip() {
        Map<List<Integer>, Integer> owner = new HashMap<>();
        boolean[] changed = new boolean[triangles.size()];
        boolean any = false;
        for (int t = 0; t < changed.length; t++) {
            for (int k = 0; k < 3 && !changed[t]; k++) {
                int[] mine = triangles.get(t);
                int a = mine[k];
                int b = mine[(k + 1) % 3];
                Integer other = owner.putIfAbsent(List.of(Math.min(a, b), Math.max(a, b)), t);
                if (other == null || changed[other]) {
                    continue;
                }
                int c = mine[(k + 2) % 3];
                int d = opposite(triangles.get(other), a, b);
                if (inCircle(a, b, c, d) > ROUNDING && turn(a, d, c) > ROUNDING && turn(d, b, c) > ROUNDING) {
                    triangles.set(t, new int[] {a, d, c});
                    triangles.set(other, new int[] {d, b, c});
                    changed[t] = true;
                    changed[other] = true;
                    any = true;
                }
            }
        }
        return any;
    }

    private static int opposite(int[] triangle, int a, int b) {
        for (int corner : triangle) {
            if (corner != a && corner != b) {
                return corner;
            }
        }
        throw new IllegalStateException("a triangle has three corners");
    }

    /** Positive where d lies within the circle through a, b and c, which go counterclockwise. */
    private double inCircle(int a, int b, int c, int d) {
        double ax = x[a] - x[d];
        double ay = y[a] - y[d];
        double bx = x[b] - x[d];
        double by = y[b] - y[d];
        double cx = x[c] - x[d];
        double cy = y[c] - y[d];
        double aa = ax * ax + ay * ay;
        double bb = bx * bx + by * by;
        double cc = cx * cx + cy * cy;
        return ax * (by * cc - bb * cy) - ay * (bx * cc - bb * cx) + aa * (bx * cy - by * cx);
    }
}
