package dev.limen.histfactory.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Bins in which no events are expected at all, or none without signal. */
record EmptyBin() implements StaticCheck {
    @Override
    public String id() {
        return "empty-bin";
    }

    @Override
    public List<Finding> of(Subject subject) {
        double[] all = subject.rates(subject.start());
        double[] background = subject.rates(subject.background());
        List<Finding> findings = new ArrayList<>();
        for (int bin = 0; bin < all.length; bin++) {
            if (all[bin] == 0) {
                findings.add(empty(subject, bin, "no events are expected in "));
            } else if (background[bin] == 0) {
                findings.add(empty(subject, bin, "nothing but signal is expected in "));
            }
        }
        return findings;
    }

    private Finding empty(Subject subject, int bin, String what) {
        OptionalDouble count = subject.count(bin);
        double seen = count.orElse(0);
        boolean signalOnly = what.startsWith("nothing");
        String effect = seen > 0
                ? signalOnly
                        ? "the likelihood is zero without signal: CLs and limits fail, and p0 is 0"
                        : "the likelihood is zero wherever the parameters leave it so, and fits fail"
                : signalOnly
                        ? "asymptotic formulae do not hold for a bin without background"
                        : "none: the bin says nothing";
        return new Finding(
                id(),
                seen > 0 ? Severity.ERROR : signalOnly ? Severity.WARNING : Severity.INFO,
                subject.channelPointer(subject.channel(bin)),
                what + subject.bin(bin) + (count.isPresent() ? "; observed: " + seen : ""),
                effect,
                "Merge the bin with its neighbour, or give the background its expected content with an uncertainty.");
    }
}
