package dev.limen.app.report;

import java.util.List;

/** A region's observable before and after, side by side on the same axes. */
final class HistogramFigure {

    private static final double WIDTH = 520;
    private static final double HEIGHT = 360;

    private HistogramFigure() {}

    static Markup draw(HistogramPair pair, Palette palette) {
        List<Stack> both = List.of(pair.before(), pair.after());
        double factor = StackFigure.signalFactor(both);
        Markup html = new Markup().open("figure");
        html.raw(palette.legend(pair.after(), factor));
        html.open("div", "class", "pair");
        html.raw(figure(pair, pair.before(), pair.names().before(), palette, factor));
        html.raw(figure(pair, pair.after(), pair.names().after(), palette, factor));
        return html.close("div").close("figure");
    }

    private static Markup figure(HistogramPair pair, Stack stack, String when, Palette palette, double factor) {
        List<Double> edges = pair.edges();
        Frame frame = new Frame(
                WIDTH,
                HEIGHT,
                Scale.linear(edges.get(0), edges.get(edges.size() - 1), Frame.LEFT, WIDTH - Frame.RIGHT),
                StackFigure.vertical(List.of(pair.before(), pair.after()), factor, HEIGHT));
        Markup svg =
                StackFigure.draw(pair.region() + ", " + when, pair.observable(), frame, edges, stack, palette, factor);
        frame.close(svg);
        return svg;
    }
}
