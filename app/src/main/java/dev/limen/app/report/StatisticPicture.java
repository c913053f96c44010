package dev.limen.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * How a test statistic is distributed, by toys and for large samples, and where the data lie.
 *
 * @param title above the picture
 * @param statistic the horizontal axis
 * @param notes sentences below the title
 * @param hypotheses one or two
 * @param observed the data's; empty while blind
 * @param ordinate the vertical axis
 */
public record StatisticPicture(
        String title,
        String statistic,
        List<String> notes,
        List<Hypothesis> hypotheses,
        OptionalDouble observed,
        Ordinate ordinate) {

    private static final double WIDTH = 760;
    private static final double PANEL = 400;
    private static final double LINE = 18;
    private static final int CURVE = 400;
    private static final int FEWEST_BINS = 12;
    private static final int MOST_BINS = 60;
    private static final double TOYS_A_BIN = 20;
    private static final double SHOWN = 0.999;
    private static final double DEEPEST = 1e-6;
    private static final List<String> STYLES = List.of("first", "second");

    /** How densities are drawn. */
    public enum Ordinate {
        LINEAR,
        LOGARITHMIC
    }

    /**
     * A hypothesis.
     *
     * @param name for the legend
     * @param toys the statistic of each toy, ascending; empty if none were made. Those of 0 are no part of the histogram, but of
     *     its normalisation
     * @param asymptotic the density for large samples, above 0
     * @param reach up to where the density matters
     */
    public record Hypothesis(String name, List<Double> toys, DoubleUnaryOperator asymptotic, double reach) {
        /** Copies the list. */
        public Hypothesis {
            toys = List.copyOf(toys);
        }
    }

    /** Copies the lists. */
    public StatisticPicture {
        notes = List.copyOf(notes);
        hypotheses = List.copyOf(hypotheses);
        if (hypotheses.isEmpty() || hypotheses.size() > STYLES.size()) {
            throw new IllegalArgumentException("picture of " + hypotheses.size() + " hypotheses; expected one or two");
        }
    }

    /** The picture as SVG. */
    public String svg() {
        double last = last();
        int bins = bins();
        List<List<Double>> densities =
                hypotheses.stream().map(each -> histogram(each, last, bins)).toList();
        double heading = LINE * (2 + notes.size());
        Picture picture = new Picture(WIDTH, heading + PANEL - LINE, title);
        Markup svg = picture.svg();
        svg.element("text", title, "class", "title", "x", Frame.LEFT, "y", 22.0);
        for (int i = 0; i < notes.size(); i++) {
            svg.element("text", notes.get(i), "class", "note", "x", Frame.LEFT, "y", 22 + LINE * (i + 1));
        }
        legend(svg, 22 + LINE * (notes.size() + 1));
        picture.enter(0, heading - LINE);
        Frame frame = new Frame(
                WIDTH, PANEL, Scale.linear(0, last, Frame.LEFT, WIDTH - Frame.RIGHT), vertical(densities, last / bins));
        frame.axes(svg, statistic, "probability density");
        picture.openWindow(frame);
        for (int i = 0; i < hypotheses.size(); i++) {
            if (!hypotheses.get(i).toys().isEmpty()) {
                steps(svg, frame, STYLES.get(i), densities.get(i), last / bins);
            }
        }
        for (int i = 0; i < hypotheses.size(); i++) {
            curve(svg, frame, STYLES.get(i), hypotheses.get(i), last);
        }
        picture.closeWindow();
        observed.ifPresent(q -> {
            double at = frame.x().at(q);
            svg.empty("line", "class", "seen", "x1", at, "x2", at, "y1", Frame.TOP, "y2", PANEL - Frame.BOTTOM);
        });
        frame.lines(svg);
        picture.leave();
        return picture.end();
    }

    /** Where the horizontal axis ends: what few toys exceed, the data not among them. */
    private double last() {
        double last = 1.1 * observed.orElse(0);
        for (Hypothesis each : hypotheses) {
            double reach = each.toys().isEmpty()
                    ? each.reach()
                    : each.toys().get((int) (SHOWN * (each.toys().size() - 1)));
            last = Math.max(last, 1.05 * reach);
        }
        return last > 0 ? last : 1;
    }

    private int bins() {
        int toys = hypotheses.stream()
                .mapToInt(each -> each.toys().size())
                .filter(count -> count > 0)
                .min()
                .orElse(0);
        return (int) Math.max(FEWEST_BINS, Math.min(MOST_BINS, toys / TOYS_A_BIN));
    }

    private static List<Double> histogram(Hypothesis hypothesis, double last, int bins) {
        double[] counts = new double[bins];
        double share = bins / (last * Math.max(1, hypothesis.toys().size()));
        for (double q : hypothesis.toys()) {
            if (q > 0 && q < last) {
                counts[(int) (q / last * bins)] += share;
            }
        }
        return IntStream.range(0, bins).mapToObj(i -> counts[i]).toList();
    }

    private Scale vertical(List<List<Double>> densities, double width) {
        double top = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < hypotheses.size(); i++) {
            Hypothesis each = hypotheses.get(i);
            // In the middle of a bin, for the density may be infinite at 0.
            for (int bin = 0; bin < densities.get(i).size(); bin++) {
                top = Math.max(
                        top,
                        Math.max(densities.get(i).get(bin), each.asymptotic().applyAsDouble((bin + 0.5) * width)));
            }
            if (!each.toys().isEmpty()) {
                least = Math.min(least, 0.5 / (each.toys().size() * width));
            }
        }
        double bottom = PANEL - Frame.BOTTOM;
        return ordinate == Ordinate.LINEAR
                ? Scale.linear(0, 1.15 * top, bottom, Frame.TOP)
                : Scale.logarithmic(Math.max(DEEPEST * top, Math.min(least, 1e-2 * top)), 3 * top, bottom, Frame.TOP);
    }

    private static void steps(Markup svg, Frame frame, String style, List<Double> densities, double width) {
        double floor = frame.y().at(frame.y().lower());
        StringBuilder path = new StringBuilder(
                String.format(Locale.ROOT, "M%.2f %.2f", frame.x().at(0), floor));
        for (int bin = 0; bin < densities.size(); bin++) {
            path.append(String.format(
                    Locale.ROOT,
                    "V%.2fH%.2f",
                    frame.y().at(densities.get(bin)),
                    frame.x().at((bin + 1) * width)));
        }
        path.append(String.format(Locale.ROOT, "V%.2fZ", floor));
        svg.empty("path", "class", "toys " + style, "d", path.toString());
    }

    private static void curve(Markup svg, Frame frame, String style, Hypothesis hypothesis, double last) {
        List<Double> xs = new ArrayList<>();
        List<Double> ys = new ArrayList<>();
        for (int i = 1; i <= CURVE; i++) {
            // Closer where the density is steep.
            double q = last * i * i / (CURVE * (double) CURVE);
            double density = hypothesis.asymptotic().applyAsDouble(q);
            xs.add(q);
            ys.add(density >= frame.y().lower() && density <= frame.y().upper() ? density : Double.NaN);
        }
        frame.curve(svg, "asymptotic " + style, xs, ys);
    }

    private void legend(Markup svg, double y) {
        Legend legend = new Legend(svg, Frame.LEFT, y);
        for (int i = 0; i < hypotheses.size(); i++) {
            if (!hypotheses.get(i).toys().isEmpty()) {
                legend.area("toys " + STYLES.get(i), hypotheses.get(i).name());
            }
        }
        for (int i = 0; i < hypotheses.size(); i++) {
            boolean alone = hypotheses.get(i).toys().isEmpty();
            legend.line("asymptotic " + STYLES.get(i), alone ? hypotheses.get(i).name() : "asymptotic");
        }
        if (observed.isPresent()) {
            legend.line("seen", "observed");
        }
    }
}
