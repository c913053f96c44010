package dev.limen.autodiff.fused;

import dev.limen.autodiff.Shape;
import java.util.List;

/** Arrays {@code [outer, objects, inner]} whose objects lie in the order of their events. */
record SegmentLoop(int outer, int events, int objects, int inner) {

    /** Of inputs {@code x [outer, objects, inner], counts [events]} of known lengths. */
    static SegmentLoop of(int inner, List<Shape> inputs) {
        Shape x = inputs.get(0);
        int axis = x.rank() - 1 - inner;
        return new SegmentLoop(
                x.first(axis).size(),
                inputs.get(1).size(),
                x.dim(axis),
                x.last(inner).size());
    }

    /**
     * Where the objects of each event begin, and behind the last.
     *
     * @param first scratch of {@code events + 1}
     * @throws IllegalArgumentException if the counts are negative or do not add up to the number of objects
     */
    int[] starts(String name, double[] counts, int[] first) {
        int at = 0;
        for (int event = 0; event < events; event++) {
            if (counts[event] < 0 || counts[event] > objects - at) {
                throw new IllegalArgumentException(name + ": event " + event + " (the first is 0) has a count of "
                        + (int) counts[event] + " where " + (objects - at) + " of " + objects
                        + " objects are left; expected counts of 0 or more that add up to the number of objects");
            }
            at += (int) counts[event];
            first[event + 1] = at;
        }
        if (at != objects) {
            throw new IllegalArgumentException(name + ": counts add up to " + at + " objects; there are " + objects);
        }
        return first;
    }
}
