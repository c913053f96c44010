package dev.limen.app.report;

import dev.limen.app.plane.Place;
import dev.limen.app.plane.Polyline;
import java.util.List;
import java.util.Locale;

/**
 * What a grid of signal points excludes, as a picture that stands alone: the observed line, the expected one with its band of
 * one standard deviation, and the points, full where they are excluded.
 *
 * @param title above the picture
 * @param xName horizontal axis, with its unit
 * @param yName vertical axis
 * @param marks the points
 * @param band the area between the lines of minus and plus one standard deviation, as polygons
 * @param expected the expected lines
 * @param observed the observed lines; none while blind
 */
public record ExclusionFigure(
        String title,
        String xName,
        String yName,
        List<Mark> marks,
        List<List<Place>> band,
        List<Polyline> expected,
        List<Polyline> observed) {

    private static final double WIDTH = 760;
    private static final double HEIGHT = 540;
    private static final double MARGIN = 0.05;
    private static final double LEGEND_AT = 246;
    private static final double LEGEND_STEP = 18;
    private static final String STYLE = """
            svg { background: #fff; font: 12px "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif; }
            text { fill: #1c2127; } .title { font-size: 15px; font-weight: 600; } .tick { fill: #5a6572; font-size: 11.5px; }
            .label { font-size: 13px; } .end { text-anchor: end; } .middle { text-anchor: middle; }
            .axis { stroke: #5a6572; } .grid { stroke: #e9ecf0; }
            .band { fill: #ffd54a; stroke: #ffd54a; stroke-width: 0.6; fill-opacity: 0.75; stroke-opacity: 0.75; }
            .expected { fill: none; stroke: #1668b8; stroke-width: 2; stroke-dasharray: 7 4; }
            .observed { fill: none; stroke: #bd1f01; stroke-width: 2.4; stroke-linejoin: round; }
            .mark { fill: #fff; stroke: #5a6572; } .excluded { fill: #5a6572; }
            """;

    /** Whether CLs of a point excludes it. */
    public enum Verdict {
        EXCLUDED,
        ALLOWED
    }

    /**
     * A point.
     *
     * @param place where it lies
     * @param verdict of observed CLs, or of the expected ones while blind
     * @param text shown where the pointer rests on it
     */
    public record Mark(Place place, Verdict verdict, String text) {}

    /** Copies the lists. */
    public ExclusionFigure {
        marks = List.copyOf(marks);
        band = List.copyOf(band);
        expected = List.copyOf(expected);
        observed = List.copyOf(observed);
    }

    /** The picture as a document of its own. */
    public String svg() {
        Frame frame = new Frame(
                WIDTH,
                HEIGHT,
                scale(marks.stream().map(mark -> mark.place().x()).toList(), Frame.LEFT, WIDTH - Frame.RIGHT),
                scale(marks.stream().map(mark -> mark.place().y()).toList(), HEIGHT - Frame.BOTTOM, Frame.TOP));
        Markup svg = frame.begin(title);
        svg.open("style").resource(STYLE).close("style");
        frame.axes(svg, xName, yName);
        for (List<Place> polygon : band) {
            svg.empty("path", "class", "band", "d", path(frame, polygon) + "Z");
        }
        expected.forEach(line -> svg.empty("path", "class", "expected", "d", path(frame, line.places())));
        observed.forEach(line -> svg.empty("path", "class", "observed", "d", path(frame, line.places())));
        marks.forEach(mark -> draw(svg, frame, mark));
        legend(svg);
        frame.close(svg);
        return svg.toString();
    }

    private static Scale scale(List<Double> values, double from, double to) {
        double low = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double high = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        double margin = MARGIN * (high - low);
        return Scale.linear(low - margin, high + margin, from, to);
    }

    private static String path(Frame frame, List<Place> places) {
        StringBuilder path = new StringBuilder();
        for (Place place : places) {
            path.append(String.format(
                    Locale.ROOT,
                    "%s%.2f %.2f",
                    path.isEmpty() ? "M" : "L",
                    frame.x().at(place.x()),
                    frame.y().at(place.y())));
        }
        return path.toString();
    }

    private static void draw(Markup svg, Frame frame, Mark mark) {
        String style = mark.verdict() == Verdict.EXCLUDED ? "mark excluded" : "mark";
        double x = frame.x().at(mark.place().x());
        double y = frame.y().at(mark.place().y());
        svg.open("circle", "class", style, "cx", x, "cy", y, "r", 3.0);
        svg.element("title", mark.text());
        svg.close("circle");
    }

    /** To the right of the title, over the frame, where no point can lie. */
    private void legend(Markup svg) {
        double at = WIDTH - Frame.RIGHT - LEGEND_AT;
        double y = Frame.TOP - LEGEND_STEP;
        svg.empty("path", "class", "band", "d", "M" + at + " " + (y - 6) + "h22v12h-22Z");
        svg.empty("path", "class", "expected", "d", "M" + at + " " + y + "h22");
        svg.element("text", "expected ± 1 σ", "x", at + 28, "y", y + 4);
        if (!observed.isEmpty()) {
            svg.empty("path", "class", "observed", "d", "M" + (at + 128) + " " + y + "h22");
            svg.element("text", "observed", "x", at + 156, "y", y + 4);
        }
    }
}
