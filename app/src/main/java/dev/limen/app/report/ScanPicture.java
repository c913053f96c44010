package dev.limen.app.report;

import dev.limen.inference.LikelihoodInterval;
import dev.limen.inference.ProfileScan;
import dev.limen.inference.Scan;
import java.util.List;

/** A scan of the POI, its profile likelihood and CLs with the bands of what is expected; or of another parameter. */
public final class ScanPicture {

    private static final double WIDTH = LikelihoodPanel.WIDTH;
    private static final double HEIGHT = LikelihoodPanel.HEIGHT;
    private static final double HEADING = LikelihoodPanel.HEADING;

    private ScanPicture() {}

    /**
     * The picture of the POI.
     *
     * @param poi the POI's name
     * @param scan two points or more, in ascending order
     * @param intervals whose ends are marked
     * @param level confidence level of exclusion, say 0.95
     * @return SVG
     */
    public static String svg(String poi, Scan scan, List<LikelihoodInterval> intervals, double level) {
        LikelihoodPanel likelihood = new LikelihoodPanel(
                poi,
                scan.best(),
                scan.points().stream().map(Scan.Point::mu).toList(),
                scan.points().stream().map(Scan.Point::twiceDeltaNll).toList(),
                intervals.stream().map(LikelihoodInterval::ends).toList());
        Picture picture = new Picture(2 * WIDTH, HEADING + HEIGHT, "Profile likelihood and CLs against " + poi);
        picture.enter(0, HEADING);
        likelihood.draw(picture);
        picture.leave();
        picture.enter(WIDTH, HEADING);
        new ClsPanel(poi, WIDTH, HEIGHT, 1 - level, points(scan)).draw(picture, likelihood.horizontal(), "CLs");
        picture.leave();
        return picture.end();
    }

    private static List<ClsPanel.Point> points(Scan scan) {
        return scan.points().stream()
                .filter(point -> point.expected().isPresent())
                .map(point -> new ClsPanel.Point(
                        point.mu(), point.observed(), point.expected().get()))
                .toList();
    }

    /**
     * The picture of one parameter of any kind.
     *
     * @param scan of one parameter, two points or more, in ascending order
     * @return SVG
     */
    public static String svg(ProfileScan scan) {
        String name = scan.parameters().get(0).name();
        Picture picture = new Picture(WIDTH, HEADING + HEIGHT, "Profile likelihood against " + name);
        picture.enter(0, HEADING);
        new LikelihoodPanel(
                        name,
                        scan.best().get(0),
                        scan.points().stream().map(point -> point.at().get(0)).toList(),
                        scan.points().stream()
                                .map(ProfileScan.Point::twiceDeltaNll)
                                .toList(),
                        scan.intervals())
                .draw(picture);
        picture.leave();
        return picture.end();
    }
}
