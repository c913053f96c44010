package dev.limen.app.optimise;

import dev.limen.data.EventHash;
import dev.limen.networks.Minibatches;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The training events of each step: every epoch deals all events once, in another order, the same part of each sample to
 * each step. A step's rows follow from its number alone.
 */
final class Batches {
    private final Map<String, Minibatches> samples = new LinkedHashMap<>();
    private final int perEpoch;
    private final Map<String, Order> orders = new LinkedHashMap<>();

    private record Order(long epoch, int[] rows) {}

    /**
     * Deals the events of samples.
     *
     * @param sizes how many events each sample has
     * @param size of a batch, all samples together
     */
    Batches(Map<String, Integer> sizes, int size, long seed) {
        int total = sizes.values().stream().mapToInt(Integer::intValue).sum();
        int smallest = sizes.values().stream().mapToInt(Integer::intValue).min().orElse(1);
        // Each step has an event of each sample.
        this.perEpoch = Math.max(1, Math.min(smallest, total / size));
        sizes.forEach((name, events) -> {
            long own = EventHash.of(name.codePoints().asLongStream().toArray());
            samples.put(name, new Minibatches(events, events, EventHash.mix(own, seed)));
        });
    }

    /** The rows of a sample's events in a step. */
    int[] rows(String sample, int step) {
        Minibatches events = samples.get(sample);
        long epoch = step / perEpoch;
        long batch = step % perEpoch;
        Order order = orders.get(sample);
        if (order == null || order.epoch() != epoch) {
            order = new Order(epoch, events.order(epoch));
            orders.put(sample, order);
        }
        int from = (int) (batch * events.events() / perEpoch);
        int to = (int) ((batch + 1) * events.events() / perEpoch);
        return Arrays.copyOfRange(order.rows(), from, to);
    }
}
