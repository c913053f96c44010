package dev.limen.autodiff.fused;

import java.util.Arrays;

/**
 * The matrix sum_b u_b (second derivatives of r_b by the parameters) + sum_b q_b J_b J_b^T.
 *
 * <p>Only parameters that act in a bin are visited for it: first those that act in several bins, which stand in
 * front, then the bin's own. A pair of parameters is added once, on either side of the diagonal, and diagonal terms
 * by half; the transpose is added at the end.
 */
final class RateHessian {
    /** Factors smaller than this are not divided by. */
    private static final double SMALL = 1e-100;

    private static final int TILE = 32;

    private final RateEvaluation at;
    private final RateStructure s;
    private final RateJacobian jacobian;
    private final int[] position;
    private final int shared;
    private final int[] ownStart;
    private final double[] half;
    private final double[] rows;
    private final double[] groupWeight;
    private final double[] slotUp;
    private final double[] slotDown;
    private final double[] ownSlope;
    private final double[] shiftSlope;
    private final int[] shiftPlace;
    private final double[] scratch;

    RateHessian(RateEvaluation at) {
        this.at = at;
        s = at.structure;
        RateOrder order = new RateOrder(s);
        position = order.position;
        shared = order.shared;
        ownStart = order.ownStart;
        jacobian = new RateJacobian(at, position);
        half = new double[s.parameters * s.parameters];
        rows = new double[s.bins * s.parameters];
        groupWeight = new double[s.groups];
        slotUp = new double[at.up.length];
        slotDown = new double[at.up.length];
        ownSlope = new double[s.longestCell()];
        shiftSlope = new double[s.longestCell()];
        shiftPlace = new int[s.longestCell()];
        scratch = new double[s.longestGroup()];
    }

    /** Writes {@code [P, P]} for the point that has been evaluated last, from u and q of {@code [B]}. */
    void run(RatePoint x, double[] u, int uAt, double[] q, double[] out, int outAt) {
        // A NaN shows everywhere, also where no pair of parameters is visited for it.
        double spoilt = 0;
        for (int b = 0; b < s.bins; b++) {
            spoilt += 0 * u[uAt + b] + 0 * at.rates[b];
        }
        Arrays.fill(half, spoilt);
        Arrays.fill(groupWeight, 0);
        Arrays.fill(slotUp, 0);
        Arrays.fill(slotDown, 0);
        jacobian.run(x, rows, 0);
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
            half[p * s.parameters + p] +=
                    0.5 * (slotUp[slot] * rule.up(2, alpha) + slotDown[slot] * rule.down(2, alpha));
        }
        for (int b = 0; b < s.bins; b++) {
            if (q[b] != 0) {
                outer(b, q[b]);
            }
        }
        write(out, outAt);
    }

    /** Pairs of which one parameter at least belongs to the cell: own factors and shifts. */
    private void cell(RatePoint x, int c, double u) {
        int g = s.cellGroup[c];
        double local = at.local[c];
        groupWeight[g] += u * (local * at.sum[c]);
        int own = s.cellStart[c + 1] - s.cellStart[c];
        int shifts = s.shiftStart[c + 1] - s.shiftStart[c];
        double multiplier = u * (at.group[g] * local);
        for (int j = 0; j < shifts; j++) {
            int slot = s.shiftSlot[s.shiftStart[c] + j];
            int row = x.shiftsAt + 2 * s.shiftRow[s.shiftStart[c] + j];
            slotUp[slot] += multiplier * x.shifts[row];
            slotDown[slot] += multiplier * x.shifts[row + 1];
            shiftPlace[j] = position[s.slotTheta[slot]];
            shiftSlope[j] = at.upSlope[slot] * x.shifts[row] + at.downSlope[slot] * x.shifts[row + 1];
        }
        for (int i = 0; i < own; i++) {
            ownSlope[i] = at.otherOwnFactors(x, c, s.cellStart[c] + i);
        }
        for (int e = s.groupStart[g]; e < s.groupStart[g + 1]; e++) {
            double slope = u * jacobian.groupSlope[e];
            int line = position[s.groupTheta[e]] * s.parameters;
            addShifts(shifts, line, slope * local);
            for (int i = 0; i < own; i++) {
                half[line + position[s.cellTheta[s.cellStart[c] + i]]] += slope * at.sum[c] * ownSlope[i];
            }
        }
        for (int i = 0; i < own; i++) {
            int line = position[s.cellTheta[s.cellStart[c] + i]] * s.parameters;
            addShifts(shifts, line, u * at.group[g] * ownSlope[i]);
            for (int k = 0; k < i; k++) {
                double others = otherOwnFactors(x, c, i, k);
                half[line + position[s.cellTheta[s.cellStart[c] + k]]] += u * at.group[g] * at.sum[c] * others;
            }
        }
    }

    private void addShifts(int shifts, int line, double weight) {
        if (weight != 0) {
            for (int j = 0; j < shifts; j++) {
                half[line + shiftPlace[j]] += weight * shiftSlope[j];
            }
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
        for (int e = start; e < end; e++) {
            int p = position[s.groupTheta[e]];
            double slope = at.slope(x, e) / at.factor[e];
            int line = p * s.parameters;
            double scaled = product * slope;
            for (int k = start; k < e; k++) {
                half[line + position[s.groupTheta[k]]] += scaled * scratch[k - start];
            }
            half[line + p] += 0.5 * product * at.curvature(x, e) / at.factor[e];
            scratch[e - start] = slope;
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
            int line = p * s.parameters;
            double slope = before * at.slope(x, e);
            double between = 1;
            for (int k = e + 1; k < end; k++) {
                half[line + position[s.groupTheta[k]]] += slope * between * at.slope(x, k) * behind[k - start];
                between *= at.factor[k];
            }
            half[line + p] += 0.5 * before * between * at.curvature(x, e);
            before *= at.factor[e];
        }
    }

    private void outer(int bin, double q) {
        int n = s.parameters;
        int row = bin * n;
        for (int i = 0; i < shared; i++) {
            double scaled = q * rows[row + i];
            if (scaled != 0) {
                axpy(scaled, row, i * n, i);
                half[i * n + i] += 0.5 * scaled * rows[row + i];
            }
        }
        int from = ownStart[bin];
        for (int i = from; i < ownStart[bin + 1]; i++) {
            double scaled = q * rows[row + i];
            if (scaled != 0) {
                axpy(scaled, row, i * n, shared);
                axpy(scaled, row + from, i * n + from, i - from);
                half[i * n + i] += 0.5 * scaled * rows[row + i];
            }
        }
    }

    private void axpy(double scale, int from, int to, int count) {
        for (int j = 0; j < count; j++) {
            half[to + j] += scale * rows[from + j];
        }
    }

    private void write(double[] out, int outAt) {
        int n = s.parameters;
        // Few columns at a time: those stay in a core's first cache while the rows pass.
        for (int first = 0; first < n; first += TILE) {
            for (int i = first; i < n; i++) {
                int p = position[i];
                int end = Math.min(first + TILE, i + 1);
                for (int j = first; j < end; j++) {
                    double value = half[p * n + position[j]] + half[position[j] * n + p];
                    out[outAt + i * n + j] = value;
                    out[outAt + j * n + i] = value;
                }
            }
        }
    }
}
