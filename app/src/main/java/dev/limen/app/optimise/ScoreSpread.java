package dev.limen.app.optimise;

import dev.limen.app.analysis.Sample;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Tensor;
import dev.limen.data.EventTable;
import dev.limen.data.Split;
import dev.limen.networks.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** Whether networks tell any of the validation events from another. */
final class ScoreSpread {
    private final List<Scorer> scorers;
    private final List<Program> programs = new ArrayList<>();
    private final List<List<Tensor>> columns = new ArrayList<>();

    ScoreSpread(Plan plan, EventSets sets) {
        this.scorers = plan.scorers();
        for (Sample sample : plan.analysis().simulated()) {
            EventTable table = sets.events(sample.name(), Split.Part.VALIDATION).nominal();
            Thresholds moving = new Thresholds(plan);
            EventColumns events = new EventColumns(plan, moving, new Relaxation.Hard(), variation -> table);
            List<Expr> scores =
                    scorers.stream().map(scorer -> number(scorer, events)).toList();
            List<Expr> inputs = new ArrayList<>(List.of(moving.vector()));
            inputs.addAll(events.variables());
            programs.add(Program.compile(inputs, scores));
            columns.add(events.bound().all());
        }
    }

    /** The score, or the mean number of the categories, which differs where any of several scores does. */
    private static Expr number(Scorer scorer, EventColumns events) {
        Expr number = events.column(scorer.scores().get(0), Slot.NOMINAL);
        for (int k = 1; k < scorer.scores().size(); k++) {
            number = number.add(
                    events.column(scorer.scores().get(k), Slot.NOMINAL).mul(k + 1.0));
        }
        return number;
    }

    /**
     * Looks at a point.
     *
     * @throws dev.limen.networks.TrainingException if a network gives all events the same score; the message says what to
     *     change
     */
    void require(double[] x) {
        List<DoubleStream> scores = new ArrayList<>();
        scorers.forEach(scorer -> scores.add(DoubleStream.empty()));
        for (int k = 0; k < programs.size(); k++) {
            List<Tensor> inputs = new ArrayList<>(List.of(Tensor.of(x)));
            inputs.addAll(columns.get(k));
            Result result = programs.get(k).run(inputs);
            for (int i = 0; i < scorers.size(); i++) {
                scores.set(
                        i,
                        DoubleStream.concat(
                                scores.get(i), Arrays.stream(result.output(i).toDoubles())));
            }
        }
        for (int i = 0; i < scorers.size(); i++) {
            Scores.requireSpread(scorers.get(i).name(), scores.get(i).toArray());
        }
    }
}
