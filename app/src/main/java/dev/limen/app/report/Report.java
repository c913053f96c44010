package dev.limen.app.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a report as one HTML page that loads nothing and runs nothing. */
public final class Report {

    private final ReportData data;
    private final Palette palette;

    private Report(ReportData data) {
        this.data = data;
        List<Stack> stacks = new ArrayList<>();
        data.galleries().forEach(gallery -> gallery.pairs().forEach(pair -> stacks.add(pair.after())));
        data.nMinusOne().forEach(plot -> stacks.add(plot.stack()));
        this.palette = new Palette(stacks);
    }

    /** The page. */
    public static String html(ReportData data) {
        return new Report(data).page();
    }

    private String page() {
        Markup html = new Markup().resource("<!DOCTYPE html>\n").open("html", "lang", "en");
        html.open("head").empty("meta", "charset", "utf-8");
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.element("title", data.title());
        html.open("style").resource(style()).close("style").close("head").open("body");
        html.resource("<svg class=\"defs\" aria-hidden=\"true\"><defs><pattern id=\"hatch\" width=\"5\" height=\"5\""
                + " patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
                + "<line class=\"hatching\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"5\"/></pattern></defs></svg>\n");
        html.open("main");
        header(html);
        warnings(html);
        cuts(html);
        data.galleries().forEach(gallery -> gallery(html, gallery));
        trajectories(html);
        nMinusOne(html);
        data.tables().forEach(table -> html.raw(TableMarkup.section(table)));
        facts(html);
        return html.close("main").close("body").close("html").toString();
    }

    private void header(Markup html) {
        html.open("header");
        html.element("h1", data.title()).element("p", data.subtitle(), "class", "subtitle");
        String kind = data.verdict().kind().name().toLowerCase(Locale.ROOT);
        html.open("div", "class", "verdict " + kind);
        html.element("strong", data.verdict().kind().words());
        html.open("div").element("p", data.verdict().sentence());
        html.element("p", data.verdict().reason(), "class", "reason")
                .close("div")
                .close("div");
        html.open("div", "class", "cards");
        for (Headline headline : data.headlines()) {
            double change = headline.after().value() / headline.before().value() - 1;
            boolean better = headline.smallerIsBetter() ? change < 0 : change > 0;
            html.open("div", "class", "card").element("p", headline.name(), "class", "name");
            html.open("p", "class", "numbers").element("span", headline.before().toString(), "class", "was");
            html.text(" → ").element("b", headline.after().toString()).close("p");
            if (Double.isFinite(change)) {
                html.element("p", Numbers.percent(change), "class", better ? "change good" : "change");
            }
            html.close("div");
        }
        html.close("div").close("header");
    }

    private void warnings(Markup html) {
        if (!data.warnings().isEmpty()) {
            html.open("section", "class", "warnings")
                    .element("h2", "What to know first")
                    .open("ul");
            data.warnings().forEach(warning -> html.element("li", warning));
            html.close("ul").close("section");
        }
    }

    private void cuts(Markup html) {
        if (data.cuts().isEmpty()) {
            return;
        }
        boolean flatKnown = data.cuts().stream().anyMatch(cut -> !Double.isNaN(cut.flatLow()));
        List<List<Table.Cell>> rows = new ArrayList<>();
        for (CutSummary cut : data.cuts()) {
            List<Table.Cell> row = new ArrayList<>(List.of(
                    Table.Cell.of(cut.name()),
                    Table.Cell.of(cut.condition()),
                    Table.Cell.of(cut.start()),
                    Table.Cell.of(cut.optimum()),
                    Table.Cell.of(cut.rounded())));
            if (flatKnown) {
                String flat = Double.isNaN(cut.flatLow())
                        ? "–"
                        : Numbers.brief(cut.flatLow()) + " to " + Numbers.brief(cut.flatHigh());
                row.add(Table.Cell.of(flat));
            }
            rows.add(row);
        }
        List<String> columns = new ArrayList<>(List.of("threshold", "keeps", "before", "after", "rounded"));
        if (flatKnown) {
            columns.add("flat region");
        }
        String note = "The rounded ones are those that are judged, written to the workspace and unblinded; after is the"
                + " optimum before rounding."
                + (flatKnown
                        ? " The flat region is where the objective changes by less than 1 %, the other thresholds held."
                        : "");
        html.raw(TableMarkup.section(new Table("Thresholds", note, columns, rows)));
    }

    private void gallery(Markup html, Gallery gallery) {
        if (!gallery.pairs().isEmpty()) {
            html.open("section").element("h2", gallery.title());
            html.element("p", gallery.note(), "class", "note");
            gallery.pairs().forEach(pair -> html.raw(HistogramFigure.draw(pair, palette)));
            html.close("section");
        }
    }

    private void trajectories(Markup html) {
        List<Trajectory> walked = data.trajectories().stream()
                .filter(trajectory -> !trajectory.soft().isEmpty())
                .toList();
        if (walked.isEmpty()) {
            return;
        }
        html.open("section").element("h2", "The way there").open("p", "class", "legend");
        html.open("span")
                .open("i", "class", "line curve")
                .close("i")
                .text("soft, training events")
                .close("span");
        html.open("span")
                .open("i", "class", "dot check")
                .close("i")
                .text("hard, validation events")
                .close("span");
        html.close("p");
        for (Trajectory trajectory : walked) {
            html.raw(TrajectoryFigure.objective(trajectory)).open("div", "class", "small");
            trajectory.thresholds().forEach(path -> html.raw(TrajectoryFigure.threshold(path)));
            html.close("div");
        }
        html.close("section");
    }

    private void nMinusOne(Markup html) {
        if (data.nMinusOne().isEmpty()) {
            return;
        }
        html.open("section").element("h2", "Each cut with the others applied");
        html.open("p", "class", "legend");
        html.open("span")
                .open("i", "class", "line before")
                .close("i")
                .text("before")
                .close("span");
        html.open("span")
                .open("i", "class", "line after")
                .close("i")
                .text("after")
                .close("span");
        html.text("Arrows point to what is kept.").close("p").open("div", "class", "pair");
        data.nMinusOne().forEach(plot -> html.raw(NMinusOneFigure.draw(plot, palette)));
        html.close("div").close("section");
    }

    private void facts(Markup html) {
        html.open("section", "class", "facts").element("h2", "To reproduce it").open("dl");
        for (ReportData.Fact fact : data.facts()) {
            html.element("dt", fact.name()).element("dd", fact.value());
        }
        html.close("dl").close("section");
    }

    private static String style() {
        try (InputStream in = Report.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
