package dev.limen.app.optimise;

import dev.limen.app.analysis.Threshold;
import dev.limen.autodiff.optimise.Optimum;
import dev.limen.autodiff.optimise.Parameters;
import dev.limen.autodiff.optimise.RandomSearch;
import dev.limen.autodiff.optimise.StepListener;
import java.util.ArrayList;
import java.util.List;

/**
 * What a gradient must not fall behind: random hard cuts on training events, of whose record holders the best on
 * validation events is chosen.
 */
record HardSearch(Plan plan, Part training, Part validation, Floor floor) {
    double[] search(double[] start, int evaluations) {
        Parameters parameters = new Parameters();
        List<Threshold> thresholds = plan.thresholds();
        for (int i = 0; i < start.length; i++) {
            Threshold threshold = thresholds.get(i);
            parameters.scalar(
                    threshold.name(),
                    start[i],
                    threshold.range().lower(),
                    threshold.range().upper());
        }
        HardObjective hard = new HardObjective(plan, training, floor);
        List<double[]> records = new ArrayList<>(List.of(start));
        StepListener keep = step -> records.add(step.x());
        Optimum last =
                new RandomSearch(Math.max(2, evaluations), Judgement.SEED).minimise(hard::value, parameters, keep);
        records.add(last.x());
        HardObjective choice = new HardObjective(plan, validation, floor);
        double[] best = start;
        double lowest = Double.POSITIVE_INFINITY;
        for (double[] candidate : records) {
            double value = choice.value(candidate);
            if (value < lowest) {
                lowest = value;
                best = candidate;
            }
        }
        return best;
    }
}
