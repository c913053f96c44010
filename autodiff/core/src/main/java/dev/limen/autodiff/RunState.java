package dev.limen.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The arrays and kernels of one run of a program at a time; kept for the next. */
final class RunState {
    private final Lowering.Lowered lowered;
    private final Schedule schedule;
    private final Kernels kernels;
    private final double[][] small;
    private final KeptColumns kept;
    private final List<BoundSteps> smallSteps = new ArrayList<>();
    private final List<SweepRunner> sweeps = new ArrayList<>();
    private Blocks blocks = new Blocks(Map.of(), Map.of(), 1);
    private long runs;

    /** New arrays; {@code constants} holds those that never change. */
    RunState(Lowering.Lowered lowered, Schedule schedule, Kernels kernels, double[][] constants) {
        this.lowered = lowered;
        this.schedule = schedule;
        this.kernels = kernels;
        this.small = constants.clone();
        this.kept = new KeptColumns(schedule, lowered);
        Allocation allocation = new Allocation(small, Lengths.NONE);
        lowered.inputs().stream().filter(slot -> !slot.isOpen()).forEach(allocation::own);
        for (Step step : lowered.steps()) {
            step.outputs().stream().filter(slot -> !slot.isOpen()).forEach(allocation::own);
        }
        for (Schedule.Stage stage : schedule.stages()) {
            smallSteps.add(new BoundSteps(stage.small(), kernels, small, Lengths.NONE, slot -> true));
            sweeps.add(new SweepRunner(stage.sweep(), kernels, small));
        }
    }

    /** What a run gave. */
    record Outcome(List<Tensor> outputs, List<Certified> certified) {}

    /**
     * Runs once.
     *
     * @param lengths by open axis
     * @param counts  by the axis of a collection: the number of objects of each event
     */
    Outcome run(List<Tensor> inputs, Map<Integer, Integer> lengths, Map<Integer, Tensor> counts, NanWatch watch) {
        runs++;
        // Cutting reads all counts; a training loop passes the same ones at each step.
        if (!blocks.serve(lengths, counts)) {
            blocks = new Blocks(lengths, counts, kernels.execution().blockSize());
        }
        WholeColumns whole = new WholeColumns(blocks, kept, lowered.slots());
        for (int i = 0; i < inputs.size(); i++) {
            Slot slot = lowered.inputs().get(i);
            if (slot.isOpen()) {
                whole.bind(slot, inputs.get(i));
            } else {
                inputs.get(i).copyTo(0, small[slot.root()], 0, small[slot.root()].length);
            }
        }
        List<Certified> certified = new ArrayList<>();
        for (int level = 0; level < schedule.stages().size(); level++) {
            smallSteps.get(level).run(watch);
            certified.addAll(smallSteps.get(level).certificates());
            if (!schedule.stages().get(level).sweep().isEmpty()) {
                sweeps.get(level).run(runs, whole, watch);
            }
            List<Step> mixing = schedule.stages().get(level).whole();
            if (!mixing.isEmpty()) {
                certified.addAll(runWhole(mixing, whole, watch));
            }
        }
        return new Outcome(
                lowered.outputs().stream().map(slot -> tensor(slot, whole)).toList(), certified);
    }

    private List<Certified> runWhole(List<Step> mixing, WholeColumns whole, NanWatch watch) {
        double[][] arrays = small.clone();
        for (Step step : mixing) {
            step.inputs().stream().filter(Slot::isOpen).forEach(slot -> arrays[slot.root()] = whole.values(slot));
            step.outputs().stream().filter(Slot::isOpen).forEach(slot -> arrays[slot.root()] = whole.open(slot));
        }
        BoundSteps bound =
                new BoundSteps(mixing, kernels, arrays, whole.blocks().whole(), slot -> true);
        bound.run(watch);
        return bound.certificates();
    }

    private Tensor tensor(Slot slot, WholeColumns whole) {
        Shape shape = slot.bound(whole.blocks().whole());
        if (!slot.isOpen()) {
            double[] values = small[slot.root()];
            return Tensor.fromDoubles(shape, slot.dtype(), values);
        }
        Tensor source = whole.get(slot);
        if (source.shape().equals(shape) && source.dtype() == slot.dtype()) {
            return source;
        }
        return Tensor.fromDoubles(shape, slot.dtype(), whole.values(slot));
    }

    /** Runs the steps that depend on nothing, for all states to come. */
    static double[][] constants(Lowering.Lowered lowered, Schedule schedule, Kernels kernels) {
        double[][] arrays = new double[lowered.slots()][];
        Allocation allocation = new Allocation(arrays, Lengths.NONE);
        List<Step> computed = new ArrayList<>();
        for (Step step : schedule.constants()) {
            if (step.primitive() instanceof Leaf.Constant given) {
                // A large model has ten thousand numbers of its own; they need no kernel.
                arrays[step.outputs().get(0).root()] = given.value().toDoubles();
            } else {
                step.outputs().forEach(allocation::own);
                computed.add(step);
            }
        }
        new BoundSteps(computed, kernels, arrays, Lengths.NONE, slot -> true).run();
        return arrays;
    }

    static String name(Expr input) {
        return "'" + input.node().primitive().name() + "'";
    }
}
