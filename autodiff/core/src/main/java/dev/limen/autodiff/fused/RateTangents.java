package dev.limen.autodiff.fused;

import java.util.Arrays;

/**
 * Second derivatives along one direction: the change of the rates, and the change of what {@link RatePullback}
 * writes.
 */
final class RateTangents {
    /** By bin: the change of the rates, J v. */
    final double[] rates;

    private final RateEvaluation at;
    private final RateStructure s;
    private final double[] factor;
    private final double[] group;
    private final double[] local;
    private final double[] sum;
    private final double[] up;
    private final double[] down;
    private final double[] groupWeight;
    private final double[] groupWeightAlong;
    private final double[] slotUp;
    private final double[] slotUpAlong;
    private final double[] slotDown;
    private final double[] slotDownAlong;
    private final double[] before;
    private final double[] beforeAlong;

    RateTangents(RateEvaluation at) {
        this.at = at;
        s = at.structure;
        rates = new double[s.bins];
        factor = new double[at.factor.length];
        group = new double[s.groups];
        local = new double[s.cells];
        sum = new double[s.cells];
        up = new double[at.up.length];
        down = new double[at.up.length];
        groupWeight = new double[s.groups];
        groupWeightAlong = new double[s.groups];
        slotUp = new double[at.up.length];
        slotUpAlong = new double[at.up.length];
        slotDown = new double[at.up.length];
        slotDownAlong = new double[at.up.length];
        before = new double[s.longestGroup()];
        beforeAlong = new double[s.longestGroup()];
    }

    /** Computes the changes of the point that has been evaluated last, along {@code v}. */
    void forward(RatePoint x, RatePoint v) {
        for (int g = 0; g < s.groups; g++) {
            double product = 1;
            double change = 0;
            for (int e = s.groupStart[g]; e < s.groupStart[g + 1]; e++) {
                factor[e] = factorAlong(x, v, e);
                change = change * at.factor[e] + product * factor[e];
                product *= at.factor[e];
            }
            group[g] = change;
        }
        for (int slot = 0; slot < up.length; slot++) {
            double alpha = x.theta[x.thetaAt + s.slotTheta[slot]];
            double dAlpha = v.theta[v.thetaAt + s.slotTheta[slot]];
            up[slot] = at.slotRule[slot].up(1, alpha) * dAlpha;
            down[slot] = at.slotRule[slot].down(1, alpha) * dAlpha;
        }
        Arrays.fill(rates, 0);
        for (int c = 0; c < s.cells; c++) {
            cellForward(x, v, c);
        }
    }

    private double factorAlong(RatePoint x, RatePoint v, int e) {
        int parameter = s.groupTheta[e];
        int row = s.groupFactor[e];
        double dAlpha = v.theta[v.thetaAt + parameter];
        if (row < 0) {
            return dAlpha;
        }
        double alpha = x.theta[x.thetaAt + parameter];
        double byRow = at.factorRule[row].valueAlong(
                alpha, at.factor[e], v.factors, v.factorsAt + FactorRule.COEFFICIENTS * row);
        return at.slope(x, e) * dAlpha + byRow;
    }

    private void cellForward(RatePoint x, RatePoint v, int c) {
        double own = 1;
        double ownChange = 0;
        for (int i = s.cellStart[c]; i < s.cellStart[c + 1]; i++) {
            double value = x.theta[x.thetaAt + s.cellTheta[i]];
            ownChange = ownChange * value + own * v.theta[v.thetaAt + s.cellTheta[i]];
            own *= value;
        }
        double change = v.nominal[v.nominalAt + c];
        for (int j = s.shiftStart[c]; j < s.shiftStart[c + 1]; j++) {
            int slot = s.shiftSlot[j];
            int row = 2 * s.shiftRow[j];
            change += up[slot] * x.shifts[x.shiftsAt + row] + down[slot] * x.shifts[x.shiftsAt + row + 1];
            change += at.up[slot] * v.shifts[v.shiftsAt + row] + at.down[slot] * v.shifts[v.shiftsAt + row + 1];
        }
        local[c] = ownChange;
        sum[c] = change;
        int g = s.cellGroup[c];
        rates[s.cellBin[c]] += (group[g] * own + at.group[g] * ownChange) * at.sum[c] + at.group[g] * own * change;
    }

    /**
     * Writes the change of those cotangents whose arrays are not empty, along the direction of the last {@link #forward}, while {@code u} changes by
     * {@code du}.
     */
    void reverse(RatePoint x, RatePoint v, double[] u, int uAt, double[] du, int duAt, RatePoint out) {
        if (out.theta.length > 0) {
            Arrays.fill(out.theta, out.thetaAt, out.thetaAt + s.parameters, 0);
        }
        Arrays.fill(groupWeight, 0);
        Arrays.fill(groupWeightAlong, 0);
        Arrays.fill(slotUp, 0);
        Arrays.fill(slotUpAlong, 0);
        Arrays.fill(slotDown, 0);
        Arrays.fill(slotDownAlong, 0);
        for (int c = 0; c < s.cells; c++) {
            cellReverse(x, v, c, u[uAt + s.cellBin[c]], du[duAt + s.cellBin[c]], out);
        }
        for (int g = 0; g < s.groups; g++) {
            groupReverse(x, v, g, out);
        }
        if (out.theta.length > 0) {
            slotsReverse(x, v, out);
        }
    }

    private void slotsReverse(RatePoint x, RatePoint v, RatePoint out) {
        for (int slot = 0; slot < up.length; slot++) {
            int parameter = s.slotTheta[slot];
            double alpha = x.theta[x.thetaAt + parameter];
            double dAlpha = v.theta[v.thetaAt + parameter];
            ShiftRule rule = at.slotRule[slot];
            out.theta[out.thetaAt + parameter] += slotUpAlong[slot] * rule.up(1, alpha)
                    + slotUp[slot] * rule.up(2, alpha) * dAlpha
                    + slotDownAlong[slot] * rule.down(1, alpha)
                    + slotDown[slot] * rule.down(2, alpha) * dAlpha;
        }
    }

    private void cellReverse(RatePoint x, RatePoint v, int c, double u, double du, RatePoint out) {
        int g = s.cellGroup[c];
        double multiplier = at.group[g] * at.local[c];
        double toSum = u * multiplier;
        double toSumAlong = du * multiplier + u * (group[g] * at.local[c] + at.group[g] * local[c]);
        if (out.nominal.length > 0) {
            out.nominal[out.nominalAt + c] = toSumAlong;
        }
        groupWeight[g] += u * (at.local[c] * at.sum[c]);
        groupWeightAlong[g] += du * (at.local[c] * at.sum[c]) + u * (local[c] * at.sum[c] + at.local[c] * sum[c]);
        for (int j = s.shiftStart[c]; j < s.shiftStart[c + 1]; j++) {
            int slot = s.shiftSlot[j];
            int row = 2 * s.shiftRow[j];
            double differenceUp = x.shifts[x.shiftsAt + row];
            double differenceDown = x.shifts[x.shiftsAt + row + 1];
            slotUp[slot] += toSum * differenceUp;
            slotUpAlong[slot] += toSumAlong * differenceUp + toSum * v.shifts[v.shiftsAt + row];
            slotDown[slot] += toSum * differenceDown;
            slotDownAlong[slot] += toSumAlong * differenceDown + toSum * v.shifts[v.shiftsAt + row + 1];
            if (out.shifts.length > 0) {
                out.shifts[out.shiftsAt + row] = toSumAlong * at.up[slot] + toSum * up[slot];
                out.shifts[out.shiftsAt + row + 1] = toSumAlong * at.down[slot] + toSum * down[slot];
            }
        }
        if (out.theta.length > 0) {
            ownReverse(x, v, c, u, du, out);
        }
    }

    private void ownReverse(RatePoint x, RatePoint v, int c, double u, double du, RatePoint out) {
        int g = s.cellGroup[c];
        double toLocal = u * (at.group[g] * at.sum[c]);
        double toLocalAlong = du * (at.group[g] * at.sum[c]) + u * (group[g] * at.sum[c] + at.group[g] * sum[c]);
        for (int i = s.cellStart[c]; i < s.cellStart[c + 1]; i++) {
            double others = 1;
            double change = 0;
            for (int k = s.cellStart[c]; k < s.cellStart[c + 1]; k++) {
                if (k != i) {
                    double value = x.theta[x.thetaAt + s.cellTheta[k]];
                    change = change * value + others * v.theta[v.thetaAt + s.cellTheta[k]];
                    others *= value;
                }
            }
            out.theta[out.thetaAt + s.cellTheta[i]] += toLocalAlong * others + toLocal * change;
        }
    }

    private void groupReverse(RatePoint x, RatePoint v, int g, RatePoint out) {
        int start = s.groupStart[g];
        int end = s.groupStart[g + 1];
        double product = 1;
        double change = 0;
        for (int e = start; e < end; e++) {
            before[e - start] = product;
            beforeAlong[e - start] = change;
            change = change * at.factor[e] + product * factor[e];
            product *= at.factor[e];
        }
        double behind = groupWeight[g];
        double behindAlong = groupWeightAlong[g];
        for (int e = end - 1; e >= start; e--) {
            double toFactor = before[e - start] * behind;
            double toFactorAlong = beforeAlong[e - start] * behind + before[e - start] * behindAlong;
            factorReverse(x, v, e, toFactor, toFactorAlong, out);
            behindAlong = behindAlong * at.factor[e] + behind * factor[e];
            behind *= at.factor[e];
        }
    }

    private void factorReverse(RatePoint x, RatePoint v, int e, double weight, double change, RatePoint out) {
        int parameter = s.groupTheta[e];
        int row = s.groupFactor[e];
        if (out.theta.length > 0) {
            out.theta[out.thetaAt + parameter] += row < 0 ? change : toParameter(x, v, e, weight, change);
        }
        if (out.factors.length > 0 && row >= 0) {
            int place = FactorRule.COEFFICIENTS * row;
            double alpha = x.theta[x.thetaAt + parameter];
            double dAlpha = v.theta[v.thetaAt + parameter];
            at.factorRule[row].pullAlong(
                    alpha, dAlpha, at.factor[e], factor[e], weight, change, out.factors, out.factorsAt + place);
        }
    }

    private double toParameter(RatePoint x, RatePoint v, int e, double weight, double change) {
        int parameter = s.groupTheta[e];
        int place = FactorRule.COEFFICIENTS * s.groupFactor[e];
        double alpha = x.theta[x.thetaAt + parameter];
        double dAlpha = v.theta[v.thetaAt + parameter];
        double slopeAlong = at.curvature(x, e) * dAlpha
                + at.factorRule[s.groupFactor[e]].slopeAlong(
                        alpha, at.factor[e], x.factors, x.factorsAt + place, v.factors, v.factorsAt + place);
        return change * at.slope(x, e) + weight * slopeAlong;
    }
}
