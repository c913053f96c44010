package dev.limen.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The objective and each threshold against the step. */
final class TrajectoryFigure {

    private static final double MARGIN = 0.08;

    private TrajectoryFigure() {}

    /** The soft objective as a line and its hard checks as points. */
    static Markup objective(Trajectory trajectory) {
        List<Double> all = new ArrayList<>(trajectory.soft());
        trajectory.hard().forEach(check -> all.add(check.value()));
        Frame frame = frame(1060, 300, trajectory.soft().size(), all);
        Markup svg = frame.begin(trajectory.objective());
        frame.axes(svg, "step", trajectory.objective());
        frame.curve(svg, "curve", steps(trajectory.soft().size()), trajectory.soft());
        for (Trajectory.Check check : trajectory.hard()) {
            if (Double.isFinite(check.value())) {
                svg.open(
                        "circle",
                        "class",
                        "check",
                        "cx",
                        frame.x().at(check.step()),
                        "cy",
                        frame.y().at(check.value()),
                        "r",
                        3.6);
                svg.element("title", "step " + check.step() + ": " + Numbers.brief(check.value()));
                svg.close("circle");
            }
        }
        frame.close(svg);
        return svg;
    }

    /** One threshold as a line. */
    static Markup threshold(Trajectory.Path path) {
        Frame frame = frame(340, 200, path.values().size(), path.values());
        Markup svg = frame.begin(path.name());
        frame.axes(svg, "step", path.kind());
        frame.curve(svg, "curve", steps(path.values().size()), path.values());
        frame.close(svg);
        return svg;
    }

    private static List<Double> steps(int count) {
        return IntStream.range(0, count).mapToObj(i -> (double) i).toList();
    }

    private static Frame frame(double width, double height, int steps, List<Double> values) {
        double low = finite(values).min().orElse(0);
        double high = finite(values).max().orElse(1);
        double margin = Math.max(MARGIN * (high - low), 1e-6 * Math.max(1, Math.abs(high)));
        return new Frame(
                width,
                height,
                Scale.linear(0, Math.max(1, steps - 1), Frame.LEFT, width - Frame.RIGHT),
                Scale.linear(low - margin, high + margin, height - Frame.BOTTOM, Frame.TOP));
    }

    private static DoubleStream finite(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).filter(Double::isFinite);
    }
}
