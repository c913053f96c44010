package dev.limen.autodiff;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts the partial results of chunks together pairwise, each pair as soon as both are there.
 *
 * <p>Which ones make a pair depends on their numbers alone, so the bits do not depend on the order in which they come; no more are held than wait
 * for a neighbour.
 */
final class PairwiseSum {

    /** Of chunks {@code first} to {@code first + length}, as far as there are so many. */
    private record Run(int length, double[][] values) {}

    private final List<Reduce.Op> operations;
    private final Run[] waiting;
    private double[][] total = {};

    /** For so many chunks, one at least. */
    PairwiseSum(List<Reduce.Op> operations, int chunks) {
        this.operations = operations;
        this.waiting = new Run[chunks];
    }

    /** Adds a chunk's results; gives back the arrays that are no longer needed. */
    List<double[][]> add(int chunk, double[][] values) {
        List<double[][]> free = new ArrayList<>();
        int first = chunk;
        double[][] sum = values;
        for (int length = 1; length < waiting.length; length *= 2) {
            int left = first & -(2 * length);
            if (left + length >= waiting.length) {
                continue;
            }
            double[][] other = meet(first, left == first ? first + length : left, new Run(length, sum));
            if (other.length == 0) {
                return free;
            }
            double[][] into = left == first ? sum : other;
            double[][] part = left == first ? other : sum;
            for (int k = 0; k < operations.size(); k++) {
                BlockWorker.combine(operations.get(k), into[k], part[k]);
            }
            free.add(part);
            first = left;
            sum = into;
        }
        total = sum;
        return free;
    }

    /** What waits for this run, or nothing, and then the run waits. */
    private synchronized double[][] meet(int first, int neighbour, Run run) {
        Run other = waiting[neighbour];
        if (other == null || other.length() != run.length()) {
            waiting[first] = run;
            return new double[0][];
        }
        waiting[neighbour] = null;
        return other.values();
    }

    /** All together, when every chunk was added. */
    double[][] total() {
        return total;
    }
}
