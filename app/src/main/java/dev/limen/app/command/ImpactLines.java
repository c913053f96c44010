package dev.limen.app.command;

import dev.limen.inference.GroupImpact;
import dev.limen.inference.Impact;
import dev.limen.inference.Impacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The tables that {@code impacts --text} prints.
 *
 * @param poi     its name
 * @param impacts all
 * @param shown   those of the first table
 */
record ImpactLines(String poi, Impacts impacts, List<Impact> shown) {

    ImpactLines {
        shown = List.copyOf(shown);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(TextLine.of(poi + ", best fit", impacts.best()));
        lines.add(TextLine.of("uncertainty", impacts.sigma()));
        lines.add(TextLine.of("constrained parameters held", impacts.constrainedHeld()));
        lines.add(TextLine.of("component of the counts", impacts.statistical()));
        lines.add(TextLine.of("components, auxiliary data", impacts.auxiliary()));
        lines.add(TextLine.of("components in quadrature", impacts.total()));
        int width =
                shown.stream().mapToInt(impact -> impact.name().length()).max().orElse(0);
        width = Math.max(width, 20);
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%-" + width + "s %8s %10s %23s %23s %12s",
                "parameter",
                "pull",
                "constraint",
                "post-fit impact, +1 -1",
                "pre-fit impact, +1 -1",
                "component"));
        for (Impact impact : shown) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-" + width + "s %8s %10s %23s %23s %12s",
                    impact.name(),
                    text(impact.pull(), "%.3f"),
                    text(impact.constraint(), "%.3f"),
                    text(impact.postfit()),
                    text(impact.prefit()),
                    text(impact.globalObservable(), "%+.4g")));
        }
        lines.add("");
        lines.add(String.format(
                Locale.ROOT, "%-" + width + "s %10s %12s %12s", "group", "parameters", "held", "component"));
        for (GroupImpact group : impacts.groups()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-" + width + "s %10d %12.4g %12.4g",
                    group.name(),
                    group.parameters(),
                    group.held(),
                    group.globalObservable()));
        }
        return lines;
    }

    private static String text(OptionalDouble value, String format) {
        return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "-";
    }

    private static String text(Optional<Impact.Shift> shift) {
        return shift.map(found -> String.format(Locale.ROOT, "%+11.4g %+11.4g", found.up(), found.down()))
                .orElse("-");
    }
}
