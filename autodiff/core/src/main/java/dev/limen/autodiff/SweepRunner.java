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
    private final Deque<double[][]> spare = new ArrayDeque<>();

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
        int threads = watch == NanWatch.OFF ? Math.min(kernels.execution().threads(), chunks) : 1;
        PairwiseSum sum = new PairwiseSum(sweep.combined(), Math.max(chunks, 1));
        ChunkTasks.run(chunks, threads, chunk -> {
            double[][] partial = identities();
            int end = Math.min((chunk + 1) * chunkBlocks, blocks);
            for (int block = chunk * chunkBlocks; block < end; block++) {
                if (watch != NanWatch.OFF) {
                    worker(cut, block).run(run, block, whole, partial, watch);
                    continue;
                }
                BlockWorker worker = take(cut, block);
                worker.run(run, block, whole, partial, watch);
                put(cut.length(Shape.EVENTS, block), worker);
            }
            sum.add(chunk, partial).forEach(this::release);
        });
        if (chunks == 0) {
            sum.add(0, identities());
        }
        finish(sum.total());
    }

    /** Arrays for the reductions of a chunk, as they are before its first block. */
    private double[][] identities() {
        double[][] start;
        synchronized (spare) {
            start = spare.isEmpty() ? new double[sweep.reductions().size()][] : spare.pop();
        }
        for (int k = 0; k < start.length; k++) {
            if (start[k] == null) {
                start[k] = new double[sweep.reductions().get(k).shape().size()];
            }
            Arrays.fill(start[k], Identities.of(sweep.combined().get(k)));
        }
        return start;
    }

    private void release(double[][] partial) {
        synchronized (spare) {
            if (spare.size() <= kernels.execution().threads()) {
                spare.push(partial);
            }
        }
    }

    private void finish(double[][] total) {
        for (int k = 0; k < sweep.reductions().size(); k++) {
            Slot slot = sweep.reductions().get(k);
            double[] result = small[slot.root()];
            System.arraycopy(total[k], 0, result, 0, result.length);
            Rounding.apply(slot.dtype(), result, result.length);
        }
        release(total);
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
        BlockWorker worker = worker(blocks, block);
        worker.link();
        return worker;
    }

    private BlockWorker worker(Blocks blocks, int block) {
        Lengths room = blocks.room(blocks.length(Shape.EVENTS, block));
        return new BlockWorker(sweep, kernels, small, room, blocks.of(block));
    }

    private void put(int length, BlockWorker worker) {
        synchronized (idle) {
            idle.computeIfAbsent(length, n -> new ArrayDeque<>()).push(worker);
        }
    }
}
