package dev.limen.app.plane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class IsolinesTest {

    private static Triangulation grid() {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            for (int k = 0; k < 5; k++) {
                places.add(new Place(100 * i, 50 * k));
            }
        }
        return Triangulation.of(places);
    }

    private static List<Double> values(Triangulation plane, ToDoubleFunction<Place> function) {
        return plane.places().stream().map(function::applyAsDouble).toList();
    }

    @Test
    void theLineOfALinearFunctionIsExact() {
        Triangulation plane = grid();
        List<Polyline> lines = Isolines.of(plane, values(plane, place -> place.x() + 2 * place.y() - 333));
        assertEquals(1, lines.size());
        List<Place> places = lines.get(0).places();
        for (Place place : places) {
            assertEquals(333, place.x() + 2 * place.y(), 1e-9);
        }
        Place first = places.get(0);
        Place last = places.get(places.size() - 1);
        // It crosses the plane from rim to rim.
        assertEquals(333, Math.abs(first.x() - last.x()), 1e-9);
    }

    @Test
    void aLineAroundAnIslandIsClosed() {
        Triangulation plane = grid();
        List<Polyline> lines = Isolines.of(plane, values(plane, place -> place.equals(new Place(200, 100)) ? -1 : 1));
        assertEquals(1, lines.size());
        List<Place> places = lines.get(0).places();
        assertEquals(places.get(0), places.get(places.size() - 1));
        for (Place place : places) {
            double dx = Math.abs(place.x() - 200);
            double dy = Math.abs(place.y() - 100);
            assertEquals(0.5, Math.max(dx / 100, dy / 50), 1e-9, "half way to a neighbour");
        }
    }

    @Test
    void whereNothingChangesSignThereIsNoLine() {
        Triangulation plane = grid();
        assertEquals(List.of(), Isolines.of(plane, values(plane, place -> 1)));
        assertThrows(IllegalArgumentException.class, () -> Isolines.of(plane, List.of(1.0)));
    }

    @Test
    void theAreaBetweenTwoLinesIsThatOfTheStrip() {
        Triangulation plane = grid();
        List<List<Place>> polygons =
                Between.of(plane, values(plane, place -> place.x() - 430), values(plane, place -> place.x() - 120));
        double area = 0;
        for (List<Place> polygon : polygons) {
            for (int i = 1; i + 1 < polygon.size(); i++) {
                area += TriangulationTest.area(polygon, List.of(0, i, i + 1));
            }
        }
        assertEquals(310 * 200, area, 1e-6);
    }
}
