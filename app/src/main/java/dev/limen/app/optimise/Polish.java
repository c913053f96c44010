package dev.limen.app.optimise;

import dev.limen.app.analysis.Cut;
import dev.limen.app.analysis.Threshold;
import dev.limen.autodiff.optimise.Optimum;
import dev.limen.autodiff.optimise.Parameters;
import dev.limen.autodiff.optimise.PatternSearch;
import dev.limen.autodiff.optimise.StepListener;
import java.util.List;

/** Hard cuts moved one by one within two widths of the soft optimum. */
final class Polish {
    private static final int EVALUATIONS = 100;
    private static final int REPLICAS = 50;

    private final Plan plan;
    private final Part training;
    private final Part validation;
    private final Floor floor;
    private int evaluations;

    Polish(Plan plan, Part training, Part validation, Floor floor) {
        this.plan = plan;
        this.training = training;
        this.validation = validation;
        this.floor = floor;
    }

    /** How many points were tried. */
    int evaluations() {
        return evaluations;
    }

    double[] polish(double[] soft) {
        List<Threshold> thresholds = plan.thresholds();
        Parameters parameters = new Parameters();
        for (Cut cut : plan.analysis().cuts()) {
            int first = plan.firstThreshold(cut);
            for (int k = 0; k < cut.thresholds().size(); k++) {
                Threshold threshold = thresholds.get(first + k);
                double reach = 2 * cut.width();
                parameters.scalar(
                        threshold.name(),
                        soft[first + k],
                        Math.max(threshold.range().lower(), soft[first + k] - reach),
                        Math.min(threshold.range().upper(), soft[first + k] + reach));
            }
        }
        HardObjective hard = new HardObjective(plan, training, floor);
        Optimum found = PatternSearch.evaluations(EVALUATIONS)
                .minimise(
                        x -> {
                            evaluations++;
                            return hard.value(moved(soft, x));
                        },
                        parameters,
                        StepListener.NONE);
        Part.At before = validation.at(soft);
        double[] polished = moved(soft, found.x());
        Part.At after = validation.at(polished);
        double[] differences = new double[REPLICAS];
        for (int replica = 0; replica < REPLICAS; replica++) {
            differences[replica] = plan.loss(after.objective(Judgement.SEED, replica))
                    - plan.loss(before.objective(Judgement.SEED, replica));
        }
        double worse = plan.loss(after.objective()) - plan.loss(before.objective());
        // Not above: a NaN on either side keeps the soft optimum.
        return worse <= Replicas.deviation(differences) ? polished : soft;
    }

    /** Other thresholds before the same weights. */
    private static double[] moved(double[] point, double[] thresholds) {
        double[] moved = point.clone();
        System.arraycopy(thresholds, 0, moved, 0, thresholds.length);
        return moved;
    }
}
