package dev.limen.app.report;

import dev.limen.inference.Band;
import dev.limen.inference.ToyCls;
import dev.limen.inference.ToyLimit;
import dev.limen.inference.ToyLimits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/** CLs by toys at all signal strengths that the search for a limit tried, with their errors. */
public final class LimitPicture {

    private static final double WIDTH = 760;
    private static final double PANEL = 400;
    /** In the order of the band. */
    private static final int MEDIAN = 2;

    private LimitPicture() {}

    /**
     * The picture.
     *
     * @param poi the POI's name
     * @param limits what the search found
     * @param level confidence level of exclusion, say 0.95
     * @return SVG
     */
    public static String svg(String poi, ToyLimits limits, double level) {
        boolean seen = limits.observed().isPresent();
        List<ClsPanel.Point> points = new ArrayList<>();
        // Without signal nothing can be excluded.
        points.add(new ClsPanel.Point(
                0, seen ? OptionalDouble.of(1) : OptionalDouble.empty(), new Band(Collections.nCopies(5, 1.0))));
        limits.tried().forEach(tried -> points.add(point(tried, seen)));
        String title = "CLs against " + poi + " by toys";
        Picture picture = new Picture(WIDTH, ClsPanel.HEADING + PANEL, title);
        picture.enter(0, ClsPanel.HEADING);
        Scale horizontal = Scale.linear(0, points.get(points.size() - 1).mu(), Frame.LEFT, WIDTH - Frame.RIGHT);
        ClsPanel panel = new ClsPanel(poi, WIDTH, PANEL, 1 - level, points);
        Frame frame = panel.draw(picture, horizontal, title + ", " + result(limits));
        Markup svg = picture.svg();
        if (seen) {
            limits.tried().forEach(tried -> error(svg, frame, tried));
        }
        limits.observed().ifPresent(limit -> drop(svg, frame, limit, 1 - level));
        picture.leave();
        return picture.end();
    }

    private static ClsPanel.Point point(ToyLimits.Tried tried, boolean seen) {
        return new ClsPanel.Point(
                tried.mu(),
                seen ? OptionalDouble.of(observed(tried.cls())) : OptionalDouble.empty(),
                tried.cls().expected());
    }

    /** 0 / 0 of data beyond all toys is no point of the curve. */
    private static double observed(ToyCls cls) {
        return cls.clb() == 0 ? Double.NaN : cls.observed();
    }

    private static void error(Markup svg, Frame frame, ToyLimits.Tried tried) {
        double value = observed(tried.cls());
        double floor = frame.y().lower();
        if (!(value >= floor)) {
            return;
        }
        double error = tried.cls().observedError();
        double at = frame.x().at(tried.mu());
        frame.uncertainty(svg, at, Math.max(floor, value - error), value + error);
        svg.open("circle", "class", "data", "cx", at, "cy", frame.y().at(value), "r", 2.6);
        svg.element(
                "title", Numbers.brief(tried.mu()) + ": CLs " + Numbers.brief(value) + " ± " + Numbers.brief(error));
        svg.close("circle");
    }

    private static void drop(Markup svg, Frame frame, ToyLimit limit, double alpha) {
        double at = frame.x().at(limit.value());
        svg.empty("line", "class", "mark", "x1", at, "x2", at, "y1", frame.y().at(alpha), "y2", PANEL - Frame.BOTTOM);
    }

    private static String result(ToyLimits limits) {
        ToyLimit shown = limits.observed().orElseGet(() -> limits.expected().get(MEDIAN));
        return Quoted.of(limits.observed().isPresent() ? "limit" : "expected limit", shown.value(), shown.error());
    }
}
