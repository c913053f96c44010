package dev.limen.app.report;

import java.util.List;
import java.util.Locale;

/**
 * A figure's size, axes and labels.
 *
 * @param width of the drawing in pixels
 * @param height of it
 * @param x horizontal axis
 * @param y vertical axis
 */
record Frame(double width, double height, Scale x, Scale y) {

    static final double LEFT = 62;
    static final double RIGHT = 14;
    static final double TOP = 30;
    static final double BOTTOM = 46;

    private static final double TICK = 5;
    private static final double PIXELS_A_TICK = 28;

    /** Opens the drawing with its title. */
    Markup begin(String title) {
        Markup svg = new Markup();
        svg.open(
                "svg",
                "viewBox",
                "0 0 " + (int) width + " " + (int) height,
                "role",
                "img",
                "aria-label",
                title,
                "xmlns",
                "http://www.w3.org/2000/svg");
        svg.element("text", title, "class", "title", "x", LEFT, "y", 18.0);
        return svg;
    }

    /** Draws grid lines, ticks and their numbers, and the names of the axes; to be drawn before the data. */
    void axes(Markup svg, String xName, String yName) {
        vertical(svg, yName);
        double right = width - RIGHT;
        double bottom = height - BOTTOM;
        for (Scale.Tick tick : x.ticks(1.5 * PIXELS_A_TICK)) {
            double at = x.at(tick.value());
            svg.empty("line", "class", "axis", "x1", at, "x2", at, "y1", bottom, "y2", bottom + TICK);
            svg.element("text", tick.label(), "class", "tick middle", "x", at, "y", bottom + TICK + 13);
        }
        svg.element("text", xName, "class", "label end", "x", right, "y", height - 10);
    }

    /** Draws the vertical axis only. */
    void vertical(Markup svg, String name) {
        for (Scale.Tick tick : y.ticks(PIXELS_A_TICK)) {
            double at = y.at(tick.value());
            svg.empty("line", "class", "grid", "x1", LEFT, "x2", width - RIGHT, "y1", at, "y2", at);
            svg.element("text", tick.label(), "class", "tick end", "x", LEFT - TICK - 2, "y", at + 4);
        }
        svg.element("text", name, "class", "label end", "transform", "translate(14," + TOP + ") rotate(-90)");
    }

    /** Draws the axes' lines, over the data, and ends the drawing. */
    void close(Markup svg) {
        lines(svg);
        svg.close("svg");
    }

    /** Draws the axes' lines, over the data. */
    void lines(Markup svg) {
        double bottom = height - BOTTOM;
        svg.empty("line", "class", "axis", "x1", LEFT, "x2", width - RIGHT, "y1", bottom, "y2", bottom);
        svg.empty("line", "class", "axis", "x1", LEFT, "x2", LEFT, "y1", TOP, "y2", bottom);
    }

    /** A datum's uncertainty, from one value to another, at a place in pixels. */
    void uncertainty(Markup svg, double at, double low, double high) {
        svg.empty("line", "class", "data", "x1", at, "x2", at, "y1", y.at(low), "y2", y.at(high));
    }

    /** A line through points. */
    void curve(Markup svg, String style, List<Double> xs, List<Double> ys) {
        StringBuilder path = new StringBuilder();
        String move = "M";
        for (int i = 0; i < xs.size(); i++) {
            if (!Double.isFinite(ys.get(i))) {
                move = "M";
                continue;
            }
            path.append(String.format(Locale.ROOT, "%s%.2f %.2f", move, x.at(xs.get(i)), y.at(ys.get(i))));
            move = "L";
        }
        svg.empty("path", "class", style, "d", path.toString());
    }
}
