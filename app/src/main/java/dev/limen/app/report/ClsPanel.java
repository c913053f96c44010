package dev.limen.app.report;

import dev.limen.inference.Band;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * CLs against the POI, observed and expected with its bands, and the line of exclusion.
 *
 * @param poi its name
 * @param width in pixels
 * @param height in pixels
 * @param alpha where a signal strength is excluded, say 0.05
 * @param points in ascending order
 */
record ClsPanel(String poi, double width, double height, double alpha, List<Point> points) {

    /** What stands above a panel's frame. */
    static final double HEADING = 18;

    /** How far curves go on outside of the frame, in its heights: enough that their slope at its edge is right. */
    static final double BEYOND = 20;

    private static final double LOWEST = 1e-4;

    /** A signal strength. */
    record Point(double mu, OptionalDouble observed, Band expected) {}

    ClsPanel {
        points = List.copyOf(points);
    }

    /** Draws the panel, and gives its frame. */
    Frame draw(Picture picture, Scale horizontal, String title) {
        Markup svg = picture.svg();
        double bottom = height - Frame.BOTTOM;
        double lowest = points.stream()
                .mapToDouble(point -> point.expected().median())
                .min()
                .orElse(alpha);
        double floor = Math.max(LOWEST, Math.pow(10, Math.floor(Math.log10(Math.min(lowest, alpha)))));
        Frame frame = new Frame(width, height, horizontal, Scale.logarithmic(floor, 1, bottom, Frame.TOP));
        svg.element("text", title, "class", "title", "x", Frame.LEFT, "y", 2.0);
        frame.axes(svg, poi, "CLs");
        picture.openWindow(frame);
        double room = BEYOND * (bottom - Frame.TOP) / -Math.log10(floor);
        Scale lower = Scale.logarithmic(floor * Math.pow(10, -BEYOND), 1, bottom + room, Frame.TOP);
        Frame deep = new Frame(width, height, horizontal, lower);
        band(svg, deep, "two", 0, 4);
        band(svg, deep, "one", 1, 3);
        List<Double> xs = points.stream().map(Point::mu).toList();
        deep.curve(
                svg,
                "median",
                xs,
                points.stream().map(point -> point.expected().median()).toList());
        boolean observed = points.stream().anyMatch(point -> point.observed().isPresent());
        if (observed) {
            deep.curve(
                    svg,
                    "curve",
                    xs,
                    points.stream()
                            .map(point -> point.observed().orElse(Double.NaN))
                            .toList());
        }
        picture.closeWindow();
        double at = frame.y().at(alpha);
        svg.empty("line", "class", "level", "x1", Frame.LEFT, "x2", width - Frame.RIGHT, "y1", at, "y2", at);
        svg.element("text", Numbers.brief(rounded(alpha)), "class", "note", "x", Frame.LEFT + 6, "y", at - 5);
        legend(svg, observed);
        frame.lines(svg);
        return frame;
    }

    /** 1 - 0.95 without its rounding. */
    private static double rounded(double value) {
        return Math.rint(value * 1e9) / 1e9;
    }

    private void band(Markup svg, Frame frame, String style, int below, int above) {
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            path.append(corner(frame, path.isEmpty() ? "M" : "L", point, below));
        }
        for (int i = points.size() - 1; i >= 0; i--) {
            path.append(corner(frame, "L", points.get(i), above));
        }
        svg.empty("path", "class", style, "d", path.append("Z").toString());
    }

    private static String corner(Frame frame, String move, Point point, int i) {
        return String.format(
                Locale.ROOT,
                "%s%.2f %.2f",
                move,
                frame.x().at(point.mu()),
                frame.y().at(point.expected().values().get(i)));
    }

    private static void legend(Markup svg, boolean observed) {
        Legend legend = new Legend(svg, Frame.LEFT, 20);
        if (observed) {
            legend.line("curve", "observed");
        }
        legend.line("median", "expected without signal");
        legend.area("one", "± 1 σ");
        legend.area("two", "± 2 σ");
    }
}
