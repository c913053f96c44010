package dev.limen.networks;

import dev.limen.autodiff.random.RandomSource;
import dev.limen.autodiff.random.RandomStream;
import java.util.Arrays;

/**
 * The order in which events form minibatches: a new random permutation each epoch, which depends on seed and epoch alone.
 *
 * @param events how many there are
 * @param size   events in a batch at most; batches of an epoch differ by one event at most
 * @param seed   of the order
 */
public record Minibatches(int events, int size, long seed) {
    public Minibatches {
        if (events < 1 || size < 1) {
            throw new IllegalArgumentException("Minibatches of " + size + " events out of " + events
                    + "; expected 1 or more of each. Is the training sample empty?");
        }
    }

    /** Batches in an epoch. */
    public int perEpoch() {
        return Math.toIntExact((events - 1L) / size + 1);
    }

    /** All events' positions, in the order of an epoch (R. Durstenfeld, Commun. ACM 7 (1964) 420). */
    public int[] order(long epoch) {
        int[] order = new int[events];
        RandomStream random = new RandomSource(seed, "minibatch order").at(epoch);
        for (int i = 0; i < events; i++) {
            int j = (int) (random.uniform() * (i + 1));
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** The positions of the batch of a step (0, 1, ...), out of the order of that step's epoch. */
    public int[] batch(long step, int[] order) {
        long k = step % perEpoch();
        int from = (int) (k * events / perEpoch());
        int to = (int) ((k + 1) * events / perEpoch());
        return Arrays.copyOfRange(order, from, to);
    }

    /** The positions of the batch of a step (0, 1, ...). */
    public int[] batch(long step) {
        return batch(step, order(epoch(step)));
    }

    /** The epoch that a step belongs to. */
    public long epoch(long step) {
        return step / perEpoch();
    }
}
