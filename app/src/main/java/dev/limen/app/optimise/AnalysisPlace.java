package dev.limen.app.optimise;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.Column;
import dev.limen.app.analysis.Sample;
import dev.limen.app.analysis.Systematic;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where in an analysis file the cause of a problem with a sample's events stands, as a JSON pointer. */
record AnalysisPlace(Analysis analysis, Sample sample) {
    private static final Pattern VARIATION = Pattern.compile("variation '(.+?)(?: up| down)?'.*", Pattern.DOTALL);
    private static final Pattern COLUMN = Pattern.compile("column '(.+?)'.*", Pattern.DOTALL);

    private static final Pattern COLLECTION = Pattern.compile("collection '(.+?)'.*", Pattern.DOTALL);

    /** The place that a message of the reader is about: it begins with the role of what it cannot use. */
    String of(String message) {
        Matcher variation = VARIATION.matcher(message);
        if (variation.matches()
                && analysis.systematics().stream().map(Systematic::name).anyMatch(variation.group(1)::equals)) {
            return "/systematics/" + variation.group(1);
        }
        Matcher column = COLUMN.matcher(message);
        if (column.matches() && analysis.columns().stream().map(Column::name).anyMatch(column.group(1)::equals)) {
            return "/columns/" + column.group(1);
        }
        Matcher collection = COLLECTION.matcher(message);
        if (collection.matches()) {
            return "/objects/" + collection.group(1);
        }
        if (message.startsWith("preselection")) {
            return "/preselection";
        }
        if (message.startsWith("identity")) {
            return "/events/id";
        }
        String place = "/samples/" + sample.name();
        for (String key : new String[] {"files", "where", "weight"}) {
            if (message.startsWith(key)) {
                return place + "/" + key;
            }
        }
        return place;
    }
}
