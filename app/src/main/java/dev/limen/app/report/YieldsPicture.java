package dev.limen.app.report;

import dev.limen.histfactory.Yields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Expected events before and after a fit: the channels' bins side by side, samples stacked, data over them and as ratios. */
public final class YieldsPicture {

    private static final double MOST = 1180;
    private static final double LOG_FROM_RATIO = 30;
    private static final double WIDE_BIN = 64;
    private static final double WIDEST_BIN = 140;
    private static final double NARROWEST_BIN = 22;
    private static final double NARROWEST = 620;
    private static final double MARGIN = 14;
    private static final double LINE = 18;
    private static final double STACKS = 300;
    private static final double RATIOS = 170;
    /** The ratios' frame begins below the stacks' where that ends, but for its own margin. */
    private static final double RATIOS_AT = STACKS - Frame.BOTTOM - Frame.TOP + 16;

    private static final double FRAMES = RATIOS_AT + RATIOS - Frame.BOTTOM;
    private static final int MOST_COLORS = 8;
    private static final List<Double> RANGES = List.of(0.1, 0.2, 0.5, 1.0);

    private final List<Region> regions;
    private final Set<String> signals;
    private final List<String> order;
    private final Set<String> small = new HashSet<>();
    private final String others;
    private final boolean seen;

    /**
     * A channel.
     *
     * @param before the fit
     * @param after the fit
     * @param observed counts; empty while blind
     */
    public record Region(Yields.ChannelYields before, Yields.ChannelYields after, Optional<List<Double>> observed) {
        /** Copies the counts. */
        public Region {
            observed = observed.map(List::copyOf);
        }

        private int bins() {
            return before.total().values().size();
        }

        private String name() {
            return before.name();
        }
    }

    private YieldsPicture(List<Region> regions, Set<String> signals) {
        this.regions = regions;
        this.signals = signals;
        this.seen = regions.stream().anyMatch(region -> region.observed().isPresent());
        List<String> all = inOrder();
        List<String> backgrounds =
                all.stream().filter(name -> !signals.contains(name)).toList();
        if (backgrounds.size() > MOST_COLORS + 1) {
            small.addAll(backgrounds.subList(0, backgrounds.size() - MOST_COLORS));
        }
        this.others = small.size() + " others";
        this.order = new ArrayList<>();
        if (!small.isEmpty()) {
            order.add(others);
        }
        all.stream().filter(name -> !small.contains(name)).forEach(order::add);
    }

    /**
     * The picture.
     *
     * @param regions the channels
     * @param signals names of the samples that are drawn as signal
     * @return SVG
     */
    public static String svg(List<Region> regions, Set<String> signals) {
        return new YieldsPicture(List.copyOf(regions), Set.copyOf(signals)).draw();
    }

    /** Small ones at the bottom, the signal on top. */
    private List<String> inOrder() {
        Map<String, Double> sums = new HashMap<>();
        regions.forEach(region ->
                region.after().samples().forEach(row -> sums.merge(row.name(), Math.abs(row.sum()), Double::sum)));
        Comparator<String> bySignal = Comparator.comparing(signals::contains);
        return sums.keySet().stream()
                .sorted(bySignal.thenComparingDouble(sums::get).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private Stack stack(List<Region> row, Function<Region, Yields.ChannelYields> when) {
        List<Stack.Contribution> processes = new ArrayList<>();
        for (String name : order) {
            List<Double> yields = new ArrayList<>();
            row.forEach(region -> yields.addAll(yields(when.apply(region), name, region.bins())));
            processes.add(new Stack.Contribution(name, signals.contains(name), yields));
        }
        List<Double> sigmas = row.stream()
                .flatMap(region -> when.apply(region).total().sigmas().stream())
                .toList();
        List<Double> counts = row.stream()
                .flatMap(region -> region.observed().orElse(List.of()).stream())
                .toList();
        return new Stack(processes, sigmas, counts);
    }

    private List<Double> yields(Yields.ChannelYields channel, String name, int bins) {
        return IntStream.range(0, bins)
                .mapToObj(bin -> channel.samples().stream()
                        .filter(row -> small.contains(row.name())
                                ? name.equals(others)
                                : row.name().equals(name))
                        .mapToDouble(row -> row.values().get(bin))
                        .sum())
                .toList();
    }

    private double binWidth() {
        int bins = regions.stream().mapToInt(Region::bins).sum();
        double margins = Frame.LEFT + Frame.RIGHT;
        double widest = Math.max(WIDE_BIN, Math.min(WIDEST_BIN, (NARROWEST - margins) / bins));
        return Math.max(NARROWEST_BIN, Math.min(widest, (MOST - margins) / bins));
    }

    /** Whole channels, as many as there is room for. */
    private List<List<Region>> rows() {
        double wide = binWidth();
        double room = MOST - Frame.LEFT - Frame.RIGHT + 1e-9;
        List<List<Region>> rows = new ArrayList<>();
        double used = room;
        for (Region region : regions) {
            used += wide * region.bins();
            if (used > room) {
                rows.add(new ArrayList<>());
                used = wide * region.bins();
            }
            rows.get(rows.size() - 1).add(region);
        }
        return rows;
    }

    private boolean leaning() {
        return regions.stream().anyMatch(region -> Picture.width(region.name()) > binWidth() * region.bins() - 6);
    }

    /** What names below the bins need. */
    private double below() {
        double longest = regions.stream()
                .mapToDouble(region -> Picture.width(region.name()))
                .max()
                .orElse(0);
        return leaning() ? 16 + longest * Math.sin(Math.PI / 4) + LINE : 2 * LINE;
    }

    private static double width(List<Region> row, double bin) {
        return Frame.LEFT
                + Frame.RIGHT
                + bin * row.stream().mapToInt(Region::bins).sum();
    }

    private String draw() {
        List<List<Region>> rows = rows();
        double bin = binWidth();
        double left = leaning() ? Math.max(0, below() - Frame.LEFT - bin) : 0;
        double width =
                left + rows.stream().mapToDouble(row -> width(row, bin)).max().orElse(0);
        List<Stack> all = new ArrayList<>();
        rows.forEach(row -> all.addAll(List.of(stack(row, Region::after), stack(row, Region::before))));
        double wide = Math.max(width, NARROWEST) + MARGIN;
        int legendRows = legend(new Markup(), wide, new Palette(all));
        double heading = MARGIN + LINE * legendRows;
        double stage = LINE + rows.size() * (FRAMES + below());
        Picture picture = new Picture(wide, heading + 2 * stage + MARGIN, "Expected events before and after the fit");
        Palette palette = new Palette(all);
        legend(picture.svg(), wide, palette);
        Scale scale = StackFigure.vertical(all.stream().map(Stack::undivided).toList(), 1, STACKS, LOG_FROM_RATIO);
        double reach = all.stream().mapToDouble(YieldsPicture::reach).max().orElse(0);
        double range = RANGES.stream().filter(each -> each >= reach).findFirst().orElse(1.0);
        Drawing drawing = new Drawing(picture, palette, scale, range);
        double at = heading;
        for (Stage part :
                List.of(new Stage("Before the fit", Region::before), new Stage("After the fit", Region::after))) {
            picture.svg().element("text", part.title(), "class", "title", "x", left + Frame.LEFT, "y", at + LINE);
            for (int i = 0; i < rows.size(); i++) {
                picture.enter(left, at + LINE + i * (FRAMES + below()) - Frame.TOP + 12);
                drawing.row(rows.get(i), stack(rows.get(i), part.when()));
                picture.leave();
            }
            at += stage;
        }
        return picture.end();
    }

    private record Stage(String title, Function<Region, Yields.ChannelYields> when) {}

    /** Draws the legend, and tells how many rows it has. */
    private int legend(Markup svg, double width, Palette palette) {
        int row = 1;
        double x = MARGIN;
        Legend legend = new Legend(svg, MARGIN, MARGIN + 4);
        List<String> entries = new ArrayList<>();
        for (int i = order.size() - 1; i >= 0; i--) {
            entries.add(order.get(i));
        }
        entries.add("uncertainty");
        if (seen) {
            entries.add("data");
        }
        for (int i = 0; i < entries.size(); i++) {
            String entry = entries.get(i);
            if (x + Legend.areaWidth(entry) > width) {
                legend = new Legend(svg, MARGIN, MARGIN + 4 + LINE * row);
                row++;
                x = MARGIN;
            }
            x += Legend.areaWidth(entry);
            if (i < order.size()) {
                legend.filled(palette.color(entry), entry);
            } else if (i == order.size()) {
                legend.area("band", entry);
            } else {
                legend.dot("data", entry);
            }
        }
        return row;
    }

    /** How far ratios of data, and the band, go from 1. */
    private static double reach(Stack given) {
        Stack stack = given.undivided();
        return IntStream.range(0, stack.errors().size())
                .filter(bin -> stack.background(bin) > 0)
                .mapToDouble(bin -> {
                    double total = stack.background(bin);
                    double count = stack.data().isEmpty() ? total : stack.data().get(bin);
                    double error = stack.data().isEmpty() ? 0 : Math.sqrt(count);
                    return DoubleStream.of(
                                    stack.error(bin) / total,
                                    Math.abs(count + error - total) / total,
                                    Math.abs(count - error - total) / total)
                            .max()
                            .getAsDouble();
                })
                .max()
                .orElse(0);
    }

    /** The rows of one picture, all on the same scales. */
    private final class Drawing {
        private final Picture picture;
        private final Palette palette;
        private final Scale events;
        private final double range;

        Drawing(Picture picture, Palette palette, Scale events, double range) {
            this.picture = picture;
            this.palette = palette;
            this.events = events;
            this.range = range;
        }

        void row(List<Region> row, Stack stack) {
            Markup svg = picture.svg();
            double wide = width(row, binWidth());
            int bins = row.stream().mapToInt(Region::bins).sum();
            Scale horizontal = Scale.linear(0, bins, Frame.LEFT, wide - Frame.RIGHT);
            Frame upper = new Frame(wide, STACKS, horizontal, events);
            upper.vertical(svg, "events");
            List<String> places = new ArrayList<>();
            for (Region region : row) {
                for (int bin = 0; bin < region.bins(); bin++) {
                    places.add(region.bins() == 1 ? region.name() : region.name() + ", bin " + bin);
                }
            }
            StackFigure.draw(svg, upper, places, stack, palette);
            upper.lines(svg);
            picture.enter(0, RATIOS_AT);
            Frame lower = new Frame(
                    wide, RATIOS, horizontal, Scale.linear(1 - range, 1 + range, RATIOS - Frame.BOTTOM, Frame.TOP));
            lower.vertical(svg, seen ? "data / model" : "uncertainty");
            ratios(svg, lower, stack.undivided(), places);
            lower.lines(svg);
            names(svg, lower, row);
            picture.leave();
        }

        private void ratios(Markup svg, Frame frame, Stack stack, List<String> places) {
            double one = frame.y().at(1);
            for (int bin = 0; bin < places.size(); bin++) {
                double total = stack.background(bin);
                if (!(total > 0)) {
                    continue;
                }
                double left = frame.x().at(bin);
                double high = frame.y().at(1 + stack.error(bin) / total);
                double low = frame.y().at(1 - stack.error(bin) / total);
                double right = frame.x().at(bin + 1.0);
                svg.empty("rect", "class", "band", "x", left, "y", high, "width", right - left, "height", low - high);
                if (!stack.data().isEmpty()) {
                    ratio(svg, frame, (left + right) / 2, stack.data().get(bin), total, places.get(bin));
                }
            }
            svg.empty(
                    "line",
                    "class",
                    "axis",
                    "x1",
                    frame.x().at(0),
                    "x2",
                    frame.width() - Frame.RIGHT,
                    "y1",
                    one,
                    "y2",
                    one);
        }

        private void ratio(Markup svg, Frame frame, double x, double count, double total, String place) {
            double value = count / total;
            double error = Math.sqrt(count) / total;
            if (value + error > 1 - range && value - error < 1 + range) {
                frame.uncertainty(svg, x, value - error, value + error);
            }
            String text = place + ": " + Numbers.brief(value) + " ± " + Numbers.brief(error);
            double y = frame.y().at(value);
            if (Math.abs(value - 1) <= range) {
                svg.open("circle", "class", "data", "cx", x, "cy", y, "r", 3.4);
                svg.element("title", text).close("circle");
                return;
            }
            // An arrow to where the point lies.
            double tip = value > 1 ? -8 : 8;
            svg.open("path", "class", "data", "d", "M" + x + " " + (y + tip / 8) + "l-5 " + -tip + "h10Z");
            svg.element("title", text).close("path");
        }

        private void names(Markup svg, Frame frame, List<Region> row) {
            double bottom = RATIOS - Frame.BOTTOM;
            int bin = 0;
            for (Region region : row) {
                double from = frame.x().at(bin);
                bin += region.bins();
                double to = frame.x().at(bin);
                double middle = (from + to) / 2;
                if (bin > region.bins()) {
                    svg.empty(
                            "line",
                            "class",
                            "border",
                            "x1",
                            from,
                            "x2",
                            from,
                            "y1",
                            Frame.TOP - RATIOS_AT,
                            "y2",
                            bottom);
                }
                if (leaning()) {
                    String turn = "translate(" + (int) (middle + 4) + " " + (int) (bottom + 14) + ") rotate(-45)";
                    svg.element("text", Picture.fitted(region.name()), "class", "name end", "transform", turn);
                } else {
                    svg.element(
                            "text",
                            Picture.fitted(region.name()),
                            "class",
                            "name middle",
                            "x",
                            middle,
                            "y",
                            bottom + 16);
                }
            }
        }
    }
}
