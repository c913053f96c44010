package dev.limen.app.grid;

import dev.limen.app.plane.Place;
import dev.limen.inference.ExpectedCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The results of a scan, for programs and for people.
 *
 * @param axes the names of the plane's axes, if there is one
 * @param points in the order of the grid
 * @param asimov how the Asimov set of the expected results is made
 */
public record GridTable(Optional<List<String>> axes, List<TestedPoint> points, String asimov) {

    /** Copies the points. */
    public GridTable {
        points = List.copyOf(points);
    }

    /** Number of points that failed. */
    public int failed() {
        return (int) points.stream().filter(each -> each.result().isEmpty()).count();
    }

    private List<PointResult> results() {
        return points.stream().flatMap(each -> each.result().stream()).toList();
    }

    private int minima() {
        return results().stream().mapToInt(PointResult::minima).sum();
    }

    private double distance() {
        return results().stream().mapToDouble(PointResult::distance).max().orElse(0);
    }

    /** One sentence. */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "%d points tested, %d failed; %d minima found; largest estimated distance to a minimum %.1e in twice the"
                        + " NLL.",
                points.size(),
                failed(),
                minima(),
                2 * distance());
    }

    /** What users should know. */
    public List<String> warnings() {
        long few = results().stream()
                .filter(each -> each.background() < ExpectedCounts.FEW)
                .count();
        return few == 0
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "at %d of the points fewer than %.0f background events are expected in the bins that carry the"
                                + " sensitivity; the asymptotic formulae used here are off there. Compute those that matter"
                                + " again by toys (cls --calctype toybased)",
                        few,
                        ExpectedCounts.FEW));
    }

    /** As a tree for JSON. */
    public Map<String, Object> tree() {
        List<Object> passed = new ArrayList<>();
        List<Object> failures = new ArrayList<>();
        for (TestedPoint each : points) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("patch", each.point().name());
            axes.ifPresent(names -> each.point()
                    .place()
                    .ifPresent(place -> entry.put("at", Map.of(names.get(0), place.x(), names.get(1), place.y()))));
            each.result().ifPresent(result -> entry.putAll(result.tree()));
            if (each.result().isEmpty()) {
                entry.put("reason", each.failure());
            }
            (each.result().isPresent() ? passed : failures).add(entry);
        }
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("asimov", asimov);
        own.put("asimov_mu", 0.0);
        own.put("minima", minima());
        own.put("largest_edm", distance());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("points", passed);
        tree.put("failed", failures);
        tree.put("limen", own);
        return tree;
    }

    /** As lines of text. */
    public List<String> lines() {
        int width = points.stream()
                .mapToInt(each -> each.point().name().length())
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        boolean observed = results().stream().allMatch(each -> each.observed().isPresent());
        lines.add(String.format(
                        "%-" + Math.max(width, 5) + "s  %s%-10s", "patch", observed ? "CLs, observed " : "", "expected")
                + "from -2 to +2 sigma");
        for (TestedPoint each : points) {
            String name = String.format(
                    "%-" + Math.max(width, 5) + "s  ", each.point().name());
            lines.add(each.result().map(result -> name + numbers(result)).orElse(name + "failed: " + each.failure()));
        }
        return lines;
    }

    private static String numbers(PointResult result) {
        StringBuilder line = new StringBuilder();
        result.observed().ifPresent(value -> line.append(String.format(Locale.ROOT, "%-14s", number(value))));
        result.expected().forEach(value -> line.append(String.format(Locale.ROOT, "%-11s", number(value))));
        return line.toString().stripTrailing();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    /** What a point's mark in a picture says. */
    static String text(TestedPoint each) {
        PointResult result = each.result().orElseThrow();
        Place place = each.point().place().orElseThrow();
        String observed = result.observed().isPresent()
                ? "observed CLs " + number(result.observed().getAsDouble()) + ", "
                : "";
        return each.point().name() + " at (" + place.x() + ", " + place.y() + "): " + observed + "expected "
                + number(result.expected().get(2));
    }
}
