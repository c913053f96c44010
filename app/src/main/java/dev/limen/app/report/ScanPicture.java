package dev.limen.app.report;

import dev.limen.inference.Band;
import dev.limen.inference.LikelihoodInterval;
import dev.limen.inference.Scan;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A scan of the POI: its profile likelihood, and CLs with the bands of what is expected. */
public final class ScanPicture {

    private static final double WIDTH = 560;
    private static final double PANEL = 385;
    private static final double HEADING = 18;
    private static final double BOTTOM = PANEL - Frame.BOTTOM;
    /** How far curves go on outside of the frame, in its heights: enough that their slope at its edge is right. */
    private static final double BEYOND = 20;

    private static final double HIGHEST_NLL = 16;
    private static final double LOWEST_CLS = 1e-4;
    private static final double TWICE_SIGMA = 4;

    private final String poi;
    private final Scan scan;
    private final List<LikelihoodInterval> intervals;
    private final double alpha;
    private final double first;
    private final double last;

    private ScanPicture(String poi, Scan scan, List<LikelihoodInterval> intervals, double level) {
        this.poi = poi;
        this.scan = scan;
        this.intervals = intervals;
        this.alpha = 1 - level;
        this.first = Collections.min(scan.points().stream().map(Scan.Point::mu).toList());
        this.last = Collections.max(scan.points().stream().map(Scan.Point::mu).toList());
    }

    /**
     * The picture.
     *
     * @param poi the POI's name
     * @param scan two points or more, in ascending order
     * @param intervals whose ends are marked
     * @param level confidence level of exclusion, say 0.95
     * @return SVG
     */
    public static String svg(String poi, Scan scan, List<LikelihoodInterval> intervals, double level) {
        return new ScanPicture(poi, scan, intervals, level).draw();
    }

    private String draw() {
        Picture picture = new Picture(2 * WIDTH, HEADING + PANEL, "Profile likelihood and CLs against " + poi);
        picture.enter(0, HEADING);
        likelihood(picture);
        picture.leave();
        picture.enter(WIDTH, HEADING);
        exclusion(picture);
        picture.leave();
        return picture.end();
    }

    private Scale horizontal() {
        return Scale.linear(first, last, Frame.LEFT, WIDTH - Frame.RIGHT);
    }

    private void likelihood(Picture picture) {
        Markup svg = picture.svg();
        List<Double> xs = scan.points().stream().map(Scan.Point::mu).toList();
        List<Double> ys = scan.points().stream().map(Scan.Point::twiceDeltaNll).toList();
        double highest = Math.min(HIGHEST_NLL, Math.max(1.15 * Collections.max(ys), 1.25 * TWICE_SIGMA));
        Frame frame = new Frame(WIDTH, PANEL, horizontal(), Scale.linear(0, highest, BOTTOM, Frame.TOP));
        svg.element("text", "Profile likelihood", "class", "title", "x", Frame.LEFT, "y", 2.0);
        svg.element("text", summary(), "class", "note", "x", Frame.LEFT, "y", 20.0);
        frame.axes(svg, poi, "2 Δ NLL");
        for (LikelihoodInterval interval : intervals) {
            double y = interval.deviations() * interval.deviations();
            double at = frame.y().at(y);
            svg.empty("line", "class", "level", "x1", Frame.LEFT, "x2", WIDTH - Frame.RIGHT, "y1", at, "y2", at);
            String label = Numbers.brief(interval.deviations()) + " σ";
            svg.element("text", label, "class", "note end", "x", WIDTH - Frame.RIGHT - 4, "y", at - 4);
            interval.lower().ifPresent(lower -> drop(svg, frame, lower, at));
            drop(svg, frame, interval.upper(), at);
        }
        picture.openWindow(frame);
        double room = BEYOND * (BOTTOM - Frame.TOP);
        Scale higher = Scale.linear(0, (1 + BEYOND) * highest, BOTTOM, Frame.TOP - room);
        new Frame(WIDTH, PANEL, horizontal(), higher).curve(svg, "curve", xs, ys);
        picture.closeWindow();
        frame.lines(svg);
    }

    private String summary() {
        StringBuilder text = new StringBuilder("best fit ").append(Numbers.brief(scan.best()));
        intervals.stream().findFirst().ifPresent(interval -> {
            double above = interval.upper() - interval.best();
            text.append(" +").append(Numbers.brief(above));
            interval.lower()
                    .ifPresentOrElse(
                            lower -> text.append(" ").append(Numbers.brief(lower - interval.best())),
                            () -> text.append(", down to the bound"));
        });
        return text.toString();
    }

    private void drop(Markup svg, Frame frame, double mu, double from) {
        if (mu >= first && mu <= last) {
            double at = frame.x().at(mu);
            svg.empty("line", "class", "mark", "x1", at, "x2", at, "y1", from, "y2", BOTTOM);
        }
    }

    private void exclusion(Picture picture) {
        Markup svg = picture.svg();
        List<Scan.Point> points = scan.points().stream()
                .filter(point -> point.expected().isPresent())
                .toList();
        double lowest = points.stream()
                .mapToDouble(point -> point.expected().orElseThrow().median())
                .min()
                .orElse(alpha);
        double floor = Math.max(LOWEST_CLS, Math.pow(10, Math.floor(Math.log10(Math.min(lowest, alpha)))));
        Frame frame = new Frame(WIDTH, PANEL, horizontal(), Scale.logarithmic(floor, 1, BOTTOM, Frame.TOP));
        svg.element("text", "CLs", "class", "title", "x", Frame.LEFT, "y", 2.0);
        frame.axes(svg, poi, "CLs");
        picture.openWindow(frame);
        double decades = -Math.log10(floor);
        double room = BEYOND * (BOTTOM - Frame.TOP) / decades;
        Scale lower = Scale.logarithmic(floor * Math.pow(10, -BEYOND), 1, BOTTOM + room, Frame.TOP);
        Frame deep = new Frame(WIDTH, PANEL, horizontal(), lower);
        band(svg, deep, points, "two", 0, 4);
        band(svg, deep, points, "one", 1, 3);
        List<Double> xs = points.stream().map(Scan.Point::mu).toList();
        deep.curve(
                svg,
                "median",
                xs,
                points.stream()
                        .map(point -> point.expected().orElseThrow().median())
                        .toList());
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
        svg.empty("line", "class", "level", "x1", Frame.LEFT, "x2", WIDTH - Frame.RIGHT, "y1", at, "y2", at);
        svg.element("text", Numbers.brief(rounded(alpha)), "class", "note", "x", Frame.LEFT + 6, "y", at - 5);
        legend(svg, observed);
        frame.lines(svg);
    }

    /** 1 - 0.95 without its rounding. */
    private static double rounded(double value) {
        return Math.rint(value * 1e9) / 1e9;
    }

    private static void band(Markup svg, Frame frame, List<Scan.Point> points, String style, int below, int above) {
        StringBuilder path = new StringBuilder();
        for (Scan.Point point : points) {
            path.append(corner(frame, path.isEmpty() ? "M" : "L", point, below));
        }
        for (int i = points.size() - 1; i >= 0; i--) {
            path.append(corner(frame, "L", points.get(i), above));
        }
        svg.empty("path", "class", style, "d", path.append("Z").toString());
    }

    private static String corner(Frame frame, String move, Scan.Point point, int i) {
        Band band = point.expected().orElseThrow();
        return String.format(
                Locale.ROOT,
                "%s%.2f %.2f",
                move,
                frame.x().at(point.mu()),
                frame.y().at(band.values().get(i)));
    }

    private static void legend(Markup svg, boolean observed) {
        double x = Frame.LEFT;
        double y = 20;
        if (observed) {
            svg.empty("line", "class", "curve", "x1", x, "x2", x + 22, "y1", y - 4, "y2", y - 4);
            svg.element("text", "observed", "class", "name", "x", x + 28, "y", y);
            x += 92;
        }
        svg.empty("line", "class", "median", "x1", x, "x2", x + 22, "y1", y - 4, "y2", y - 4);
        svg.element("text", "expected without signal", "class", "name", "x", x + 28, "y", y);
        x += 172;
        svg.empty("rect", "class", "one", "x", x, "y", y - 10, "width", 14, "height", 12);
        svg.element("text", "± 1 σ", "class", "name", "x", x + 20, "y", y);
        x += 66;
        svg.empty("rect", "class", "two", "x", x, "y", y - 10, "width", 14, "height", 12);
        svg.element("text", "± 2 σ", "class", "name", "x", x + 20, "y", y);
    }
}
