package dev.limen.histfactory.diagnosis;

import dev.limen.autodiff.linear.SymmetricFactor;
import dev.limen.histfactory.Constraint;
import dev.limen.inference.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Directions in which the likelihood does not change, or hardly does: the null space of the Hessian at the fit. */
record FlatDirection() implements FittedCheck {
    /** Of the Hessian whose diagonal is scaled to 1; derivatives are exact, so what is flat is so to rounding. */
    private static final double FLAT = 1e-10;

    private static final double NEARLY = 1e-6;
    /** Makes the factor of a singular matrix regular. */
    private static final double SHIFT = 1e-11;

    private static final double SHARE = 0.1;
    private static final int SHOWN = 6;

    @Override
    public String id() {
        return "flat-direction";
    }

    @Override
    public List<Finding> of(FittedSubject fitted) {
        List<Finding> findings = new ArrayList<>();
        List<Integer> left = new ArrayList<>();
        for (int i : fitted.free()) {
            if (Math.abs(fitted.hessian(i, i)) > Double.MIN_NORMAL) {
                left.add(i);
            } else {
                findings.add(idle(fitted, i));
            }
        }
        while (left.size() > 1) {
            double[] direction = new double[left.size()];
            double eigenvalue = smallest(fitted, left, direction);
            if (!(eigenvalue < NEARLY)) {
                break;
            }
            List<Integer> order = IntStream.range(0, direction.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(k -> -Math.abs(direction[k])))
                    .toList();
            double largest = Math.abs(direction[order.get(0)]);
            List<Integer> involved = order.stream()
                    .filter(k -> Math.abs(direction[k]) > SHARE * largest)
                    .map(left::get)
                    .toList();
            findings.add(direction(fitted, involved, eigenvalue));
            left.remove((int) order.get(0));
        }
        return findings;
    }

    /** The smallest eigenvalue and its direction; infinite where there is a negative one, as there may be off a minimum. */
    private static double smallest(FittedSubject fitted, List<Integer> left, double[] direction) {
        int n = left.size();
        double[] scaled = new double[n * n];
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            weights[i] = 1;
            for (int j = 0; j < n; j++) {
                int a = left.get(i);
                int b = left.get(j);
                double scale = Math.sqrt(Math.abs(fitted.hessian(a, a) * fitted.hessian(b, b)));
                scaled[i * n + j] = fitted.hessian(a, b) / scale + (i == j ? SHIFT : 0);
            }
        }
        SymmetricFactor factor = new SymmetricFactor(n);
        factor.factor(scaled, n);
        return factor.positiveDefinite()
                ? factor.smallestEigenvalue(weights, direction) - SHIFT
                : Double.POSITIVE_INFINITY;
    }

    private Finding idle(FittedSubject fitted, int i) {
        Subject subject = fitted.subject();
        Parameter parameter = subject.model().parameters().get(i);
        String set = subject.set(i).name();
        return new Finding(
                id(),
                Severity.WARNING,
                subject.site(set).pointer(),
                "no bin depends on '" + parameter.name() + "', and nothing constrains it",
                "the fit leaves it where it starts; it has no error, and the Hessian is singular",
                "Fix it (\"fixed\": true), or take it out: limen prune -m " + set + ".");
    }

    private Finding direction(FittedSubject fitted, List<Integer> involved, double eigenvalue) {
        Subject subject = fitted.subject();
        List<String> names = involved.stream()
                .map(i -> subject.model().parameters().get(i).name())
                .toList();
        boolean flat = eigenvalue < FLAT;
        boolean free = involved.stream().anyMatch(i -> subject.set(i).constraint() == Constraint.UNCONSTRAINED);
        return new Finding(
                id(),
                flat ? Severity.WARNING : Severity.INFO,
                subject.site(subject.set(involved.get(0)).name()).pointer(),
                "the likelihood " + (flat ? "does not change" : "hardly changes")
                        + " along a direction of " + Numbers.names(names, SHOWN)
                        + " (curvature " + Numbers.brief(Math.max(0, eigenvalue)) + " of what each alone has)",
                flat
                        ? "their values are not determined, only combinations of them; errors are infinite"
                        : "their values and errors are those of differences of nearly equal numbers",
                free
                        ? "Fix one of them, or add a control region that tells them apart."
                        : "Look whether one of them repeats the other.");
    }
}
