package dev.limen.app.run;

import dev.limen.app.optimise.Optimisation;
import dev.limen.app.report.ReportData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What makes a run reproducible, for its report. */
final class RunFacts {

    private RunFacts() {}

    static List<ReportData.Fact> of(Provenance provenance, Map<String, Integer> events) {
        Versions versions = provenance.versions();
        List<ReportData.Fact> facts = new ArrayList<>();
        facts.add(new ReportData.Fact("limen", versions.limen()));
        facts.add(new ReportData.Fact("Java", versions.java()));
        facts.add(new ReportData.Fact(
                "machine", versions.system() + ", " + versions.processors() + " processors, " + versions.vector()));
        facts.add(new ReportData.Fact(
                "seeds",
                provenance.analysis().events().split().seed() + " of the split, " + Optimisation.SEED
                        + " of bootstrap, toys and random search"));
        events.forEach((part, count) -> facts.add(new ReportData.Fact(part + " events", count.toString())));
        provenance.inputs().forEach(input -> facts.add(new ReportData.Fact(input.file(), "sha256 " + input.sha256())));
        return facts;
    }
}
