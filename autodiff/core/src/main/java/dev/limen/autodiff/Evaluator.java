package dev.limen.autodiff;

import java.util.BitSet;
import java.util.List;

/**
 * A program's repeated evaluation on plain arrays by one thread at a time, without allocation: for the inner loops of
 * solvers.
 */
public final class Evaluator implements CertifiedKernel {
    /** In the place of an input that no step reads: nothing is copied there. */
    private static final double[] NOT_READ = {};

    private final Lowering.Lowered lowered;
    private final BoundSteps steps;
    private final double[][] inputs;
    private final double[][] results;
    private final int[] sizes;

    Evaluator(Lowering.Lowered lowered, Schedule schedule, Kernels kernels, double[][] constants) {
        this.lowered = lowered;
        double[][] arrays = constants.clone();
        List<Step> small = schedule.stages().get(0).small();
        Allocation allocation = new Allocation(arrays, Lengths.NONE);
        lowered.inputs().forEach(allocation::own);
        BitSet pinned = new BitSet();
        lowered.outputs().forEach(slot -> pinned.set(slot.root()));
        allocation.share(List.of(), small, pinned);
        this.steps = new BoundSteps(small, kernels, arrays, Lengths.NONE, slot -> true);
        BitSet read = (BitSet) pinned.clone();
        small.forEach(step -> step.inputs().forEach(slot -> read.set(slot.root())));
        this.inputs = lowered.inputs().stream()
                .map(slot -> read.get(slot.root()) ? arrays[slot.root()] : NOT_READ)
                .toArray(double[][]::new);
        this.results =
                lowered.outputs().stream().map(slot -> arrays[slot.root()]).toArray(double[][]::new);
        this.sizes =
                lowered.outputs().stream().mapToInt(slot -> slot.shape().size()).toArray();
    }

    /**
     * Computes the outputs.
     *
     * @param values  row-major, one for each input of the program, at least as long as its shape asks
     * @param outputs row-major, one for each output; written
     */
    @Override
    public void run(double[][] values, double[][] outputs) {
        run(values, outputs, inputs.length);
    }

    @Override
    public void run(double[][] values, double[][] outputs, int changed) {
        for (int i = 0; i < changed; i++) {
            System.arraycopy(values[i], 0, inputs[i], 0, inputs[i].length);
        }
        steps.run();
        for (int i = 0; i < results.length; i++) {
            System.arraycopy(results[i], 0, outputs[i], 0, sizes[i]);
        }
    }

    /** The certificates of the solvers in the latest run, each with one for every batch lane. */
    @Override
    public List<Certificate> certificates() {
        return steps.certificates().stream()
                .flatMap(certified -> certified.lanes().stream())
                .toList();
    }

    /** Shapes of the outputs. */
    public List<Shape> shapes() {
        return lowered.outputs().stream().map(Slot::shape).toList();
    }
}
