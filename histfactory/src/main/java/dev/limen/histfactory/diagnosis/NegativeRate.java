package dev.limen.histfactory.diagnosis;

import dev.limen.histfactory.Constraint;
import dev.limen.histfactory.ModifierType;
import dev.limen.histfactory.ParameterSet;
import dev.limen.inference.Parameter;
import java.util.ArrayList;
import java.util.List;

/** Bins whose total rate falls below 0 at the start, or where one histosys parameter moves within five deviations. */
record NegativeRate() implements StaticCheck {
    private static final int DEVIATIONS = 5;
    private static final int HALVINGS = 30;
    private static final int SHOWN = 3;
    private static final String MEND =
            "Look at the templates there: a histosys of few simulated events is better a normsys, or wants wider bins.";

    @Override
    public String id() {
        return "negative-rate";
    }

    @Override
    public List<Finding> of(Subject subject) {
        double[] start = subject.background();
        double[] nominal = subject.rates(start);
        List<Finding> findings = new ArrayList<>();
        for (int bin = 0; bin < nominal.length; bin++) {
            if (nominal[bin] < 0) {
                findings.add(new Finding(
                        id(),
                        Severity.ERROR,
                        subject.channelPointer(subject.channel(bin)),
                        Numbers.brief(nominal[bin]) + " events are expected in " + subject.bin(bin)
                                + " where the parameters start",
                        "the likelihood is zero there, and fits that begin there fail",
                        "Give the samples of this bin contents whose sum is positive."));
            }
        }
        for (ParameterSet set : subject.model().parameterSets().sets()) {
            if (set.constraint() == Constraint.NORMAL && set.types().contains(ModifierType.HISTOSYS)) {
                moved(subject, set, start, nominal, findings);
            }
        }
        return findings;
    }

    private void moved(Subject subject, ParameterSet set, double[] start, double[] nominal, List<Finding> findings) {
        int at = subject.model().parameterSets().offset(set.name());
        Parameter parameter = subject.model().parameters().get(at);
        List<String> bins = new ArrayList<>();
        double nearest = Double.POSITIVE_INFINITY;
        for (int side = -1; !parameter.fixed() && side <= 1; side += 2) {
            boolean[] seen = new boolean[nominal.length];
            double inside = start[at];
            for (int k = 1; k <= DEVIATIONS; k++) {
                double value = Math.max(parameter.lower(), Math.min(parameter.upper(), side * (double) k));
                double[] rates = moved(subject, start, at, value);
                for (int bin = 0; bin < rates.length; bin++) {
                    if (rates[bin] < 0 && nominal[bin] > 0 && !seen[bin]) {
                        seen[bin] = true;
                        double crossing = crossing(subject, start, at, bin, inside, value);
                        nearest = Math.min(nearest, Math.abs(crossing));
                        bins.add("%s (%s events nominal) below %s = %.2f"
                                .formatted(subject.bin(bin), Numbers.brief(nominal[bin]), set.name(), crossing)
                                .replace("below", side > 0 ? "above" : "below"));
                    }
                }
                inside = value;
            }
        }
        if (!bins.isEmpty()) {
            findings.add(new Finding(
                    id(),
                    nearest < 3 ? Severity.WARNING : Severity.INFO,
                    subject.site(set.name()).pointer(),
                    "the expected events become negative in " + Numbers.some(bins, SHOWN),
                    "the likelihood is zero beyond: profiles end there, and fits that start or step there are turned back",
                    MEND));
        }
    }

    private static double[] moved(Subject subject, double[] start, int at, double value) {
        double[] theta = start.clone();
        theta[at] = value;
        return subject.rates(theta);
    }

    private static double crossing(Subject subject, double[] start, int at, int bin, double inside, double outside) {
        double good = inside;
        double bad = outside;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (good + bad) / 2;
            if (moved(subject, start, at, middle)[bin] < 0) {
                bad = middle;
            } else {
                good = middle;
            }
        }
        return bad;
    }
}
