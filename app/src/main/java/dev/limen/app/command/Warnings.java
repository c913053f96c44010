package dev.limen.app.command;

import dev.limen.histfactory.Model;
import dev.limen.inference.ExpectedCounts;
import java.util.Optional;

/** What users should know beside a result, on standard error. */
record Warnings(Streams streams) {

    void print(String warning) {
        streams.messages().println("limen: warning: " + warning + ".");
    }

    void print(Optional<String> warning) {
        warning.ifPresent(this::print);
    }

    /** Warns where so little background is expected that asymptotic formulae lie (P2). */
    void ofFewEvents(Model model) {
        double background = ExpectedCounts.of(model).sensitiveBackground();
        if (background < ExpectedCounts.FEW) {
            print(Digits.significant(background, 3) + " background events are expected in the bins that carry the"
                    + " sensitivity; below " + (int) ExpectedCounts.FEW
                    + " the asymptotic formulae used here are off: without"
                    + " background the median limit is 1.92 events, but 3.00 exactly. Compute it again by toys (limen toys"
                    + " --of cls, limit or significance)");
        }
    }
}
