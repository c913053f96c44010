package dev.limen.autodiff.internal.plain;

import java.util.Arrays;

/** The order of doubles by counting the digits of their bits, the lowest digit first: stable, and linear in their number. */
final class RadixSort {
    private static final int BITS = 11;
    private static final int DIGITS = 1 << BITS;
    private static final int PASSES = (Long.SIZE + BITS - 1) / BITS;

    private final int length;
    private final int[][] counts;
    private long[] keys;
    private long[] otherKeys;
    private int[] order;
    private int[] otherOrder;

    RadixSort(int length) {
        this.length = length;
        this.counts = new int[PASSES][length == 0 ? 0 : DIGITS];
        this.keys = new long[length];
        this.otherKeys = new long[length];
        this.order = new int[length];
        this.otherOrder = new int[length];
    }

    int length() {
        return length;
    }

    /** Positions, counted from {@code from}, in ascending order of the numbers there; valid until the next call. */
    int[] positions(double[] x, int from) {
        for (int[] count : counts) {
            Arrays.fill(count, 0);
        }
        for (int i = 0; i < length; i++) {
            long key = key(x[from + i]);
            keys[i] = key;
            order[i] = i;
            for (int pass = 0; pass < PASSES; pass++) {
                counts[pass][digit(key, pass)]++;
            }
        }
        for (int pass = 0; pass < PASSES; pass++) {
            if (counts[pass][digit(keys[0], pass)] < length) {
                distribute(counts[pass], pass);
            }
        }
        return order;
    }

    private void distribute(int[] count, int pass) {
        int before = 0;
        for (int digit = 0; digit < DIGITS; digit++) {
            int here = count[digit];
            count[digit] = before;
            before += here;
        }
        for (int i = 0; i < length; i++) {
            int to = count[digit(keys[i], pass)]++;
            otherKeys[to] = keys[i];
            otherOrder[to] = order[i];
        }
        long[] swapKeys = keys;
        keys = otherKeys;
        otherKeys = swapKeys;
        int[] swapOrder = order;
        order = otherOrder;
        otherOrder = swapOrder;
    }

    private static int digit(long key, int pass) {
        return (int) (key >>> pass * BITS) & DIGITS - 1;
    }

    /** Bits that are in the order of the numbers when they are read without sign. */
    private static long key(double value) {
        if (Double.isNaN(value)) {
            return -1;
        }
        // Adding zero turns -0 into 0.
        long bits = Double.doubleToRawLongBits(value + 0.0);
        return bits ^ (bits >> 63 | Long.MIN_VALUE);
    }
}
