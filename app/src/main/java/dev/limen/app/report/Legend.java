package dev.limen.app.report;

/** What stands for what in a picture, in one row from the left. */
final class Legend {

    private static final double LINE = 22;
    private static final double AREA = 14;
    private static final double GAP = 18;

    private final Markup svg;
    private final double y;
    private double x;

    /** Begins at a place. */
    Legend(Markup svg, double x, double y) {
        this.svg = svg;
        this.x = x;
        this.y = y;
    }

    void line(String style, String text) {
        svg.empty("line", "class", style, "x1", x, "x2", x + LINE, "y1", y - 4, "y2", y - 4);
        name(LINE, text);
    }

    void area(String style, String text) {
        svg.empty("rect", "class", style, "x", x, "y", y - 10, "width", AREA, "height", 12);
        name(AREA, text);
    }

    /** An area of a given colour. */
    void filled(String color, String text) {
        svg.empty("rect", "fill", color, "x", x, "y", y - 10, "width", AREA, "height", 12);
        name(AREA, text);
    }

    void dot(String style, String text) {
        svg.empty("circle", "class", style, "cx", x + AREA / 2, "cy", y - 4, "r", 3.4);
        name(AREA, text);
    }

    private void name(double drawn, String text) {
        svg.element("text", Picture.fitted(text), "class", "name", "x", x + drawn + 6, "y", y);
        x += needs(drawn, text);
    }

    private static double needs(double drawn, String text) {
        return drawn + 6 + Picture.width(text) + GAP;
    }

    /** How wide an area's entry is. */
    static double areaWidth(String text) {
        return needs(AREA, text);
    }
}
