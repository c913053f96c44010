package dev.limen.autodiff.fused;

import java.util.Arrays;
import java.util.List;

/**
 * Which parameter acts where in rates that are segmented sums of products: the static part of {@link PoissonRates}.
 *
 * <p>The rate of a bin is the sum over its <em>cells</em> c of m_c s_c. The multiplier m_c is the product of the
 * factors of the cell's <em>group</em> (parameters themselves, or factors interpolated in a parameter) and of the
 * cell's own factors (parameters themselves). The sum s_c is the cell's nominal number plus its shifts, interpolated
 * in parameters. Cells, interpolated factors and shifts are numbered in the order in which the builder gets them.
 *
 * <p>An immutable value: equal to another of the same content.
 */
public final class RateStructure {
    final int bins;
    final int parameters;
    final int cells;
    final int groups;
    final int factors;
    final int shifts;
    /** By cell: its bin and its group. */
    final int[] cellBin;

    final int[] cellGroup;
    /** By group: where its factors start in the next two lists (a parameter; a row of coefficients, or -1). */
    final int[] groupStart;

    final int[] groupTheta;
    final int[] groupFactor;
    /** By cell: where its own factors start in the next list. */
    final int[] cellStart;

    final int[] cellTheta;
    /** By cell: where its shifts start in the next two lists (a place in {@link #slotTheta}; a row of differences). */
    final int[] shiftStart;

    final int[] shiftSlot;
    final int[] shiftRow;
    /** Distinct pairs of a parameter and a shift rule: the weights of a shift are computed once for each. */
    final int[] slotTheta;

    final List<ShiftRule> slotRule;
    /** By row of coefficients. */
    final List<FactorRule> factorRule;

    private final int hash;
    /** Only Hessians need it: made when asked for. */
    private volatile RateOrder order;

    RateStructure(RateStructureBuilder b) {
        bins = b.bins;
        parameters = b.parameters;
        cells = b.cellBin.size();
        groups = b.groups;
        factors = b.factorRule.size();
        shifts = b.shiftCell.size();
        cellBin = b.cellBin.toArray();
        cellGroup = b.cellGroup.toArray();
        factorRule = List.copyOf(b.factorRule);

        int[] byGroup = order(b.entryGroup.toArray(), groups);
        groupStart = starts(b.entryGroup.toArray(), groups);
        groupTheta = picked(b.entryTheta.toArray(), byGroup);
        groupFactor = picked(b.entryFactor.toArray(), byGroup);

        int[] byCell = order(b.ownCell.toArray(), cells);
        cellStart = starts(b.ownCell.toArray(), cells);
        cellTheta = picked(b.ownTheta.toArray(), byCell);

        shiftRow = order(b.shiftCell.toArray(), cells);
        shiftStart = starts(b.shiftCell.toArray(), cells);
        shiftSlot = picked(b.shiftSlot.toArray(), shiftRow);
        slotTheta = b.slotTheta.toArray();
        slotRule = List.copyOf(b.slotRule);
        hash = Arrays.deepHashCode(content());
    }

    /** A structure of rates of {@code bins} bins that depend on {@code parameters} parameters. */
    public static RateStructureBuilder builder(int bins, int parameters) {
        return new RateStructureBuilder(bins, parameters);
    }

    /** B, the number of rates. */
    public int bins() {
        return bins;
    }

    /** P, the number of parameters. */
    public int parameters() {
        return parameters;
    }

    /** C, the number of cells. */
    public int cells() {
        return cells;
    }

    /** F, the number of interpolated factors. */
    public int factors() {
        return factors;
    }

    /** K, the number of shifts. */
    public int shifts() {
        return shifts;
    }

    /** The parameters by where they act. */
    RateOrder order() {
        RateOrder known = order;
        if (known == null) {
            // Two threads may make one each: they are the same.
            known = new RateOrder(this);
            order = known;
        }
        return known;
    }

    /** The largest number of factors that a group has. */
    int longestGroup() {
        return longest(groupStart);
    }

    /** The largest number of shifts, or of own factors, that a cell has. */
    int longestCell() {
        return Math.max(longest(shiftStart), longest(cellStart));
    }

    private static int longest(int[] start) {
        int longest = 0;
        for (int i = 0; i + 1 < start.length; i++) {
            longest = Math.max(longest, start[i + 1] - start[i]);
        }
        return longest;
    }

    private static int[] starts(int[] owner, int owners) {
        int[] start = new int[owners + 1];
        for (int o : owner) {
            start[o + 1]++;
        }
        for (int o = 0; o < owners; o++) {
            start[o + 1] += start[o];
        }
        return start;
    }

    /** Positions of the entries, grouped by owner, in the given order within an owner. */
    private static int[] order(int[] owner, int owners) {
        int[] next = starts(owner, owners);
        int[] order = new int[owner.length];
        for (int i = 0; i < owner.length; i++) {
            order[next[owner[i]]++] = i;
        }
        return order;
    }

    private static int[] picked(int[] values, int[] positions) {
        return Arrays.stream(positions).map(i -> values[i]).toArray();
    }

    private Object[] content() {
        return new Object[] {
            bins,
            parameters,
            groups,
            cellBin,
            cellGroup,
            groupStart,
            groupTheta,
            groupFactor,
            cellStart,
            cellTheta,
            shiftStart,
            shiftSlot,
            shiftRow,
            slotTheta,
            slotRule,
            factorRule
        };
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof RateStructure that
                        && hash == that.hash
                        && Arrays.deepEquals(content(), that.content());
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "rates of " + bins + " bins by " + parameters + " parameters (" + cells + " cells in " + groups
                + " groups, " + factors + " interpolated factors, " + shifts + " shifts)";
    }
}
