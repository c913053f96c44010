package dev.limen.histfactory.diagnosis;

import dev.limen.inference.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Descents from random starts that end elsewhere than the fit. */
record SeveralMinima() implements FittedCheck {
    /** Of twice the negative log-likelihood: far above what an estimated distance of 1e-13 leaves. */
    private static final double SAME = 1e-6;
    /** In units of 1/sqrt(second derivative). */
    private static final double APART = 0.01;

    private static final double DEEP = 9;
    private static final int SHOWN = 4;

    @Override
    public String id() {
        return "several-minima";
    }

    @Override
    public List<Finding> of(FittedSubject fitted) {
        if (!fitted.fit().converged()) {
            return List.of();
        }
        List<List<StartFit>> minima = new ArrayList<>();
        for (StartFit descent : fitted.descents()) {
            if (descent.converged() && !same(fitted, descent, fitted.fit())) {
                minima.stream()
                        .filter(known -> same(fitted, descent, known.get(0)))
                        .findFirst()
                        .orElseGet(() -> {
                            List<StartFit> another = new ArrayList<>();
                            minima.add(another);
                            return another;
                        })
                        .add(descent);
            }
        }
        minima.sort(Comparator.comparingDouble(found -> found.get(0).twiceNll()));
        return minima.stream().map(found -> finding(fitted, found)).toList();
    }

    private static boolean same(FittedSubject fitted, StartFit a, StartFit b) {
        return Math.abs(a.twiceNll() - b.twiceNll()) < SAME
                && IntStream.range(0, a.theta().length).allMatch(i -> distance(fitted, a, b, i) < APART);
    }

    private static double distance(FittedSubject fitted, StartFit a, StartFit b, int i) {
        double curvature = Math.max(0, fitted.hessian(i, i));
        return Math.abs(a.theta()[i] - b.theta()[i]) * Math.sqrt(curvature);
    }

    private Finding finding(FittedSubject fitted, List<StartFit> found) {
        StartFit other = found.get(0);
        StartFit fit = fitted.fit();
        Subject subject = fitted.subject();
        double higher = other.twiceNll() - fit.twiceNll();
        List<Integer> furthest = IntStream.range(0, fit.theta().length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -distance(fitted, other, fit, i)))
                .limit(SHOWN)
                .filter(i -> distance(fitted, other, fit, i) >= APART)
                .toList();
        List<Parameter> parameters = subject.model().parameters();
        List<String> moves = furthest.stream()
                .map(i -> "'" + parameters.get(i).name() + "' " + Numbers.brief(other.theta()[i]) + " instead of "
                        + Numbers.brief(fit.theta()[i]))
                .toList();
        boolean lower = higher < -SAME;
        boolean equal = Math.abs(higher) <= SAME;
        return new Finding(
                id(),
                lower ? Severity.ERROR : higher < DEEP ? Severity.WARNING : Severity.INFO,
                furthest.isEmpty()
                        ? ""
                        : subject.site(subject.set(furthest.get(0)).name()).pointer(),
                found.size() + " of " + fitted.descents().size()
                        + " descents from random starts end in another minimum, "
                        + (equal
                                ? "as low"
                                : Numbers.brief(Math.abs(higher)) + (lower ? " lower" : " higher")
                                        + " in twice the negative log-likelihood")
                        + ", with " + String.join(", ", moves),
                lower
                        ? "the fit misses the lowest minimum, and so may tests and limits"
                        : "other programs, and fits of other data, may end there; profiles and errors are not those of"
                                + " one minimum",
                lower
                        ? "Mend variations of these parameters that are huge or one-sided; or start the parameters where the"
                                + " lower minimum has them (inits), which moves the nominal Asimov set of --blind, too."
                        : "Scan them, and symmetrise variations whose two sides move events the same way.");
    }
}
