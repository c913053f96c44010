package dev.limen.app.optimise;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.Column;
import dev.limen.app.analysis.Cut;
import dev.limen.app.analysis.Network;
import dev.limen.app.analysis.ObjectCollection;
import dev.limen.app.analysis.Region;
import dev.limen.data.EventSource;
import dev.limen.data.FileColumn;
import java.util.ArrayList;
import java.util.List;

/** The columns that cuts and regions read, which files or SQL columns must have. */
record RequiredColumns(Analysis analysis) {
    /**
     * Checks the files of a sample.
     *
     * @throws OptimisationException if a column is missing, naming who reads it
     */
    void require(EventSource source) {
        List<String> there = new ArrayList<>();
        for (FileColumn column : source.schema()) {
            there.add(column.name());
        }
        for (Column column : analysis.columns()) {
            there.add(column.name());
        }
        for (ObjectCollection collection : analysis.objects()) {
            collection
                    .columns()
                    .forEach(column -> require(column, "the collection '" + collection.name() + "'", there));
            collection.quantities().forEach(quantity -> {
                if (there.stream().anyMatch(quantity.name()::equalsIgnoreCase)) {
                    throw new OptimisationException("/objects/" + collection.name() + "/quantities/" + quantity.name()
                            + ": the files have a column '" + quantity.name()
                            + "', too; choose another name for the quantity.");
                }
            });
        }
        analysis.objects()
                .forEach(collection -> collection.quantities().forEach(quantity -> there.add(quantity.name())));
        for (Network network : analysis.networks()) {
            network.inputs().forEach(input -> require(input, "the network '" + network.name() + "'", there));
            there.addAll(network.scores());
        }
        for (Cut cut : analysis.cuts()) {
            require(cut.column(), "the cut '" + cut.name() + "'", there);
        }
        for (Region region : analysis.regions()) {
            String reader = "the observable of region '" + region.name() + "'";
            require(region.observable(), reader, there);
            region.binningWithoutNetwork().ifPresent(binning -> require(binning.observable(), reader, there));
        }
    }

    private static void require(String column, String reader, List<String> there) {
        // SQL does not tell upper from lower case.
        if (there.stream().noneMatch(column::equalsIgnoreCase)) {
            throw new OptimisationException("the files have no column '" + column + "', which " + reader
                    + " reads; there is: " + String.join(", ", there)
                    + ". Name one of these, or define it under 'columns'.");
        }
    }
}
