package dev.limen.autodiff;

import dev.limen.autodiff.internal.plain.Identities;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Runs a sweep over all blocks, on several threads if there are enough of them.
 *
 * <p>Blocks are put into at most 511 chunks of neighbours, by the number of blocks alone. Within a chunk reductions
 * are added block by block, chunks are put together pairwise: the order, hence every bit, is the same for any number
 * of threads.
 */
final class SweepRunner {
    private static final int CHUNKS = 256;

    private final Sweep sweep;
    private final Kernels kernels;
    private final double[][] small;
    private final Map<Integer, Deque<BlockWorker>> idle = new HashMap<>();

    SweepRunner(Sweep sweep, Kernels kernels, double[][] small) {
        this.sweep = sweep;
        this.kernels = kernels;
        this.small = small;
    }

    void run(long run, WholeColumns whole, NanWatch watch) {
        sweep.writes().forEach(whole::open);
        Blocks cut = whole.blocks();
        int blocks = cut.count();
        int chunkBlocks = Math.max(1, blocks / CHUNKS);
        int chunks = (blocks + chunkBlocks - 1) / chunkBlocks;
        double[][][] partials = new double[Math.max(chunks, 1)][][];
        partials[0] = identities();
        int threads = watch == NanWatch.OFF ? Math.min(kernels.execution().threads(), chunks) : 1;
        ChunkTasks.run(chunks, threads, chunk -> {
            double[][] partial = identities();
            int end = Math.min((chunk + 1) * chunkBlocks, blocks);
            for (int block = chunk * chunkBlocks; block < end; block++) {
                BlockWorker worker = take(cut, block);
                worker.run(run, block, whole, partial, watch);
                put(cut.length(Shape.EVENTS, block), worker);
            }
            partials[chunk] = partial;
        });
        finish(partials);
    }

    private double[][] identities() {
        double[][] start = new double[sweep.reductions().size()][];
        for (int k = 0; k < start.length; k++) {
            start[k] = new double[sweep.reductions().get(k).shape().size()];
            Arrays.fill(start[k], Identities.of(sweep.combined().get(k)));
        }
        return start;
    }

    private void finish(double[][][] partials) {
        for (int k = 0; k < sweep.reductions().size(); k++) {
            for (int step = 1; step < partials.length; step *= 2) {
                for (int i = 0; i + step < partials.length; i += 2 * step) {
                    BlockWorker.combine(sweep.combined().get(k), partials[i][k], partials[i + step][k]);
                }
            }
            Slot slot = sweep.reductions().get(k);
            double[] result = small[slot.root()];
            System.arraycopy(partials[0][k], 0, result, 0, result.length);
            Rounding.apply(slot.dtype(), result, result.length);
        }
    }

    private BlockWorker take(Blocks blocks, int block) {
        int length = blocks.length(Shape.EVENTS, block);
        Lengths room = blocks.room(length);
        synchronized (idle) {
            Deque<BlockWorker> workers = idle.computeIfAbsent(length, n -> new ArrayDeque<>());
            workers.removeIf(worker -> !worker.hasRoomFor(room));
            if (!workers.isEmpty()) {
                return workers.pop();
            }
            if (length != kernels.execution().blockSize()) {
                // Only the last block of a run is shorter; the workers of an earlier run's last block are not needed.
                idle.keySet()
                        .removeIf(n -> n != length && n != kernels.execution().blockSize());
            }
        }
        return new BlockWorker(sweep, kernels, small, room, blocks.of(block));
    }

    private void put(int length, BlockWorker worker) {
        synchronized (idle) {
            idle.computeIfAbsent(length, n -> new ArrayDeque<>()).push(worker);
        }
    }
}
