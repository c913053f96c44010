package dev.limen.histfactory.diagnosis;

import java.util.ArrayList;
import java.util.List;

/** Parameters one deviation of which changes a bin's total by more than the total. */
record HugeVariation() implements StaticCheck {
    private static final int SHOWN = 3;

    @Override
    public String id() {
        return "huge-variation";
    }

    @Override
    public List<Finding> of(Subject subject) {
        double[] total = subject.rates(subject.start());
        List<Finding> findings = new ArrayList<>();
        for (BinVariation variation : BinVariation.all(subject)) {
            List<String> bins = new ArrayList<>();
            for (int b = 0; b < total.length; b++) {
                double shift = variation.largest(b);
                if (shift > Math.abs(total[b]) && shift > Math.sqrt(Math.abs(total[b]))) {
                    bins.add(subject.bin(b) + " (" + Numbers.brief(total[b]) + " events, "
                            + Numbers.brief(variation.down()[b]) + " and " + Numbers.brief(variation.up()[b])
                            + " more at -1 and +1)");
                }
            }
            if (!bins.isEmpty()) {
                findings.add(new Finding(
                        id(),
                        Severity.WARNING,
                        variation.site().pointer(),
                        "'" + variation.parameter() + "' changes the total by more than itself in "
                                + Numbers.some(bins, SHOWN),
                        "the bin is free rather than uncertain, and the interpolation, not the data, says how it"
                                + " moves",
                        "Check that contents, not differences or percentages, stand in lo_data and hi_data, and that"
                                + " lo and hi are factors; merge bins of few simulated events."));
            }
        }
        return findings;
    }
}
