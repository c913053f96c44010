package dev.limen.histfactory.diagnosis;

import dev.limen.autodiff.NotConvergedException;
import dev.limen.histfactory.Model;
import dev.limen.histfactory.Pruning;
import dev.limen.histfactory.Workspace;
import dev.limen.inference.UpperLimit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Systematic uncertainties without which the expected limit is the same to a percent. */
record PrunableSystematics() implements FittedCheck {
    private static final double LEVEL = 0.95;
    /** Of one, and of all together by the derivatives, relative to the limit. */
    private static final double EACH = 1e-3;

    private static final double TOGETHER = 5e-3;
    /** Of all together, computed again without them. */
    private static final double COMPUTED = 1e-2;

    @Override
    public String id() {
        return "prunable-systematics";
    }

    @Override
    public List<Finding> of(FittedSubject fitted) {
        Subject subject = fitted.subject();
        if (subject.model().poi().isEmpty() || !new PoiBounds().of(subject).isEmpty()) {
            return List.of();
        }
        try {
            return proposed(subject);
        } catch (NotConvergedException failure) {
            return List.of(new Finding(
                    id(),
                    Severity.WARNING,
                    "",
                    "the expected limit cannot be computed: " + failure.getMessage(),
                    "limits fail, and it is not known which systematic uncertainties matter",
                    "Mend the other findings first."));
        }
    }

    private List<Finding> proposed(Subject subject) {
        UpperLimit limit = UpperLimit.blind(subject.model(), LEVEL);
        double median = limit.expected().median();
        Map<String, Double> effects = SystematicEffect.on(limit, subject);
        List<String> small = effects.keySet().stream()
                .filter(name -> Math.abs(effects.get(name)) < EACH * median)
                .sorted(Comparator.comparingDouble(name -> Math.abs(effects.get(name))))
                .toList();
        List<String> chosen = new ArrayList<>();
        double sum = 0;
        for (String name : small) {
            sum += Math.abs(effects.get(name));
            if (sum <= TOGETHER * median) {
                chosen.add(name);
            }
        }
        while (!chosen.isEmpty()) {
            double change = without(subject, chosen) / median - 1;
            if (Math.abs(change) <= COMPUTED) {
                return List.of(finding(subject, effects, chosen, median, change));
            }
            chosen = chosen.subList(0, chosen.size() / 2);
        }
        return List.of();
    }

    private static double without(Subject subject, List<String> names) {
        Workspace pruned = subject.workspace().pruned(Pruning.none().modifiers(names));
        Model model = Model.of(
                pruned,
                pruned.measurement(subject.model().measurement().name()),
                subject.model().interpolation());
        return UpperLimit.blind(model, LEVEL).expected().median();
    }

    private Finding finding(
            Subject subject, Map<String, Double> effects, List<String> chosen, double median, double change) {
        String largest = chosen.get(chosen.size() - 1);
        return new Finding(
                id(),
                Severity.INFO,
                subject.site(largest).pointer(),
                chosen.size() + " of " + effects.size() + " systematic uncertainties hardly matter: without them the"
                        + " expected limit, " + Numbers.brief(median) + ", changes by " + Numbers.percent(change)
                        + " (computed again); by derivatives the largest of them, '" + largest + "', adds "
                        + Numbers.percent(effects.get(largest) / median),
                "none but time: each is a parameter of every fit",
                "Take them out if the analysis allows it: limen prune -m " + String.join(" -m ", chosen) + ".");
    }
}
