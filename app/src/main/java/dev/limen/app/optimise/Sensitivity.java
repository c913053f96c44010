package dev.limen.app.optimise;

import dev.limen.app.analysis.Objective;
import dev.limen.app.analysis.Role;
import dev.limen.app.analysis.Sample;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.NotConvergedException;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.histfactory.Measurement;
import dev.limen.histfactory.Model;
import dev.limen.histfactory.Observation;
import dev.limen.histfactory.Workspace;
import dev.limen.inference.Objectives;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The objective as a function of the contents of all histograms: blind, of the Asimov set at nominal parameters.
 *
 * <p>A process without events in a bin keeps one mean weight as its uncertainty there: a sum of squared weights is never
 * taken below the square of the process' mean weight.
 */
final class Sensitivity {
    private final Plan plan;
    private final List<Slot> slots = new ArrayList<>();
    private final Map<Slot, Expr> sumw = new LinkedHashMap<>();
    private final Map<Slot, Expr> sumw2 = new LinkedHashMap<>();
    private final Expr meanWeights;
    private final List<Expr> inputs = new ArrayList<>();
    private final Model model;
    private final Program value;
    private final Program gradient;

    Sensitivity(Plan plan) {
        this.plan = plan;
        List<Sample> samples = plan.analysis().simulated();
        this.meanWeights = Expr.variable("mean weights", Shape.of(samples.size()));
        for (Sample sample : samples) {
            for (Slot slot : plan.slots(sample)) {
                int bins = plan.region(slot.region()).bins();
                slots.add(slot);
                sumw.put(slot, Expr.variable("sumw", Shape.of(bins)));
                sumw2.put(slot, Expr.variable("sumw2", Shape.of(bins)));
            }
        }
        slots.forEach(slot -> {
            inputs.add(sumw.get(slot));
            inputs.add(sumw2.get(slot));
        });
        List<Expr> all = new ArrayList<>(inputs);
        all.add(meanWeights);
        this.model = new AnalysisModel(plan, new Variables()).build();
        Expr objective = objective(model, plan.analysis().objective());
        this.value = Program.compile(all, List.of(objective));
        List<Expr> outputs = new ArrayList<>(List.of(objective));
        outputs.addAll(Derivatives.gradient(objective, inputs));
        this.gradient = Program.compile(all, outputs);
    }

    private static Expr objective(Model model, Objective objective) {
        return switch (objective.goal()) {
            case EXPECTED_LIMIT -> Objectives.expectedLimit(model, objective.level());
            case EXPECTED_CLS -> Objectives.expectedLogCls(model, objective.mu());
            case POI_UNCERTAINTY -> Objectives.poiUncertainty(model, objective.mu());
            case SIGNIFICANCE -> Objectives.expectedSignificance(model, objective.mu());
        };
    }

    /** Contents and mean weights as the model sees them. */
    private final class Variables implements AnalysisModel.Templates {
        @Override
        public Expr sumw(Slot slot) {
            return sumw.get(slot);
        }

        @Override
        public Expr variance(Slot slot) {
            int index = plan.analysis().simulated().stream()
                    .map(Sample::name)
                    .toList()
                    .indexOf(slot.sample());
            return sumw2.get(slot).max(meanWeights.get(index).square());
        }
    }

    /** The objective; NaN where a fit or the root did not converge. */
    double value(Map<Slot, Counts> contents, double[] means) {
        Result result = value.run(bind(contents, means));
        try {
            return result.output(0).item();
        } catch (NotConvergedException e) {
            return Double.NaN;
        }
    }

    /**
     * The objective and its derivatives by all contents.
     *
     * @throws NotConvergedException if a fit or the root did not converge
     */
    Derived derived(Map<Slot, Counts> contents, double[] means) {
        Result result = gradient.run(bind(contents, means));
        double found = result.output(0).item();
        Map<Slot, Counts> by = new LinkedHashMap<>();
        for (int k = 0; k < slots.size(); k++) {
            by.put(
                    slots.get(k),
                    new Counts(
                            result.output(1 + 2 * k).toDoubles(),
                            result.output(2 + 2 * k).toDoubles()));
        }
        return new Derived(found, by);
    }

    /**
     * An objective with its derivatives.
     *
     * @param value the objective
     * @param by its derivatives by the contents
     */
    record Derived(double value, Map<Slot, Counts> by) {}

    private List<Tensor> bind(Map<Slot, Counts> contents, double[] means) {
        List<Tensor> bound = new ArrayList<>();
        for (Slot slot : slots) {
            bound.add(Tensor.of(contents.get(slot).sumw()));
            bound.add(Tensor.of(contents.get(slot).sumw2()));
        }
        bound.add(Tensor.of(means));
        return bound;
    }

    /**
     * The model written as a workspace with the Asimov counts of the background as observations, which its
     * measurement's name says.
     */
    Workspace workspace(Map<Slot, Counts> contents, double[] means) {
        Map<Expr, Tensor> bindings = new LinkedHashMap<>();
        List<Tensor> bound = bind(contents, means);
        for (int i = 0; i < inputs.size(); i++) {
            bindings.put(inputs.get(i), bound.get(i));
        }
        bindings.put(meanWeights, bound.get(inputs.size()));
        List<Observation> asimov = new ArrayList<>();
        plan.analysis().regions().forEach(region -> {
            List<Double> counts = new ArrayList<>();
            for (int bin = 0; bin < region.bins(); bin++) {
                double total = 0;
                for (Sample sample : plan.analysis().samples(Role.BACKGROUND)) {
                    total += contents.get(Slot.nominal(region.name(), sample.name()))
                            .sumw()[bin];
                }
                counts.add(total);
            }
            asimov.add(new Observation(region.name(), counts));
        });
        Workspace written = model.workspace(bindings, asimov);
        Measurement measurement = model.measurement();
        return Workspace.of(
                written.name(),
                written.channels(),
                written.observations(),
                List.of(new Measurement("asimov-nominal-mu0", measurement.poi(), measurement.parameters())));
    }
}
