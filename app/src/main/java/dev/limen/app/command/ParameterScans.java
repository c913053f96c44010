package dev.limen.app.command;

import dev.limen.app.plane.LikelihoodContour;
import dev.limen.app.report.ContourPicture;
import dev.limen.app.report.ScanPicture;
import dev.limen.histfactory.Model;
import dev.limen.inference.Data;
import dev.limen.inference.Parameter;
import dev.limen.inference.ProfileScan;
import dev.limen.inference.ScanRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Scans of the profile likelihood against one or two parameters of any kind.
 *
 * @param positions of the parameters
 * @param ends first and last value of each, one behind the other; empty for a range around the best fit
 * @param points how many along each parameter
 */
record ParameterScans(Model model, Data data, List<Integer> positions, List<Double> ends, int points) {

    private static final double DEVIATIONS = 4;
    /** The contour of 95 % reaches 2.45 standard deviations. */
    private static final double DEVIATIONS_OF_TWO = 3.5;

    ParameterScans {
        positions = List.copyOf(positions);
        ends = List.copyOf(ends);
    }

    /** What a scan found, ready to be written. */
    record Result(
            ProfileScan scan, Map<String, Object> tree, List<String> lines, String svg, Optional<String> warning) {}

    /**
     * The position of a parameter.
     *
     * @throws CommandFailure if there is none of this name
     */
    static int position(Model model, String name) {
        List<String> names = model.parameters().stream().map(Parameter::name).toList();
        if (!names.contains(name)) {
            throw new CommandFailure(
                    ExitCode.BAD_INPUT,
                    ScanCommand.PARAMETER + " " + name + " is no parameter of the model. Known: "
                            + String.join(", ", names) + ".");
        }
        return names.indexOf(name);
    }

    Result of() {
        return positions.size() == 1 ? one() : two();
    }

    private List<Double> values(int axis, double deviations) {
        ScanRange range = ends.isEmpty()
                ? ScanRange.around(model, data, positions.get(axis), deviations)
                : new ScanRange(ends.get(2 * axis), ends.get(2 * axis + 1));
        return range.points(points);
    }

    private Result one() {
        ProfileScan scan = ProfileScan.of(model, data, positions.get(0), values(0, DEVIATIONS), ScanCommand.DEVIATIONS);
        String name = scan.parameters().get(0).name();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("parameter", name);
        tree.put("best_fit", scan.best().get(0));
        tree.put(
                "intervals", scan.intervals().stream().map(ParameterScans::tree).toList());
        List<Map<String, Object>> places = new ArrayList<>();
        scan.points().forEach(point -> {
            Map<String, Object> place = new LinkedHashMap<>();
            place.put("value", point.at().get(0));
            place.put("twice_delta_nll", point.twiceDeltaNll());
            places.add(place);
        });
        tree.put("points", places);
        List<String> lines = new ArrayList<>();
        lines.add(TextLine.of(name + ", best fit", scan.best().get(0)));
        scan.intervals().forEach(interval -> lines.addAll(ScanCommand.lines(name, interval)));
        lines.addAll(table(scan));
        return new Result(scan, tree, lines, ScanPicture.svg(scan), Optional.empty());
    }

    /** The points for people, below an empty line. */
    private static List<String> table(ProfileScan scan) {
        StringBuilder heading = new StringBuilder();
        scan.parameters().forEach(parameter -> heading.append(String.format(Locale.ROOT, "%12s ", parameter.name())));
        List<String> lines = new ArrayList<>(List.of("", heading + " 2 delta NLL"));
        for (ProfileScan.Point point : scan.points()) {
            StringBuilder line = new StringBuilder();
            point.at().forEach(value -> line.append(String.format(Locale.ROOT, "%12.5g ", value)));
            lines.add(line + String.format(Locale.ROOT, "%12.5g", point.twiceDeltaNll()));
        }
        return lines;
    }

    /** An interval for JSON; an end that is a bound is left out. */
    static Map<String, Object> tree(ProfileScan.Interval interval) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("deviations", interval.deviations());
        interval.lower().ifPresent(lower -> tree.put("lower", lower));
        interval.upper().ifPresent(upper -> tree.put("upper", upper));
        return tree;
    }

    private Result two() {
        ProfileScan scan = ProfileScan.of(
                model,
                data,
                positions.get(0),
                positions.get(1),
                values(0, DEVIATIONS_OF_TWO),
                values(1, DEVIATIONS_OF_TWO));
        List<LikelihoodContour> contours = LikelihoodContour.of(scan);
        List<String> names = scan.parameters().stream().map(Parameter::name).toList();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("parameters", names);
        tree.put("best_fit", scan.best());
        tree.put("contours", contours.stream().map(ParameterScans::tree).toList());
        List<Map<String, Object>> places = new ArrayList<>();
        scan.points().forEach(point -> {
            Map<String, Object> place = new LinkedHashMap<>();
            place.put("at", point.at());
            place.put("twice_delta_nll", point.twiceDeltaNll());
            places.add(place);
        });
        tree.put("points", places);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            lines.add(TextLine.of(names.get(i) + ", best fit", scan.best().get(i)));
        }
        lines.addAll(table(scan));
        Optional<String> leaving = contours.stream()
                .filter(contour -> contour.leaves(scan))
                .findFirst()
                .map(contour -> String.format(
                        Locale.ROOT,
                        "the contour of %.3g %% leaves the scanned area; widen it with %s",
                        100 * contour.level(),
                        ScanCommand.RANGE));
        return new Result(scan, tree, lines, ContourPicture.svg(scan, contours), leaving);
    }

    private static Map<String, Object> tree(LikelihoodContour contour) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("level", contour.level());
        tree.put("twice_delta_nll", contour.twiceDeltaNll());
        tree.put(
                "lines",
                contour.lines().stream()
                        .map(line -> line.places().stream()
                                .map(place -> List.of(place.x(), place.y()))
                                .toList())
                        .toList());
        return tree;
    }
}
