package dev.limen.autodiff.fused;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The rates of {@link PoissonRates} in simple primitives, without batch axes. */
final class RateExpansion {
    private final RateStructure s;
    private final Expr theta;
    private final Expr nominal;
    private final Expr factors;
    private final Expr shifts;

    RateExpansion(RateStructure structure, List<Expr> point) {
        s = structure;
        theta = point.get(0);
        nominal = point.get(1);
        factors = point.get(2);
        shifts = point.get(3);
    }

    /** The rates {@code [B]}. */
    Expr rates() {
        if (s.cells == 0) {
            return Expr.zeros(Shape.of(s.bins));
        }
        Expr cells = multipliers().mul(sums());
        return cells.scatterAdd(0, positions(s.cellBin), s.bins);
    }

    /** By cell: the product of its group's and its own factors. */
    private Expr multipliers() {
        // What can be a factor: the parameters, the interpolated factors, and 1 where a list is shorter than the longest.
        List<Expr> pool = new ArrayList<>(List.of(theta));
        int[] place = interpolated(pool);
        pool.add(Expr.constant(new double[] {1}));
        Expr values = Expr.concat(0, pool);
        int one = s.parameters + s.factors;
        int[] groupPlace = new int[s.groupTheta.length];
        for (int e = 0; e < groupPlace.length; e++) {
            groupPlace[e] = s.groupFactor[e] < 0 ? s.groupTheta[e] : s.parameters + place[s.groupFactor[e]];
        }
        Expr groups = products(values, one, s.groupStart, groupPlace);
        Expr own = products(values, one, s.cellStart, s.cellTheta);
        return groups.take(0, positions(s.cellGroup)).mul(own);
    }

    /** Adds the interpolated factors, rule by rule, to the pool; returns the place of each row among them. */
    private int[] interpolated(List<Expr> pool) {
        int[] parameter = new int[s.factors];
        for (int e = 0; e < s.groupTheta.length; e++) {
            if (s.groupFactor[e] >= 0) {
                parameter[s.groupFactor[e]] = s.groupTheta[e];
            }
        }
        int[] place = new int[s.factors];
        int next = 0;
        for (FactorRule rule : FactorRule.values()) {
            int[] rows = IntStream.range(0, s.factors)
                    .filter(f -> s.factorRule.get(f) == rule)
                    .toArray();
            if (rows.length > 0) {
                int[] of = Arrays.stream(rows).map(f -> parameter[f]).toArray();
                pool.add(rule.expand(theta.take(0, of), factors.take(0, rows)));
            }
            for (int row : rows) {
                place[row] = next++;
            }
        }
        return place;
    }

    /** Products of values picked by lists of different lengths: halved again and again, exact where values are 0. */
    private static Expr products(Expr values, int one, int[] start, int[] place) {
        int owners = start.length - 1;
        int longest = 1;
        for (int o = 0; o < owners; o++) {
            while (longest < start[o + 1] - start[o]) {
                longest *= 2;
            }
        }
        // Column by column, so that halves are contiguous.
        int[] padded = new int[longest * owners];
        Arrays.fill(padded, one);
        for (int o = 0; o < owners; o++) {
            for (int e = start[o]; e < start[o + 1]; e++) {
                padded[(e - start[o]) * owners + o] = place[e];
            }
        }
        Expr product = values.take(0, positions(padded));
        for (int length = longest / 2; length > 0; length /= 2) {
            Expr front = product.slice(0, 0, length * owners);
            product = front.mul(product.slice(0, length * owners, 2 * length * owners));
        }
        return product;
    }

    /** By cell: its nominal number and its shifts. */
    private Expr sums() {
        Expr total = nominal;
        int[] cell = new int[s.shifts];
        for (int c = 0; c < s.cells; c++) {
            Arrays.fill(cell, s.shiftStart[c], s.shiftStart[c + 1], c);
        }
        for (ShiftRule rule : ShiftRule.values()) {
            int[] entries = IntStream.range(0, s.shifts)
                    .filter(j -> s.slotRule.get(s.shiftSlot[j]) == rule)
                    .toArray();
            if (entries.length > 0) {
                total = total.add(shifts(rule, entries)
                        .scatterAdd(0, positions(picked(cell, entries)), s.cells));
            }
        }
        return total;
    }

    private Expr shifts(ShiftRule rule, int[] entries) {
        int[] slots = IntStream.range(0, s.slotTheta.length)
                .filter(slot -> s.slotRule.get(slot) == rule)
                .toArray();
        int[] place = new int[s.slotTheta.length];
        for (int i = 0; i < slots.length; i++) {
            place[slots[i]] = i;
        }
        Expr[] weights = rule.expand(theta.take(0, picked(s.slotTheta, slots)));
        Expr at = positions(Arrays.stream(entries).map(j -> place[s.shiftSlot[j]]).toArray());
        Expr differences = shifts.take(0, positions(picked(s.shiftRow, entries)));
        return weights[0].take(0, at).mul(column(differences, 0)).add(weights[1].take(0, at).mul(column(differences, 1)));
    }

    private static Expr column(Expr rows, int index) {
        return rows.slice(1, index, index + 1).reshape(rows.shape().first(1));
    }

    private static int[] picked(int[] values, int[] at) {
        return Arrays.stream(at).map(i -> values[i]).toArray();
    }

    private static Expr positions(int[] positions) {
        return Expr.constant(Tensor.ofInts(positions));
    }
}
