package dev.limen.app.report;

import dev.limen.inference.LikelihoodInterval;
import dev.limen.inference.Scan;
import java.util.Collections;
import java.util.List;

/** A scan of the POI: its profile likelihood, and CLs with the bands of what is expected. */
public final class ScanPicture {

    private static final double WIDTH = 560;
    private static final double PANEL = 385;
    private static final double HEADING = ClsPanel.HEADING;
    private static final double BOTTOM = PANEL - Frame.BOTTOM;
    private static final double BEYOND = ClsPanel.BEYOND;

    private static final double HIGHEST_NLL = 16;
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
        new ClsPanel(poi, WIDTH, PANEL, alpha, points())
                .draw(picture, Scale.linear(first, last, Frame.LEFT, WIDTH - Frame.RIGHT), "CLs");
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

    private List<ClsPanel.Point> points() {
        return scan.points().stream()
                .filter(point -> point.expected().isPresent())
                .map(point -> new ClsPanel.Point(
                        point.mu(), point.observed(), point.expected().get()))
                .toList();
    }
}
