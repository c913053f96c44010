package dev.limen.app.command;

import dev.limen.histfactory.Yields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A channel's part of what {@code yields --text} prints: a table for each bin, and one for their sum.
 *
 * @param before   before the fit
 * @param after    after it
 * @param observed counts; empty while blind
 */
record YieldLines(Yields.ChannelYields before, Yields.ChannelYields after, Optional<List<Double>> observed) {

    private static final int NARROWEST = 20;

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        int bins = before.total().values().size();
        for (int bin = 0; bin < bins; bin++) {
            int at = bin;
            table(
                    lines,
                    before.name() + (bins > 1 ? ", bin " + bin : ""),
                    row -> cell(row, at),
                    observed.map(c -> c.get(at)));
        }
        if (bins > 1) {
            table(
                    lines,
                    before.name() + ", all bins",
                    row -> cell(row.sum(), row.sumSigma()),
                    observed.map(counts ->
                            counts.stream().mapToDouble(Double::doubleValue).sum()));
        }
        return lines;
    }

    private interface Cell {
        String of(Yields.Row row);
    }

    private void table(List<String> lines, String title, Cell cell, Optional<Double> count) {
        int width = before.samples().stream()
                .mapToInt(row -> row.name().length())
                .max()
                .orElse(0);
        String format = "%-" + Math.max(Math.max(width, title.length()), NARROWEST) + "s %26s %26s";
        lines.add(String.format(Locale.ROOT, format, title, "pre-fit", "post-fit"));
        for (int i = 0; i < before.samples().size(); i++) {
            Yields.Row row = before.samples().get(i);
            lines.add(String.format(
                    Locale.ROOT,
                    format,
                    row.name(),
                    cell.of(row),
                    cell.of(after.samples().get(i))));
        }
        lines.add(String.format(Locale.ROOT, format, "total", cell.of(before.total()), cell.of(after.total())));
        count.ifPresent(n -> lines.add(String.format(Locale.ROOT, format, "observed", "", text(n) + " ".repeat(13))));
        lines.add("");
    }

    private static String cell(Yields.Row row, int bin) {
        return cell(row.values().get(bin), row.sigmas().get(bin));
    }

    private static String cell(double value, double sigma) {
        return String.format(Locale.ROOT, "%s +- %9s", text(value), text(sigma));
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.5g", value);
    }
}
