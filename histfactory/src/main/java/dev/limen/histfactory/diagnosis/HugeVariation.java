package dev.limen.histfactory.diagnosis;

import dev.limen.histfactory.NormSys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Parameters one deviation of which changes a bin's total by more than the total, or a sample by a factor of five. */
record HugeVariation() implements StaticCheck {
    private static final int SHOWN = 3;
    private static final double FACTOR = 5;
    /** In units of the bin's statistical error: what is less hardly shows in a fit. */
    private static final double VISIBLE = 0.25;

    @Override
    public String id() {
        return "huge-variation";
    }

    @Override
    public List<Finding> of(Subject subject) {
        double[] total = subject.rates(subject.start());
        // A signal, of which there may be any amount, hides nothing of what its background does.
        double[] background = subject.rates(subject.background());
        Map<String, Finding> findings = new LinkedHashMap<>();
        addTotals(subject, background, BinVariation.ofBackground(subject), findings);
        addTotals(subject, total, BinVariation.all(subject), findings);
        List<Finding> all = new ArrayList<>(findings.values());
        for (Site site : subject.sites()) {
            double[] beside = subject.isSignal(site.sample()) ? total : background;
            if (site.modifier() instanceof NormSys normsys && isHuge(normsys) && visible(subject, beside, site)) {
                all.add(factor(site, normsys));
            }
        }
        return all;
    }

    private void addTotals(
            Subject subject, double[] total, List<BinVariation> variations, Map<String, Finding> findings) {
        for (BinVariation variation : variations) {
            List<String> bins = new ArrayList<>();
            for (int b = 0; b < total.length; b++) {
                double shift = variation.largest(b);
                if (shift > Math.abs(total[b]) && shift > Math.sqrt(Math.abs(total[b]))) {
                    bins.add(variation.shown(subject, total, b));
                }
            }
            if (!bins.isEmpty()) {
                findings.putIfAbsent(
                        variation.parameter(),
                        new Finding(
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
    }

    private static boolean isHuge(NormSys normsys) {
        return Math.max(normsys.lo(), normsys.hi()) > FACTOR || Math.min(normsys.lo(), normsys.hi()) < 1 / FACTOR;
    }

    private static boolean visible(Subject subject, double[] total, Site site) {
        int offset = subject.model().order().offset(site.channel().name());
        return IntStream.range(0, site.channel().bins()).anyMatch(b -> {
            double shift =
                    Math.max(Math.abs(BinVariation.shift(site, b, true)), Math.abs(BinVariation.shift(site, b, false)));
            return shift > VISIBLE * Math.sqrt(Math.abs(total[offset + b]));
        });
    }

    private Finding factor(Site site, NormSys normsys) {
        return new Finding(
                id(),
                Severity.WARNING,
                site.pointer(),
                "the " + site.words() + " scales it by " + Numbers.brief(normsys.lo()) + " at -1 and "
                        + Numbers.brief(normsys.hi()) + " at +1",
                "the sample grows exponentially with the parameter: it is nothing or everything, and there may be several"
                        + " minima",
                "Check the factors; an uncertainty this large is better a normfactor with a control region, or a"
                        + " shapesys.");
    }
}
