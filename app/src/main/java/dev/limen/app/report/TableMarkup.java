package dev.limen.app.report;

import java.util.List;
import java.util.Locale;

/** A table as a section of the page. */
final class TableMarkup {

    private TableMarkup() {}

    static Markup section(Table table) {
        Markup html = new Markup().open("section").element("h2", table.title());
        if (!table.note().isEmpty()) {
            html.element("p", table.note(), "class", "note");
        }
        html.open("div", "class", "scroll").open("table").open("thead").open("tr");
        table.columns().forEach(column -> html.element("th", column, "scope", "col"));
        html.close("tr").close("thead").open("tbody");
        for (List<Table.Cell> row : table.rows()) {
            html.open("tr");
            for (int i = 0; i < row.size(); i++) {
                Table.Cell cell = row.get(i);
                String mood = cell.mood().name().toLowerCase(Locale.ROOT);
                html.element(i == 0 ? "th" : "td", cell.text(), "class", mood);
            }
            html.close("tr");
        }
        return html.close("tbody").close("table").close("div").close("section");
    }
}
