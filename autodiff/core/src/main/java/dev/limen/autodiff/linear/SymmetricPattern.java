package dev.limen.autodiff.linear;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The entries of a symmetric matrix that may differ from zero: blocks along the diagonal and a border, an arrow.
 *
 * <p>Rows come in an order of their own: those of each block, then those of the border. A row of a block couples to its
 * block and to the border, a row of the border to all. Packed, a matrix is its upper triangle in that order, row after row:
 * of a row in a block the entries of the block from the diagonal on and those of the border, of a row of the border those
 * from the diagonal on.
 */
public final class SymmetricPattern {
    private final int[] order;
    /** By index: its row. */
    final int[] place;

    /** By row: where its block ends; behind the last row for those of the border. */
    final int[] end;

    /** By row: the place of its diagonal entry among the packed ones. */
    final int[] start;

    /** The first row of the border. */
    final int border;

    private final int size;
    private final boolean dense;

    private SymmetricPattern(int[] order, int[] blockEnds) {
        int n = order.length;
        this.order = order;
        border = blockEnds.length == 0 ? 0 : blockEnds[blockEnds.length - 1];
        place = new int[n];
        end = new int[n];
        start = new int[n];
        int block = 0;
        int next = 0;
        for (int k = 0; k < n; k++) {
            place[order[k]] = k;
            while (k < border && k >= blockEnds[block]) {
                block++;
            }
            end[k] = k < border ? blockEnds[block] : n;
            start[k] = next;
            next += end[k] - k + (k < border ? n - border : 0);
        }
        size = next;
        dense = border == 0 && IntStream.range(0, n).allMatch(k -> order[k] == k);
    }

    /** All entries of an n by n matrix, rows in the order of their indices. */
    public static SymmetricPattern dense(int n) {
        int[] order = new int[n];
        Arrays.setAll(order, i -> i);
        return new SymmetricPattern(order, new int[0]);
    }

    /**
     * An arrow.
     *
     * @param order by row: its index, each of 0 to n - 1 once
     * @param blockEnds the row behind each block, ascending; the first block starts at row 0, the border at the last of them
     * @throws IllegalArgumentException if the order is none or the ends do not ascend within it
     */
    public static SymmetricPattern arrow(int[] order, int[] blockEnds) {
        int[] sorted = order.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < sorted.length; i++) {
            if (sorted[i] != i) {
                throw new IllegalArgumentException("The order of %d rows must name each of 0 to %d once; got %s."
                        .formatted(order.length, order.length - 1, Arrays.toString(order)));
            }
        }
        int before = 0;
        for (int end : blockEnds) {
            if (end < before || end > order.length) {
                throw new IllegalArgumentException("The ends of blocks must ascend from 0 to at most %d; got %s."
                        .formatted(order.length, Arrays.toString(blockEnds)));
            }
            before = end;
        }
        return new SymmetricPattern(order.clone(), blockEnds.clone());
    }

    /** Number of rows. */
    public int rows() {
        return order.length;
    }

    /** Number of packed entries. */
    public int size() {
        return size;
    }

    /** By packed entry: its place {@code i n + j} in a row-major matrix. */
    public int[] positions() {
        int n = order.length;
        int[] positions = new int[size];
        int next = 0;
        for (int k = 0; k < n; k++) {
            for (int j = k; j < end[k]; j++) {
                positions[next++] = order[k] * n + order[j];
            }
            for (int j = Math.max(border, end[k]); j < n; j++) {
                positions[next++] = order[k] * n + order[j];
            }
        }
        return positions;
    }

    /** By index: the place of its diagonal entry among the packed ones. */
    public int[] diagonal() {
        return Arrays.stream(place).map(row -> start[row]).toArray();
    }

    /** The place of an entry among the packed ones, or -1 where it is always zero. */
    int locate(int i, int j) {
        int row = Math.min(place[i], place[j]);
        int column = Math.max(place[i], place[j]);
        if (column < end[row]) {
            return start[row] + column - row;
        }
        return column >= border ? start[row] + end[row] - row + column - border : -1;
    }

    /** The index of a row. */
    int index(int row) {
        return order[row];
    }

    /** Whether no entry is known to be zero, and rows are in the order of their indices. */
    boolean isDense() {
        return dense;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof SymmetricPattern that
                        && Arrays.equals(order, that.order)
                        && Arrays.equals(end, that.end)
                        && border == that.border;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(order) + Arrays.hashCode(end);
    }

    @Override
    public String toString() {
        return "%d rows, %d of them in the border, %d entries".formatted(order.length, order.length - border, size);
    }
}
