package dev.limen.app.report;

import dev.limen.inference.ProfileScan.Interval;
import java.util.Collections;
import java.util.List;

/**
 * The profile likelihood against a parameter, and its intervals.
 *
 * @param parameter its name
 * @param best its best fit
 * @param xs values of it, ascending
 * @param ys twice the negative log-likelihood there, less that of the best fit
 * @param intervals whose ends are marked
 */
record LikelihoodPanel(String parameter, double best, List<Double> xs, List<Double> ys, List<Interval> intervals) {

    static final double WIDTH = 560;
    static final double HEIGHT = 385;
    static final double HEADING = ClsPanel.HEADING;

    private static final double BOTTOM = HEIGHT - Frame.BOTTOM;
    private static final double HIGHEST = 16;
    private static final double TWICE_SIGMA = 4;

    LikelihoodPanel {
        xs = List.copyOf(xs);
        ys = List.copyOf(ys);
        intervals = List.copyOf(intervals);
    }

    void draw(Picture picture) {
        Markup svg = picture.svg();
        double highest = Math.min(HIGHEST, Math.max(1.15 * Collections.max(ys), 1.25 * TWICE_SIGMA));
        Frame frame = new Frame(WIDTH, HEIGHT, horizontal(), Scale.linear(0, highest, BOTTOM, Frame.TOP));
        svg.element("text", "Profile likelihood", "class", "title", "x", Frame.LEFT, "y", 2.0);
        svg.element("text", summary(), "class", "note", "x", Frame.LEFT, "y", 20.0);
        frame.axes(svg, parameter, "2 Δ NLL");
        for (Interval interval : intervals) {
            double y = interval.deviations() * interval.deviations();
            double at = frame.y().at(y);
            svg.empty("line", "class", "level", "x1", Frame.LEFT, "x2", WIDTH - Frame.RIGHT, "y1", at, "y2", at);
            String label = Numbers.brief(interval.deviations()) + " σ";
            svg.element("text", label, "class", "note end", "x", WIDTH - Frame.RIGHT - 4, "y", at - 4);
            interval.lower().ifPresent(lower -> drop(svg, frame, lower, at));
            interval.upper().ifPresent(upper -> drop(svg, frame, upper, at));
        }
        picture.openWindow(frame);
        double room = ClsPanel.BEYOND * (BOTTOM - Frame.TOP);
        Scale higher = Scale.linear(0, (1 + ClsPanel.BEYOND) * highest, BOTTOM, Frame.TOP - room);
        new Frame(WIDTH, HEIGHT, horizontal(), higher).curve(svg, "curve", xs, ys);
        picture.closeWindow();
        frame.lines(svg);
    }

    /** The axis of both panels. */
    Scale horizontal() {
        return Scale.linear(Collections.min(xs), Collections.max(xs), Frame.LEFT, WIDTH - Frame.RIGHT);
    }

    private String summary() {
        StringBuilder text = new StringBuilder("best fit ").append(Numbers.brief(best));
        intervals.stream().findFirst().ifPresent(interval -> {
            interval.upper()
                    .ifPresentOrElse(
                            upper -> text.append(" +").append(Numbers.brief(upper - best)),
                            () -> text.append(", up to the bound"));
            interval.lower()
                    .ifPresentOrElse(
                            lower -> text.append(" ").append(Numbers.brief(lower - best)),
                            () -> text.append(", down to the bound"));
        });
        return text.toString();
    }

    private void drop(Markup svg, Frame frame, double value, double from) {
        if (value >= Collections.min(xs) && value <= Collections.max(xs)) {
            double at = frame.x().at(value);
            svg.empty("line", "class", "mark", "x1", at, "x2", at, "y1", from, "y2", BOTTOM);
        }
    }
}
