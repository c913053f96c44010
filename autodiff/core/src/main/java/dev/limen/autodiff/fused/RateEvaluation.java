package dev.limen.autodiff.fused;

import java.util.Arrays;

/** The rates at one point, with the parts of which they are made; scratch that is used again for the next point. */
final class RateEvaluation {
    final RateStructure structure;
    final FactorRule[] factorRule;
    final ShiftRule[] slotRule;
    /** By factor of a group: its value. */
    final double[] factor;
    /** By group: the product of its factors. */
    final double[] group;
    /** By cell: the product of its own factors, and its sum. */
    final double[] local;

    final double[] sum;
    /** By slot: the weights of shifts. */
    final double[] up;

    final double[] down;
    /** By slot: the first derivatives of the weights, once {@link #slopes} has run. */
    final double[] upSlope;

    final double[] downSlope;
    /** By bin. */
    final double[] rates;

    RateEvaluation(RateStructure structure) {
        this.structure = structure;
        factorRule = structure.factorRule.toArray(FactorRule[]::new);
        slotRule = structure.slotRule.toArray(ShiftRule[]::new);
        factor = new double[structure.groupTheta.length];
        group = new double[structure.groups];
        local = new double[structure.cells];
        sum = new double[structure.cells];
        up = new double[slotRule.length];
        down = new double[slotRule.length];
        upSlope = new double[slotRule.length];
        downSlope = new double[slotRule.length];
        rates = new double[structure.bins];
    }

    void evaluate(RatePoint x) {
        groups(x);
        for (int slot = 0; slot < up.length; slot++) {
            double alpha = x.theta[x.thetaAt + structure.slotTheta[slot]];
            up[slot] = slotRule[slot].up(0, alpha);
            down[slot] = slotRule[slot].down(0, alpha);
        }
        cells(x);
    }

    /** Takes what another has evaluated, but the derivatives. */
    void take(RateEvaluation other) {
        System.arraycopy(other.factor, 0, factor, 0, factor.length);
        System.arraycopy(other.group, 0, group, 0, group.length);
        System.arraycopy(other.local, 0, local, 0, local.length);
        System.arraycopy(other.sum, 0, sum, 0, sum.length);
        System.arraycopy(other.up, 0, up, 0, up.length);
        System.arraycopy(other.down, 0, down, 0, down.length);
        System.arraycopy(other.rates, 0, rates, 0, rates.length);
    }

    /** Computes the derivatives of the shifts' weights at the point that has been evaluated last. */
    void slopes(RatePoint x) {
        for (int slot = 0; slot < up.length; slot++) {
            double alpha = x.theta[x.thetaAt + structure.slotTheta[slot]];
            upSlope[slot] = slotRule[slot].up(1, alpha);
            downSlope[slot] = slotRule[slot].down(1, alpha);
        }
    }

    private void groups(RatePoint x) {
        int[] start = structure.groupStart;
        int[] parameter = structure.groupTheta;
        int[] row = structure.groupFactor;
        for (int g = 0; g < group.length; g++) {
            double product = 1;
            for (int e = start[g]; e < start[g + 1]; e++) {
                double value = x.theta[x.thetaAt + parameter[e]];
                if (row[e] >= 0) {
                    value = factorRule[row[e]].value(value, x.factors, x.factorsAt + FactorRule.COEFFICIENTS * row[e]);
                }
                factor[e] = value;
                product *= value;
            }
            group[g] = product;
        }
    }

    private void cells(RatePoint x) {
        RateStructure s = structure;
        double[] differences = x.shifts;
        Arrays.fill(rates, 0);
        for (int c = 0; c < s.cells; c++) {
            double own = 1;
            for (int i = s.cellStart[c]; i < s.cellStart[c + 1]; i++) {
                own *= x.theta[x.thetaAt + s.cellTheta[i]];
            }
            double total = x.nominal[x.nominalAt + c];
            for (int j = s.shiftStart[c]; j < s.shiftStart[c + 1]; j++) {
                int slot = s.shiftSlot[j];
                int at = x.shiftsAt + 2 * s.shiftRow[j];
                total += up[slot] * differences[at] + down[slot] * differences[at + 1];
            }
            local[c] = own;
            sum[c] = total;
            rates[s.cellBin[c]] += group[s.cellGroup[c]] * own * total;
        }
    }

    /** The derivative of factor {@code e} of a group by its parameter. */
    double slope(RatePoint x, int e) {
        int row = structure.groupFactor[e];
        if (row < 0) {
            return 1;
        }
        double alpha = x.theta[x.thetaAt + structure.groupTheta[e]];
        return factorRule[row].slope(alpha, factor[e], x.factors, x.factorsAt + FactorRule.COEFFICIENTS * row);
    }

    /** The second derivative of factor {@code e} of a group by its parameter. */
    double curvature(RatePoint x, int e) {
        int row = structure.groupFactor[e];
        if (row < 0) {
            return 0;
        }
        double alpha = x.theta[x.thetaAt + structure.groupTheta[e]];
        return factorRule[row].curvature(alpha, factor[e], x.factors, x.factorsAt + FactorRule.COEFFICIENTS * row);
    }

    /** The product of the own factors of the cell with {@code i}, but the one at {@code i}. */
    double otherOwnFactors(RatePoint x, int c, int i) {
        double product = 1;
        for (int k = structure.cellStart[c]; k < structure.cellStart[c + 1]; k++) {
            product *= k == i ? 1 : x.theta[x.thetaAt + structure.cellTheta[k]];
        }
        return product;
    }
}
