package dev.limen.app.plane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TriangulationTest {

    @Test
    void noPointLiesWithinTheCircleOfATriangle() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            List<Place> places = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                places.add(new Place(random.nextDouble(), random.nextDouble()));
            }
            // So that the axes' scales, which stretch the range to 1, are 1.
            places.addAll(List.of(new Place(0, 0), new Place(1, 1)));
            Triangulation plane = Triangulation.of(places);
            for (List<Integer> triangle : plane.triangles()) {
                assertTrue(area(places, triangle) > 0, "counterclockwise");
                for (int d = 0; d < places.size(); d++) {
                    assertFalse(inside(places, triangle, d), "seed " + seed + ": " + d + " within " + triangle);
                }
            }
        }
    }

    @Test
    void trianglesFillTheHull() {
        for (int columns = 2; columns < 7; columns++) {
            List<Place> places = new ArrayList<>();
            for (int i = 0; i < columns; i++) {
                for (int k = 0; k < 4; k++) {
                    places.add(new Place(100 + 50 * i, 1000 - 250 * k));
                }
            }
            Triangulation plane = Triangulation.of(places);
            assertEquals(2 * 3 * (columns - 1), plane.triangles().size());
            double area = plane.triangles().stream()
                    .mapToDouble(triangle -> area(places, triangle))
                    .sum();
            assertEquals(50 * (columns - 1) * 750, area, 1e-9 * area);
        }
    }

    @Test
    void pointsOnALineMakeNone() {
        assertTrue(Triangulation.of(List.of()).triangles().isEmpty());
        assertTrue(Triangulation.of(List.of(new Place(0, 1), new Place(1, 3), new Place(0.1, 1.2)))
                .triangles()
                .isEmpty());
    }

    @Test
    void aPointTwiceIsRefused() {
        List<Place> twice = List.of(new Place(1, 2), new Place(2, 2), new Place(1, 2));
        assertThrows(IllegalArgumentException.class, () -> Triangulation.of(twice));
        List<Place> nowhere = List.of(new Place(Double.NaN, 2));
        assertThrows(IllegalArgumentException.class, () -> Triangulation.of(nowhere));
    }

    static double area(List<Place> places, List<Integer> triangle) {
        Place a = places.get(triangle.get(0));
        Place b = places.get(triangle.get(1));
        Place c = places.get(triangle.get(2));
        return 0.5 * ((b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x()));
    }

    /** By the circle's centre and radius, unlike the determinant under test. */
    private static boolean inside(List<Place> places, List<Integer> triangle, int d) {
        Place a = places.get(triangle.get(0));
        Place b = places.get(triangle.get(1));
        Place c = places.get(triangle.get(2));
        double bx = b.x() - a.x();
        double by = b.y() - a.y();
        double cx = c.x() - a.x();
        double cy = c.y() - a.y();
        double twice = 2 * (bx * cy - by * cx);
        double x = (cy * (bx * bx + by * by) - by * (cx * cx + cy * cy)) / twice;
        double y = (bx * (cx * cx + cy * cy) - cx * (bx * bx + by * by)) / twice;
        double distance =
                Math.hypot(places.get(d).x() - a.x() - x, places.get(d).y() - a.y() - y);
        // Nearly flat triangles have circles whose centres are far away and rounded.
        return !triangle.contains(d) && distance < Math.hypot(x, y) * (1 - 1e-9);
    }
}
