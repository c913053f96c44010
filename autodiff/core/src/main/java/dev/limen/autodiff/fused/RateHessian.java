package dev.limen.autodiff.fused;

import java.util.Arrays;

/**
 * The matrix sum_b u_b (second derivatives of r_b by the parameters) + sum_b q_b J_b J_b^T.
 *
 * <p>A row holds only columns that may differ from zero: first the parameters that act in several bins, then those of
 * the row's own bin. A pair of parameters is added once, in the row of either, and diagonal terms by half; the
 * transpose is added at the end. Packed in the pattern of {@link RateOrder#pattern}.
 */
final class RateHessian {
    /** Factors smaller than this are not divided by. */
    private static final double SMALL = 1e-100;

    /** Bins whose products are added in one pass. */
    private static final int PANEL = 4;

    private final RateEvaluation at;
    private final RateStructure s;
    private final RateJacobian jacobian;
    private final RateOrder order;
    private final int[] position;
    private final int[] column;
    private final int shared;
    private final int width;
    private final double[][] half;
    private final double[][] rows;
    /** By place of a bin's own parameter: where those of the bin end. */
    private final int[] end;
    /** The factors of each group, those of shared parameters first; by entry its place and its column. */
    private final int[] entries;

    private final int[] entryPlace;
    private final int[] entryColumn;
    private final double[] groupWeight;
    private final double[] slotUp;
    private final double[] slotDown;
    private final double[] ownSlope;
    private final double[] shiftSlope;
    private final int[] shiftPlace;
    private final double[] scratch;
    private final int[] pending;
    private boolean ownShifts;
    private double spoilt;

    RateHessian(RateEvaluation at) {
        this.at = at;
        s = at.structure;
        order = s.order();
        position = order.position;
        column = order.column;
        shared = order.shared;
        width = order.width;
        int[] columns = new int[s.parameters];
        Arrays.setAll(columns, p -> column[position[p]]);
        jacobian = new RateJacobian(at, columns, width);
        half = new double[s.parameters][width];
        rows = new double[s.bins][width];
        end = new int[s.parameters];
        Arrays.setAll(end, p -> p + 1);
        for (int b = 0; b < s.bins; b++) {
            Arrays.fill(end, order.ownStart[b], order.ownStart[b + 1], order.ownStart[b + 1]);
        }
        pending = new int[PANEL];
        entries = new int[s.groupTheta.length];
        for (int g = 0; g < s.groups; g++) {
            int next = sharedFactors(g, s.groupStart[g], true);
            sharedFactors(g, next, false);
        }
        entryPlace = Arrays.stream(entries).map(e -> position[s.groupTheta[e]]).toArray();
        entryColumn = Arrays.stream(entryPlace).map(p -> column[p]).toArray();
        groupWeight = new double[s.groups];
        slotUp = new double[at.up.length];
        slotDown = new double[at.up.length];
        ownSlope = new double[s.longestCell()];
        shiftSlope = new double[s.longestCell()];
        shiftPlace = new int[s.longestCell()];
        scratch = new double[s.longestGroup()];
    }

    private int sharedFactors(int group, int from, boolean wanted) {
        int next = from;
        for (int e = s.groupStart[group]; e < s.groupStart[group + 1]; e++) {
            if (position[s.groupTheta[e]] < shared == wanted) {
                entries[next++] = e;
            }
        }
        return next;
    }

    /** Computes the matrix for the point that has been evaluated last, from u and q of {@code [B]}. */
    void run(RatePoint x, double[] u, int uAt, double[] q) {
        // A NaN shows everywhere, also where no pair of parameters is visited for it.
        spoilt = 0;
        for (int b = 0; b < s.bins; b++) {
            spoilt += 0 * u[uAt + b] + 0 * at.rates[b];
        }
        for (double[] row : half) {
            Arrays.fill(row, spoilt);
        }
        Arrays.fill(groupWeight, 0);
        Arrays.fill(slotUp, 0);
        Arrays.fill(slotDown, 0);
        jacobian.run(x, rows);
        for (int c = 0; c < s.cells; c++) {
            cell(x, c, u[uAt + s.cellBin[c]]);
        }
        for (int g = 0; g < s.groups; g++) {
            group(x, g);
        }
        for (int slot = 0; slot < slotUp.length; slot++) {
            int p = position[s.slotTheta[slot]];
            double alpha = x.theta[x.thetaAt + s.slotTheta[slot]];
            ShiftRule rule = at.slotRule[slot];
            add(p, p, 0.5 * (slotUp[slot] * rule.up(2, alpha) + slotDown[slot] * rule.down(2, alpha)));
        }
        outer(q);
    }

    /** What entries are that the pattern leaves out: 0, or NaN where a rate or a number of u is. */
    double spoilt() {
        return spoilt;
    }

    /** Adds to the pair of two places. */
    private void add(int p, int q, double value) {
        if (p < shared && q >= shared) {
            half[q][p] += value;
        } else {
            half[p][column[q]] += value;
        }
    }

    /** Pairs of which one parameter at least belongs to the cell: own factors and shifts. */
    private void cell(RatePoint x, int c, double u) {
        int g = s.cellGroup[c];
        double local = at.local[c];
        groupWeight[g] += u * (local * at.sum[c]);
        int own = s.cellStart[c + 1] - s.cellStart[c];
        int shifts = s.shiftStart[c + 1] - s.shiftStart[c];
        double multiplier = u * (at.group[g] * local);
        ownShifts = false;
        for (int j = 0; j < shifts; j++) {
            int slot = s.shiftSlot[s.shiftStart[c] + j];
            int row = x.shiftsAt + 2 * s.shiftRow[s.shiftStart[c] + j];
            slotUp[slot] += multiplier * x.shifts[row];
            slotDown[slot] += multiplier * x.shifts[row + 1];
            shiftPlace[j] = position[s.slotTheta[slot]];
            ownShifts |= shiftPlace[j] >= shared;
            shiftSlope[j] = at.upSlope[slot] * x.shifts[row] + at.downSlope[slot] * x.shifts[row + 1];
        }
        for (int i = 0; i < own; i++) {
            ownSlope[i] = at.otherOwnFactors(x, c, s.cellStart[c] + i);
        }
        for (int e = s.groupStart[g]; e < s.groupStart[g + 1]; e++) {
            double slope = u * jacobian.groupSlope[e];
            int p = position[s.groupTheta[e]];
            addShifts(shifts, p, slope * local);
            for (int i = 0; i < own; i++) {
                add(p, position[s.cellTheta[s.cellStart[c] + i]], slope * at.sum[c] * ownSlope[i]);
            }
        }
        for (int i = 0; i < own; i++) {
            int p = position[s.cellTheta[s.cellStart[c] + i]];
            addShifts(shifts, p, u * at.group[g] * ownSlope[i]);
            for (int k = 0; k < i; k++) {
                double others = otherOwnFactors(x, c, i, k);
                add(p, position[s.cellTheta[s.cellStart[c] + k]], u * at.group[g] * at.sum[c] * others);
            }
        }
    }

    private void addShifts(int shifts, int p, double weight) {
        if (weight == 0) {
            return;
        }
        if (ownShifts) {
            for (int j = 0; j < shifts; j++) {
                add(p, shiftPlace[j], weight * shiftSlope[j]);
            }
            return;
        }
        double[] line = half[p];
        for (int j = 0; j < shifts; j++) {
            line[shiftPlace[j]] += weight * shiftSlope[j];
        }
    }

    private double otherOwnFactors(RatePoint x, int c, int i, int k) {
        double product = 1;
        for (int l = s.cellStart[c]; l < s.cellStart[c + 1]; l++) {
            int place = l - s.cellStart[c];
            product *= place == i || place == k ? 1 : x.theta[x.thetaAt + s.cellTheta[l]];
        }
        return product;
    }

    /** Pairs of factors of one group. */
    private void group(RatePoint x, int g) {
        double weight = groupWeight[g];
        if (weight == 0) {
            return;
        }
        int start = s.groupStart[g];
        int end = s.groupStart[g + 1];
        double smallest = Double.POSITIVE_INFINITY;
        for (int e = start; e < end; e++) {
            smallest = Math.min(smallest, Math.abs(at.factor[e]));
        }
        if (smallest < SMALL) {
            groupWithZeros(x, start, end, weight);
            return;
        }
        double product = weight * at.group[g];
        for (int i = start; i < end; i++) {
            int e = entries[i];
            double[] line = half[entryPlace[i]];
            double slope = at.slope(x, e) / at.factor[e];
            double scaled = product * slope;
            for (int k = start; k < i; k++) {
                line[entryColumn[k]] += scaled * scratch[k - start];
            }
            line[entryColumn[i]] += 0.5 * product * at.curvature(x, e) / at.factor[e];
            scratch[i - start] = slope;
        }
    }

    /** The same without a division: products before, between and behind two factors. */
    private void groupWithZeros(RatePoint x, int start, int end, double weight) {
        double[] behind = scratch;
        double product = 1;
        for (int e = end - 1; e >= start; e--) {
            behind[e - start] = product;
            product *= at.factor[e];
        }
        double before = weight;
        for (int e = start; e < end; e++) {
            int p = position[s.groupTheta[e]];
            double slope = before * at.slope(x, e);
            double between = 1;
            for (int k = e + 1; k < end; k++) {
                add(p, position[s.groupTheta[k]], slope * between * at.slope(x, k) * behind[k - start]);
                between *= at.factor[k];
            }
            add(p, p, 0.5 * before * between * at.curvature(x, e));
            before *= at.factor[e];
        }
    }

    /** Adds q_b J_b J_b^T, several bins at a time: the matrix is read and written less often. */
    private void outer(double[] q) {
        int count = 0;
        for (int b = 0; b < s.bins; b++) {
            if (q[b] == 0) {
                continue;
            }
            int single = order.single[b];
            if (single != RateOrder.NONE) {
                double slope = rows[b][column[single]];
                add(single, single, 0.5 * (q[b] * slope * slope));
                continue;
            }
            outerOwn(b, q[b]);
            pending[count++] = b;
            if (count == PANEL) {
                outerShared(q);
                count = 0;
            }
        }
        for (int k = 0; k < count; k++) {
            outerShared(pending[k], q[pending[k]]);
        }
    }

    /** The rows of the bin's own parameters. */
    private void outerOwn(int bin, double q) {
        double[] row = rows[bin];
        for (int i = order.ownStart[bin]; i < order.ownStart[bin + 1]; i++) {
            outer(half[i], row, q * row[column[i]], column[i]);
        }
    }

    private void outerShared(int bin, double q) {
        double[] row = rows[bin];
        for (int i = 0; i < shared; i++) {
            outer(half[i], row, q * row[i], i);
        }
    }

    private static void outer(double[] to, double[] row, double scaled, int diagonal) {
        if (scaled != 0) {
            axpy(to, scaled, row, diagonal);
            to[diagonal] += 0.5 * scaled * row[diagonal];
        }
    }

    private void outerShared(double[] q) {
        double[] r0 = rows[pending[0]];
        double[] r1 = rows[pending[1]];
        double[] r2 = rows[pending[2]];
        double[] r3 = rows[pending[3]];
        for (int i = 0; i < shared; i++) {
            double m0 = q[pending[0]] * r0[i];
            double m1 = q[pending[1]] * r1[i];
            double m2 = q[pending[2]] * r2[i];
            double m3 = q[pending[3]] * r3[i];
            if (m0 != 0 || m1 != 0 || m2 != 0 || m3 != 0) {
                axpy(half[i], m0, r0, m1, r1, m2, r2, m3, r3, i);
                half[i][i] += 0.5 * (m0 * r0[i] + m1 * r1[i] + (m2 * r2[i] + m3 * r3[i]));
            }
        }
    }

    // All arrays at the same index, and nothing else in the loop: so compilers use vector instructions.
    private static void axpy(double[] to, double scale, double[] row, int count) {
        for (int j = 0; j < count; j++) {
            to[j] += scale * row[j];
        }
    }

    private static void axpy(
            double[] to,
            double m0,
            double[] r0,
            double m1,
            double[] r1,
            double m2,
            double[] r2,
            double m3,
            double[] r3,
            int count) {
        for (int j = 0; j < count; j++) {
            to[j] += m0 * r0[j] + m1 * r1[j] + (m2 * r2[j] + m3 * r3[j]);
        }
    }

    /** Writes the matrix packed. */
    void pack(double[] out, int outAt) {
        int next = outAt;
        for (int p = shared; p < half.length; p++) {
            double[] row = half[p];
            for (int k = p; k < end[p]; k++) {
                out[next++] = row[column[k]] + half[k][column[p]];
            }
            System.arraycopy(row, 0, out, next, shared);
            next += shared;
        }
        for (int p = 0; p < shared; p++) {
            double[] row = half[p];
            for (int k = p; k < shared; k++) {
                out[next++] = row[k] + half[k][p];
            }
        }
    }
}
