package dev.limen.app.optimise;

import dev.limen.autodiff.optimise.Optimum;
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
        HardObjective hard = new HardObjective(plan, training, floor);
        List<double[]> records = new ArrayList<>(List.of(start));
        StepListener keep = step -> records.add(step.x());
        Optimum last = new RandomSearch(Math.max(2, evaluations), Judgement.SEED)
                .minimise(hard::value, plan.parameters(start), keep);
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
