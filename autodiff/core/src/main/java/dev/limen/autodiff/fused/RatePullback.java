package dev.limen.autodiff.fused;

import java.util.Arrays;

/**
 * The derivatives of sum_b u_b r_b by parameters, nominal numbers, coefficients and differences.
 *
 * <p>Products of all factors but one are taken as products of those before and those behind it: exact where
 * factors are 0.
 */
final class RatePullback {
    private final RateEvaluation at;
    private final RateStructure s;
    private final double[] groupWeight;
    private final double[] slotUp;
    private final double[] slotDown;
    private final double[] before;

    RatePullback(RateEvaluation at) {
        this.at = at;
        s = at.structure;
        groupWeight = new double[s.groups];
        slotUp = new double[at.up.length];
        slotDown = new double[at.up.length];
        before = new double[s.longestGroup()];
    }

    /** Writes those cotangents for the point that has been evaluated last whose arrays are not empty. */
    void run(RatePoint x, double[] u, int uAt, RatePoint out) {
        boolean toTheta = out.theta.length > 0;
        boolean toFactors = out.factors.length > 0;
        Arrays.fill(groupWeight, 0);
        Arrays.fill(slotUp, 0);
        Arrays.fill(slotDown, 0);
        cells(x, u, uAt, out);
        if (toTheta) {
            Arrays.fill(out.theta, out.thetaAt, out.thetaAt + s.parameters, 0);
            ownFactors(x, u, uAt, out);
        }
        for (int g = 0; g < s.groups && (toTheta || toFactors); g++) {
            group(x, g, out);
        }
        if (toTheta) {
            slots(x, out);
        }
    }

    private void cells(RatePoint x, double[] u, int uAt, RatePoint out) {
        boolean toTheta = out.theta.length > 0;
        boolean toNominal = out.nominal.length > 0;
        boolean toShifts = out.shifts.length > 0;
        double[] differences = x.shifts;
        double[] toDifferences = out.shifts;
        int from = x.shiftsAt;
        int to = out.shiftsAt;
        for (int c = 0; c < s.cells; c++) {
            int g = s.cellGroup[c];
            double weight = u[uAt + s.cellBin[c]];
            double toSum = weight * (at.group[g] * at.local[c]);
            groupWeight[g] += weight * (at.local[c] * at.sum[c]);
            if (toNominal) {
                out.nominal[out.nominalAt + c] = toSum;
            }
            if (toTheta) {
                for (int j = s.shiftStart[c]; j < s.shiftStart[c + 1]; j++) {
                    int slot = s.shiftSlot[j];
                    int row = 2 * s.shiftRow[j];
                    slotUp[slot] += toSum * differences[from + row];
                    slotDown[slot] += toSum * differences[from + row + 1];
                }
            }
            if (toShifts) {
                for (int j = s.shiftStart[c]; j < s.shiftStart[c + 1]; j++) {
                    int slot = s.shiftSlot[j];
                    int row = 2 * s.shiftRow[j];
                    toDifferences[to + row] = toSum * at.up[slot];
                    toDifferences[to + row + 1] = toSum * at.down[slot];
                }
            }
        }
    }

    private void ownFactors(RatePoint x, double[] u, int uAt, RatePoint out) {
        for (int c = 0; c < s.cells; c++) {
            double toLocal = u[uAt + s.cellBin[c]] * (at.group[s.cellGroup[c]] * at.sum[c]);
            for (int i = s.cellStart[c]; i < s.cellStart[c + 1]; i++) {
                out.theta[out.thetaAt + s.cellTheta[i]] += toLocal * at.otherOwnFactors(x, c, i);
            }
        }
    }

    private void group(RatePoint x, int g, RatePoint out) {
        int start = s.groupStart[g];
        int end = s.groupStart[g + 1];
        double product = 1;
        for (int e = start; e < end; e++) {
            before[e - start] = product;
            product *= at.factor[e];
        }
        boolean toTheta = out.theta.length > 0;
        boolean toFactors = out.factors.length > 0;
        double behind = groupWeight[g];
        for (int e = end - 1; e >= start; e--) {
            double toFactor = before[e - start] * behind;
            int parameter = s.groupTheta[e];
            if (toTheta) {
                out.theta[out.thetaAt + parameter] += toFactor * at.slope(x, e);
            }
            int row = s.groupFactor[e];
            if (toFactors && row >= 0) {
                double alpha = x.theta[x.thetaAt + parameter];
                int place = out.factorsAt + FactorRule.COEFFICIENTS * row;
                at.factorRule[row].pull(alpha, at.factor[e], toFactor, out.factors, place);
            }
            behind *= at.factor[e];
        }
    }

    private void slots(RatePoint x, RatePoint out) {
        at.slopes(x);
        for (int slot = 0; slot < slotUp.length; slot++) {
            double change = slotUp[slot] * at.upSlope[slot] + slotDown[slot] * at.downSlope[slot];
            out.theta[out.thetaAt + s.slotTheta[slot]] += change;
        }
    }
}
