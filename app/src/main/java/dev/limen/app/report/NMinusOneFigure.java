package dev.limen.app.report;

import java.util.List;

/** A cut's column with all other cuts applied, and the thresholds before and after with the side that is kept. */
final class NMinusOneFigure {

    private static final double WIDTH = 520;
    private static final double HEIGHT = 300;
    private static final double ARROW = 16;

    private NMinusOneFigure() {}

    static Markup draw(NMinusOne plot, Palette palette) {
        List<Double> edges = plot.edges();
        Scale x = Scale.linear(edges.get(0), edges.get(edges.size() - 1), Frame.LEFT, WIDTH - Frame.RIGHT);
        double factor = StackFigure.signalFactor(List.of(plot.stack()));
        Scale y = StackFigure.vertical(List.of(plot.stack()), factor, HEIGHT);
        Frame frame = new Frame(WIDTH, HEIGHT, x, y);
        String title = plot.cut() + (factor > 1 ? "  (line: signal × " + Numbers.brief(factor) + ")" : "");
        Markup svg = StackFigure.draw(title, plot.column(), frame, edges, plot.stack(), palette, factor);
        for (NMinusOne.Mark mark : plot.marks()) {
            mark(svg, x.at(mark.before()), mark.keepsAbove(), "before");
            mark(svg, x.at(mark.after()), mark.keepsAbove(), "after");
        }
        frame.close(svg);
        return svg;
    }

    private static void mark(Markup svg, double at, boolean keepsAbove, String style) {
        double bottom = HEIGHT - Frame.BOTTOM;
        double tip = at + (keepsAbove ? ARROW : -ARROW);
        double back = tip + (keepsAbove ? -5 : 5);
        double y = style.equals("before") ? Frame.TOP + 18 : Frame.TOP + 4;
        svg.empty("line", "class", "mark halo", "x1", at, "x2", at, "y1", Frame.TOP, "y2", bottom);
        svg.empty("line", "class", "mark " + style, "x1", at, "x2", at, "y1", Frame.TOP, "y2", bottom);
        svg.empty("line", "class", "mark solid", "x1", at, "x2", tip, "y1", y, "y2", y);
        svg.empty("line", "class", "mark solid", "x1", tip, "x2", back, "y1", y, "y2", y - 4);
        svg.empty("line", "class", "mark solid", "x1", tip, "x2", back, "y1", y, "y2", y + 4);
    }
}
