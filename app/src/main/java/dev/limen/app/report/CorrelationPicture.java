package dev.limen.app.report;

import java.math.BigDecimal;
import java.util.List;

/** A matrix of correlations, each a square that is the stronger coloured the larger it is. */
public final class CorrelationPicture {

    private static final double TOP = 40;
    private static final double MARGIN = 14;
    private static final double LARGEST = 34;
    private static final double SMALLEST = 13;
    private static final double WISHED = 900;
    private static final double NUMBERED = 26;
    private static final double STRONG = 0.6;
    private static final String TITLE = "Correlations of the fitted parameters";

    private final List<String> names;
    private final List<List<Double>> matrix;
    private final double cell;
    private final double labels;

    private CorrelationPicture(List<String> names, List<List<Double>> matrix) {
        this.names = names;
        this.matrix = matrix;
        this.cell = Math.max(SMALLEST, Math.min(LARGEST, WISHED / Math.max(1, names.size())));
        this.labels = names.stream().mapToDouble(Picture::width).max().orElse(0) + 10;
    }

    /**
     * The picture.
     *
     * @param names of the parameters
     * @param matrix their correlations, by rows, each from -1 to 1
     * @return SVG
     */
    public static String svg(List<String> names, List<List<Double>> matrix) {
        return new CorrelationPicture(names, matrix).draw();
    }

    private double at(int i) {
        return i * cell;
    }

    private String draw() {
        double size = at(names.size());
        double left = MARGIN + labels;
        // Names below lean to the left, and need as much room to the left as the ones beside.
        double below = labels * Math.sin(Math.PI / 4) + 2 * MARGIN;
        Picture picture = new Picture(Math.max(left + size + 96, 420), TOP + size + below, TITLE);
        Markup svg = picture.svg();
        svg.element(
                "text", cell < NUMBERED ? TITLE : TITLE + ", in per cent", "class", "title", "x", MARGIN, "y", 22.0);
        picture.enter(left, TOP);
        for (int row = 0; row < names.size(); row++) {
            svg.element(
                    "text",
                    Picture.fitted(names.get(row)),
                    "class",
                    "name end",
                    "x",
                    -6.0,
                    "y",
                    at(row) + cell / 2 + 4);
            svg.element(
                    "text",
                    Picture.fitted(names.get(row)),
                    "class",
                    "name end",
                    "transform",
                    "translate(" + (int) (at(row) + cell / 2 + 4) + " " + (int) (size + 12) + ") rotate(-45)");
            for (int column = 0; column < names.size(); column++) {
                square(svg, row, column);
            }
        }
        svg.empty("rect", "class", "axis", "width", size, "height", size);
        scale(svg, size + 24, Math.min(size, 180));
        picture.leave();
        return picture.end();
    }

    private void square(Markup svg, int row, int column) {
        double value = matrix.get(row).get(column);
        svg.open(
                "rect",
                "class",
                value < 0 ? "cell fall" : "cell rise",
                "fill-opacity",
                Math.abs(value),
                "x",
                at(column),
                "y",
                at(row),
                "width",
                cell,
                "height",
                cell);
        svg.element("title", names.get(row) + ", " + names.get(column) + ": " + Numbers.brief(value));
        svg.close("rect");
        if (cell >= NUMBERED && Math.abs(value) >= 0.005) {
            svg.element(
                    "text",
                    Numbers.fixed(BigDecimal.valueOf(100 * value), 0),
                    "class",
                    Math.abs(value) > STRONG ? "number strong middle" : "number middle",
                    "x",
                    at(column) + cell / 2,
                    "y",
                    at(row) + cell / 2 + 4);
        }
    }

    private static void scale(Markup svg, double x, double height) {
        int steps = 40;
        for (int i = 0; i < steps; i++) {
            double value = 1 - 2.0 * i / (steps - 1);
            svg.empty(
                    "rect",
                    "class",
                    value < 0 ? "scale fall" : "scale rise",
                    "fill-opacity",
                    Math.abs(value),
                    "x",
                    x,
                    "y",
                    height * i / steps,
                    "width",
                    14,
                    "height",
                    height / steps);
        }
        svg.empty("rect", "class", "axis", "x", x, "width", 14, "height", height);
        for (int i = -1; i <= 1; i++) {
            svg.element(
                    "text",
                    Numbers.fixed(BigDecimal.valueOf(i), 0),
                    "class",
                    "tick",
                    "x",
                    x + 20,
                    "y",
                    height * (1 - i) / 2 + 4);
        }
    }
}
