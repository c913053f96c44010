package dev.limen.autodiff.fused;

import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.internal.plain.Ascending;
import java.util.Arrays;

/** The plain-Java kernel of {@link SegmentPool}: sorts each event's objects and pools them. */
final class SegmentPoolSearch implements Kernel {
    /** Up to so many objects are put in order one by one. */
    private static final int ROOM = 16;

    private final SegmentPool pool;
    private final SegmentLoop loop;
    private final int lanes;
    private final int strengths;
    private final int[] first;
    private final Ascending ascending = new Ascending();
    private final PoolAdjacentViolators search;
    private final int[] order = new int[ROOM];
    private double[] places = new double[ROOM];
    private double[] negatives = new double[ROOM];
    private double[] sorted = new double[ROOM];

    SegmentPoolSearch(SegmentPool pool, SegmentLoop loop, int lanes, int strengths) {
        this.pool = pool;
        this.loop = loop;
        this.lanes = lanes;
        this.strengths = strengths;
        this.first = new int[loop.events() + 1];
        this.search = new PoolAdjacentViolators(pool.regularisation(), ROOM);
    }

    @Override
    public void run(double[][] inputs, double[][] outputs) {
        loop.starts(pool.name(), inputs[2], first);
        for (int lane = 0; lane < lanes; lane++) {
            setPlaces(inputs[1][lane % strengths]);
            int from = lane % loop.outer() * loop.objects();
            int to = lane * loop.objects();
            Arrays.fill(outputs[0], to, to + loop.objects(), 0);
            for (int event = 0; event < loop.events(); event++) {
                int count = first[event + 1] - first[event];
                int at = lane * loop.events() + event;
                if (count <= pool.place()) {
                    outputs[1][at] = pool.place();
                    outputs[2][at] = 1;
                    outputs[3][at] = 0;
                } else {
                    find(inputs[0], from + first[event], count, outputs, to + first[event], at);
                }
            }
        }
    }

    private void setPlaces(double strength) {
        int longest = 0;
        for (int event = 0; event < loop.events(); event++) {
            longest = Math.max(longest, first[event + 1] - first[event]);
        }
        if (longest > places.length) {
            places = new double[longest];
            negatives = new double[longest];
            sorted = new double[longest];
        }
        for (int i = 0; i < longest; i++) {
            places[i] = -(i / strength);
        }
    }

    private void find(double[] x, int from, int count, double[][] outputs, int to, int at) {
        int[] order = count <= ROOM ? few(x, from, count) : many(x, from, count);
        int pools = search.pools(places, 0, sorted, 0, count);
        int found = 0;
        while (found + 1 < pools && search.start(found + 1) <= pool.place()) {
            found++;
        }
        int start = search.start(found);
        int end = search.start(found + 1);
        double share = 1.0 / (end - start);
        for (int i = start; i < end; i++) {
            outputs[0][to + order[i]] = share;
        }
        outputs[1][at] = start;
        outputs[2][at] = end - start;
        outputs[3][at] = sorted[start];
    }

    private int[] few(double[] x, int from, int count) {
        for (int i = 0; i < count; i++) {
            double value = x[from + i];
            int k = i;
            while (k > 0 && sorted[k - 1] < value) {
                sorted[k] = sorted[k - 1];
                order[k] = order[k - 1];
                k--;
            }
            sorted[k] = value;
            order[k] = i;
        }
        return order;
    }

    private int[] many(double[] x, int from, int count) {
        for (int i = 0; i < count; i++) {
            negatives[i] = -x[from + i];
        }
        int[] ascending = this.ascending.positions(negatives, 0, count);
        for (int i = 0; i < count; i++) {
            sorted[i] = x[from + ascending[i]];
        }
        return ascending;
    }
}
