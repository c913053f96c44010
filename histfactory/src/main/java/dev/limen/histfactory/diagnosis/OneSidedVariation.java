package dev.limen.histfactory.diagnosis;

import java.util.ArrayList;
import java.util.List;

/** Parameters both sides of which move a bin's total the same way, or one side of which does nothing. */
record OneSidedVariation() implements StaticCheck {
    private static final int SHOWN = 3;
    /** In units of the bin's statistical error: what is less hardly shows in a fit. */
    private static final double VISIBLE = 1;
    /** How much of the larger shift the smaller may be on the other side for it to count as one-sided. */
    private static final double BALANCE = 0.1;

    @Override
    public String id() {
        return "one-sided-variation";
    }

    @Override
    public List<Finding> of(Subject subject) {
        double[] total = subject.rates(subject.start());
        List<Finding> findings = new ArrayList<>();
        for (BinVariation variation : BinVariation.all(subject)) {
            List<String> bins = new ArrayList<>();
            for (int b = 0; b < total.length; b++) {
                double largest = variation.largest(b);
                boolean visible = largest > VISIBLE * Math.sqrt(Math.abs(total[b]));
                boolean balanced = -variation.up()[b] * variation.down()[b] > BALANCE * largest * largest;
                if (visible && !balanced) {
                    bins.add(variation.shown(subject, total, b));
                }
            }
            if (!bins.isEmpty()) {
                findings.add(new Finding(
                        id(),
                        Severity.INFO,
                        variation.site().pointer(),
                        "'" + variation.parameter() + "' moves the total one way only in " + Numbers.some(bins, SHOWN),
                        "a deviation to the other side cannot be fitted, the profile may have a second minimum, and the"
                                + " parameter's error is not normal",
                        "Symmetrise the variation, or check the shifted simulation's statistics."));
            }
        }
        return findings;
    }
}
