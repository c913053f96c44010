package dev.limen.histfactory;

import dev.limen.histfactory.Inspection.InspectedParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** An inspection as the table that {@code pyhf inspect} prints, spaces at ends of lines included. */
final class InspectionText {
    private static final String RULE = "-".repeat(10);
    private static final int MIDDLE = 22;

    private final Inspection inspection;
    private final int width;
    private final List<String> lines = new ArrayList<>();

    InspectionText(Inspection inspection) {
        this.inspection = inspection;
        this.width = names().mapToInt(InspectionText::length).max().orElse(0);
    }

    List<String> lines() {
        int wider = width + "Summary".length();
        line(right("     Summary     ", wider), "");
        line(right("-".repeat(18), wider), "");
        row("channels", "" + inspection.channels().size());
        row("samples", "" + inspection.samples().size());
        row("parameters", "" + inspection.parameters().size());
        row("modifiers", "" + inspection.parameters().size());
        lines.add("");
        row("channels", "nbins");
        row(RULE, "-----");
        inspection.channels().forEach((channel, bins) -> row(channel, centred("" + bins, 5)));
        lines.add("");
        lines.add(right("samples", width));
        lines.add(right(RULE, width));
        inspection.samples().forEach(sample -> lines.add(right(sample, width)));
        lines.add("");
        row("parameters", left("constraint"), "modifiers");
        row(RULE, left(RULE), RULE);
        for (InspectedParameter parameter : inspection.parameters()) {
            String constraint = left(parameter.constraint().spelling());
            row(parameter.name(), constraint, String.join(",", parameter.typeNames()));
        }
        lines.add("");
        row("measurement", centred("poi", MIDDLE), "parameters");
        row(RULE, centred(RULE, MIDDLE), RULE);
        inspection.measurements().forEach(this::measurement);
        lines.add("");
        return List.copyOf(lines);
    }

    private void measurement(Measurement measurement) {
        String mark = measurement.equals(inspection.chosen()) ? "(*) " : "";
        List<String> configured = Inspection.configured(measurement);
        row(
                mark + measurement.name(),
                centred(measurement.poi(), MIDDLE),
                configured.isEmpty() ? "(none)" : String.join(",", configured));
    }

    private Stream<String> names() {
        return Stream.of(
                        inspection.channels().keySet().stream(),
                        inspection.samples().stream(),
                        inspection.parameters().stream().map(InspectedParameter::name),
                        inspection.measurements().stream().map(Measurement::name))
                .flatMap(each -> each);
    }

    private void row(String first, String... others) {
        line(right(first, width), others);
    }

    private void line(String first, String... others) {
        lines.add(first + "  " + String.join("  ", others));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - length(text))) + text;
    }

    private static String left(String text) {
        return text + " ".repeat(Math.max(0, MIDDLE - length(text)));
    }

    /** As Python centres: the odd space to the right. */
    private static String centred(String text, int width) {
        int space = Math.max(0, width - length(text));
        return " ".repeat(space / 2) + text + " ".repeat(space - space / 2);
    }
}
