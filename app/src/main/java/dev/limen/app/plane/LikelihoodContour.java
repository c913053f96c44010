package dev.limen.app.plane;

import dev.limen.inference.Parameter;
import dev.limen.inference.ProfileScan;
import java.util.List;

/**
 * Where the profile likelihood of two parameters ends a region of confidence: t = -2 log(1 - level), of chi-squared with two
 * degrees of freedom (2.30 for 68.3 %, 5.99 for 95 %).
 *
 * @param level confidence level
 * @param twiceDeltaNll t on the line
 * @param lines between the points of a scan, of which sqrt(t) is taken as linear on the Delaunay triangles
 */
public record LikelihoodContour(double level, double twiceDeltaNll, List<Polyline> lines) {

    private static final List<Double> LEVELS = List.of(0.683, 0.95);

    /** Copies the lines. */
    public LikelihoodContour {
        lines = List.copyOf(lines);
    }

    /**
     * The contours of 68.3 % and 95 %.
     *
     * @param scan of two parameters
     */
    public static List<LikelihoodContour> of(ProfileScan scan) {
        Triangulation plane = Triangulation.of(scan.points().stream()
                .map(point -> new Place(point.at().get(0), point.at().get(1)))
                .toList());
        return LEVELS.stream().map(level -> at(level, plane, scan)).toList();
    }

    private static LikelihoodContour at(double level, Triangulation plane, ProfileScan scan) {
        double t = -2 * Math.log1p(-level);
        List<Double> excess = scan.points().stream()
                .map(point -> Math.sqrt(point.twiceDeltaNll()) - Math.sqrt(t))
                .toList();
        return new LikelihoodContour(level, t, Isolines.of(plane, excess));
    }

    /** Whether it leaves the scanned area where that ends before the parameters' bounds. */
    public boolean leaves(ProfileScan scan) {
        return lines.stream().map(Polyline::places).anyMatch(places -> {
            Place first = places.get(0);
            Place last = places.get(places.size() - 1);
            return !first.equals(last) && !(isBound(first, scan) && isBound(last, scan));
        });
    }

    private static boolean isBound(Place place, ProfileScan scan) {
        return isBound(place.x(), scan.parameters().get(0))
                || isBound(place.y(), scan.parameters().get(1));
    }

    private static boolean isBound(double value, Parameter parameter) {
        return value == parameter.lower() || value == parameter.upper();
    }
}
