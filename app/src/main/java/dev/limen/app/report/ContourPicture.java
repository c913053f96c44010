package dev.limen.app.report;

import dev.limen.app.plane.LikelihoodContour;
import dev.limen.app.plane.Place;
import dev.limen.inference.ProfileScan;
import java.util.List;

/** The profile likelihood of two parameters: the best fit and the regions of confidence around it. */
public final class ContourPicture {

    private static final double WIDTH = 640;
    private static final double HEIGHT = 560;
    private static final double HEADING = 18;
    private static final double CROSS = 6;
    private static final List<String> STYLES = List.of("inner", "outer");

    private ContourPicture() {}

    /**
     * The picture.
     *
     * @param scan of two parameters
     * @param contours the inner one first, two at most
     * @return SVG
     */
    public static String svg(ProfileScan scan, List<LikelihoodContour> contours) {
        String x = scan.parameters().get(0).name();
        String y = scan.parameters().get(1).name();
        String title = "Profile likelihood of " + x + " and " + y;
        Picture picture = new Picture(WIDTH, HEADING + HEIGHT, title);
        picture.enter(0, HEADING);
        Markup svg = picture.svg();
        svg.element("text", title, "class", "title", "x", Frame.LEFT, "y", 2.0);
        Frame frame = new Frame(
                WIDTH,
                HEIGHT,
                scale(scan, 0, Frame.LEFT, WIDTH - Frame.RIGHT),
                scale(scan, 1, HEIGHT - Frame.BOTTOM, Frame.TOP));
        frame.axes(svg, x, y);
        Legend legend = new Legend(svg, Frame.LEFT, 20);
        for (int i = 0; i < contours.size(); i++) {
            LikelihoodContour contour = contours.get(i);
            String style = "contour " + STYLES.get(i);
            contour.lines()
                    .forEach(line -> frame.curve(
                            svg,
                            style,
                            line.places().stream().map(Place::x).toList(),
                            line.places().stream().map(Place::y).toList()));
            legend.line(
                    style,
                    Numbers.brief(100 * contour.level()) + " % (2 Δ NLL = " + Numbers.brief(contour.twiceDeltaNll())
                            + ")");
        }
        cross(svg, frame.x().at(scan.best().get(0)), frame.y().at(scan.best().get(1)));
        legend.line("best", "best fit");
        frame.lines(svg);
        picture.leave();
        return picture.end();
    }

    private static Scale scale(ProfileScan scan, int axis, double from, double to) {
        List<Double> values = scan.points().stream()
                .map(point -> point.at().get(axis))
                .sorted()
                .toList();
        return Scale.linear(values.get(0), values.get(values.size() - 1), from, to);
    }

    private static void cross(Markup svg, double x, double y) {
        svg.empty("line", "class", "best", "x1", x - CROSS, "x2", x + CROSS, "y1", y, "y2", y);
        svg.empty("line", "class", "best", "x1", x, "x2", x, "y1", y - CROSS, "y2", y + CROSS);
    }
}
