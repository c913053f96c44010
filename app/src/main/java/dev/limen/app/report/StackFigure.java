package dev.limen.app.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A stacked histogram with its uncertainty band, the signal on top and scaled beside it, and data where they are shown. */
final class StackFigure {

    private static final double ZERO_OF_LOG = 0.1;
    private static final double LOG_FROM_RATIO = 300;

    private final Frame frame;
    private final List<Double> edges;
    private final List<String> places;
    private final Stack stack;
    private final Palette palette;
    private final double signalFactor;

    private StackFigure(
            Frame frame, List<Double> edges, List<String> places, Stack stack, Palette palette, double signalFactor) {
        this.frame = frame;
        this.edges = edges;
        this.places = places;
        this.stack = stack;
        this.palette = palette;
        this.signalFactor = signalFactor;
    }

    /** The vertical range that fits all of some histograms. */
    static Scale vertical(List<Stack> stacks, double signalFactor, double height) {
        return vertical(stacks, signalFactor, height, LOG_FROM_RATIO);
    }

    /** The same, logarithmic where the highest bin is so many times the lowest. */
    static Scale vertical(List<Stack> stacks, double signalFactor, double height, double logFromRatio) {
        double top = 0;
        double least = Double.POSITIVE_INFINITY;
        for (Stack stack : stacks) {
            int bins = stack.processes().get(0).yields().size();
            for (int bin = 0; bin < bins; bin++) {
                double total = stack.background(bin) + stack.signal(bin);
                double observed = stack.data().isEmpty()
                        ? 0
                        : stack.data().get(bin) + Math.sqrt(stack.data().get(bin));
                top = Math.max(
                        top,
                        Math.max(
                                observed,
                                Math.max(
                                        stack.background(bin) + stack.error(bin),
                                        Math.max(total, signalFactor * stack.signal(bin)))));
                if (total > 0) {
                    least = Math.min(least, total);
                }
            }
        }
        double bottomAt = height - Frame.BOTTOM;
        return top > logFromRatio * least
                ? Scale.logarithmic(Math.max(ZERO_OF_LOG, least / 30), 3 * top, bottomAt, Frame.TOP)
                : Scale.linear(0, 1.08 * Math.max(top, 1e-300), bottomAt, Frame.TOP);
    }

    /** The factor, a round number of at least 1, that lifts the signal to about half of the histograms' height. */
    static double signalFactor(List<Stack> stacks) {
        double background = 0;
        double signal = 0;
        for (Stack stack : stacks) {
            for (int bin = 0; bin < stack.processes().get(0).yields().size(); bin++) {
                background = Math.max(background, stack.background(bin));
                signal = Math.max(signal, stack.signal(bin));
            }
        }
        double factor = signal > 0 ? 0.5 * background / signal : 1;
        if (factor < 2) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(factor)));
        double mantissa = factor / power;
        return power * (mantissa >= 5 ? 5 : mantissa >= 2 ? 2 : 1);
    }

    static Markup draw(
            String title,
            String observable,
            Frame frame,
            List<Double> edges,
            Stack stack,
            Palette palette,
            double factor) {
        StackFigure figure = new StackFigure(frame, edges, intervals(edges), stack, palette, factor);
        Markup svg = frame.begin(title);
        frame.axes(svg, observable, "events");
        figure.bars(svg);
        figure.band(svg);
        if (factor > 1) {
            figure.scaledSignal(svg);
        }
        figure.points(svg);
        return svg;
    }

    /** Bins side by side, each one wide from 0 on: bars, the band around their sum, and data. */
    static void draw(Markup svg, Frame frame, List<String> places, Stack stack, Palette palette) {
        List<Double> edges = IntStream.rangeClosed(0, places.size())
                .mapToObj(i -> (double) i)
                .toList();
        StackFigure figure = new StackFigure(frame, edges, places, stack.undivided(), palette, 1);
        figure.bars(svg);
        figure.band(svg);
        figure.points(svg);
    }

    private static List<String> intervals(List<Double> edges) {
        return IntStream.range(0, edges.size() - 1)
                .mapToObj(bin -> Numbers.brief(edges.get(bin)) + " to " + Numbers.brief(edges.get(bin + 1)))
                .toList();
    }

    private int bins() {
        return edges.size() - 1;
    }

    private void bars(Markup svg) {
        double[] below = new double[bins()];
        for (Stack.Contribution process : stack.processes()) {
            for (int bin = 0; bin < bins(); bin++) {
                double yield = process.yields().get(bin);
                double from = below[bin];
                below[bin] += yield;
                double low = frame.y()
                        .at(Math.max(Math.min(from, below[bin]), frame.y().lower()));
                double high = frame.y()
                        .at(Math.max(Math.max(from, below[bin]), frame.y().lower()));
                double left = frame.x().at(edges.get(bin));
                svg.open(
                        "rect",
                        "x",
                        left,
                        "y",
                        high,
                        "width",
                        frame.x().at(edges.get(bin + 1)) - left,
                        "height",
                        low - high,
                        "class",
                        "bar",
                        "fill",
                        palette.color(process.name()));
                svg.element("title", process.name() + ", " + places.get(bin) + ": " + Numbers.brief(yield));
                svg.close("rect");
            }
        }
    }

    private void band(Markup svg) {
        for (int bin = 0; bin < bins(); bin++) {
            double error = stack.error(bin);
            if (error <= 0) {
                continue;
            }
            double left = frame.x().at(edges.get(bin));
            double high = frame.y().at(stack.background(bin) + error);
            double low = frame.y().at(stack.background(bin) - error);
            svg.empty(
                    "rect",
                    "class",
                    "band",
                    "x",
                    left,
                    "y",
                    high,
                    "width",
                    frame.x().at(edges.get(bin + 1)) - left,
                    "height",
                    low - high);
        }
    }

    private void scaledSignal(Markup svg) {
        StringBuilder path = new StringBuilder();
        for (int bin = 0; bin < bins(); bin++) {
            double level = frame.y().at(signalFactor * stack.signal(bin));
            path.append(String.format(
                    Locale.ROOT,
                    "%s%.2f %.2fH%.2f",
                    bin == 0 ? "M" : "L",
                    frame.x().at(edges.get(bin)),
                    level,
                    frame.x().at(edges.get(bin + 1))));
        }
        svg.empty("path", "class", "halo", "d", path.toString());
        svg.empty("path", "class", "signal", "d", path.toString());
    }

    private void points(Markup svg) {
        for (int bin = 0; bin < stack.data().size(); bin++) {
            double count = stack.data().get(bin);
            double at = frame.x().at((edges.get(bin) + edges.get(bin + 1)) / 2);
            frame.uncertainty(svg, at, count - Math.sqrt(count), count + Math.sqrt(count));
            svg.empty("circle", "class", "data", "cx", at, "cy", frame.y().at(count), "r", 3.4);
        }
    }
}
