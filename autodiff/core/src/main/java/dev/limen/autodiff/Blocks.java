package dev.limen.autodiff;

import java.util.HashMap;
import java.util.Map;

/**
 * How open axes are cut into blocks.
 *
 * <p>Events are cut into blocks of one size, but the last. A block has the objects of its events where the program ties the
 * collection to them, else an equal share of all objects: nothing in the program knows then whose they are.
 */
final class Blocks {
    /** Arrays for objects are made a little longer, so that the next sample's blocks fit into them too. */
    private static final int ROOM = 512;

    private final Map<Integer, Integer> lengths;
    private final Map<Integer, Tensor> counts;
    private final Map<Integer, int[]> starts = new HashMap<>();
    private final Map<Integer, Integer> longest = new HashMap<>();
    private final int size;
    private final int count;

    /**
     * The blocks of a run.
     *
     * @param lengths of whole axes
     * @param counts  by the axis of a collection that is tied to events: the number of objects of each event
     * @param size    events in a block
     * @throws IllegalArgumentException if counts are negative or do not add up to the number of objects
     */
    Blocks(Map<Integer, Integer> lengths, Map<Integer, Tensor> counts, int size) {
        this.lengths = lengths;
        this.counts = counts;
        this.size = size;
        int most = 0;
        for (Map.Entry<Integer, Integer> entry : lengths.entrySet()) {
            if (!counts.containsKey(entry.getKey())) {
                most = Math.max(most, (int) (((long) entry.getValue() + size - 1) / size));
            }
        }
        this.count = most;
        lengths.forEach((axis, length) -> {
            int[] first = starts(axis, length);
            starts.put(axis, first);
            int longest = 0;
            for (int k = 0; k < count; k++) {
                longest = Math.max(longest, first[k + 1] - first[k]);
            }
            this.longest.put(axis, longest);
        });
    }

    private int[] starts(int axis, int length) {
        int[] first = new int[count + 1];
        if (counts.containsKey(axis)) {
            Tensor objects = counts.get(axis);
            double[] block = new double[size];
            for (int k = 0; k < count; k++) {
                int event = Math.min(k * size, objects.size());
                int events = Math.min(size, objects.size() - event);
                objects.copyTo(event, block, 0, events);
                first[k + 1] = first[k] + objectsOf(axis, block, event, events, length - first[k]);
            }
            if (first[count] != length) {
                throw new IllegalArgumentException("run: the counts of " + Shape.of(axis) + " add up to " + first[count]
                        + " objects, its columns have " + length + "; expected equal numbers");
            }
            return first;
        }
        for (int k = 0; k <= count; k++) {
            first[k] =
                    axis == Shape.EVENTS ? (int) Math.min((long) k * size, length) : (int) ((long) length * k / count);
        }
        return first;
    }

    private static int objectsOf(int axis, double[] counts, int firstEvent, int events, int left) {
        int objects = 0;
        for (int i = 0; i < events; i++) {
            if (counts[i] < 0) {
                throw new IllegalArgumentException("run: the counts of " + Shape.of(axis) + " hold " + (int) counts[i]
                        + " for event " + (firstEvent + i) + " (the first is 0); expected 0 or more");
            }
            objects += (int) counts[i];
            if (objects > left) {
                throw new IllegalArgumentException("run: the counts of " + Shape.of(axis)
                        + " add up to more objects than its columns have, from event " + (firstEvent + i)
                        + " on (the first is 0)");
            }
        }
        return objects;
    }

    /** Whether these are the blocks of other values too: the same counts, not equal ones, which take longer to compare. */
    @SuppressWarnings("ReferenceEquality")
    boolean serve(Map<Integer, Integer> otherLengths, Map<Integer, Tensor> otherCounts) {
        return lengths.equals(otherLengths)
                && counts.keySet().equals(otherCounts.keySet())
                && counts.entrySet().stream().allMatch(entry -> entry.getValue() == otherCounts.get(entry.getKey()));
    }

    /** Number of blocks. */
    int count() {
        return count;
    }

    /** Where a block begins on an axis. */
    int first(int axis, int block) {
        return starts.get(axis)[block];
    }

    /** How much of an axis a block has; 0 for an axis that no input has. */
    int length(int axis, int block) {
        int[] first = starts.get(axis);
        return first == null ? 0 : first[block + 1] - first[block];
    }

    /** Lengths within one block. */
    Lengths of(int block) {
        return new Lengths(axis -> length(axis, block));
    }

    /** Lengths of whole axes. */
    Lengths whole() {
        return new Lengths(axis -> lengths.getOrDefault(axis, 0));
    }

    /** Lengths for which arrays suffice in blocks of so many events. */
    Lengths room(int events) {
        return new Lengths(
                axis -> axis == Shape.EVENTS ? events : (longest.getOrDefault(axis, 0) + ROOM - 1) / ROOM * ROOM);
    }
}
