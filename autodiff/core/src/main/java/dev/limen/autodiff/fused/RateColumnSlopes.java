package dev.limen.autodiff.fused;

import java.util.Arrays;

/** The first derivatives of the parts of {@link RateColumns}, and from them those of a weighted sum of the rates. */
final class RateColumnSlopes {
    /** By factor of a group: its derivative by its parameter, and that of the group's product through it. */
    final double[][] factorSlope;

    final double[][] groupSlope;
    /** By slot: the derivatives of the weights of shifts. */
    final double[][] up;

    final double[][] down;

    private final RateColumns at;
    private final RateStructure s;
    private final double[][] groupWeight;
    private final double[][] slotUp;
    private final double[][] slotDown;
    private final double[] product;

    RateColumnSlopes(RateColumns at, int width) {
        this.at = at;
        s = at.structure;
        factorSlope = new double[at.factor.length][];
        for (int e = 0; e < factorSlope.length; e++) {
            factorSlope[e] = s.groupFactor[e] < 0 ? at.ones : new double[width];
        }
        groupSlope = new double[at.factor.length][];
        for (int g = 0; g < s.groups; g++) {
            boolean alone = s.groupStart[g + 1] - s.groupStart[g] == 1;
            for (int e = s.groupStart[g]; e < s.groupStart[g + 1]; e++) {
                groupSlope[e] = alone ? factorSlope[e] : new double[width];
            }
        }
        up = new double[at.up.length][width];
        down = new double[at.up.length][width];
        groupWeight = new double[s.groups][width];
        slotUp = new double[at.up.length][width];
        slotDown = new double[at.up.length][width];
        product = new double[width];
    }

    static int count(RateStructure s) {
        return 2 * s.groupTheta.length + 4 * s.slotTheta.length + s.groups;
    }

    /** Computes the derivatives of factors, groups and weights. */
    void evaluate(int n, double[] coefficients) {
        for (int e = 0; e < factorSlope.length; e++) {
            int row = s.groupFactor[e];
            if (row >= 0) {
                FactorRule rule = s.factorRule.get(row);
                double[] alpha = at.theta[s.groupTheta[e]];
                double[] slope = factorSlope[e];
                for (int l = 0; l < n; l++) {
                    slope[l] = rule.slope(alpha[l], at.factor[e][l], coefficients, FactorRule.COEFFICIENTS * row);
                }
            }
        }
        for (int g = 0; g < s.groups; g++) {
            if (s.groupStart[g + 1] - s.groupStart[g] > 1) {
                groupSlopes(s.groupStart[g], s.groupStart[g + 1], n);
            }
        }
        for (int slot = 0; slot < up.length; slot++) {
            ShiftRule rule = s.slotRule.get(slot);
            double[] alpha = at.theta[s.slotTheta[slot]];
            for (int l = 0; l < n; l++) {
                up[slot][l] = rule.up(1, alpha[l]);
                down[slot][l] = rule.down(1, alpha[l]);
            }
        }
    }

    /** Products of all factors but one: of those before and those behind, exact where factors are 0. */
    private void groupSlopes(int start, int end, int n) {
        Arrays.fill(product, 0, n, 1);
        for (int e = start; e < end; e++) {
            System.arraycopy(product, 0, groupSlope[e], 0, n);
            Columns.multiply(product, at.factor[e], n);
        }
        Arrays.fill(product, 0, n, 1);
        for (int e = end - 1; e >= start; e--) {
            Columns.multiply(groupSlope[e], product, n);
            Columns.multiply(groupSlope[e], factorSlope[e], n);
            Columns.multiply(product, at.factor[e], n);
        }
    }

    /** Writes the derivatives of sum_b u_b r_b by the parameters, from u by bin. */
    void pull(double[][] u, double[] differences, double[][] out, int n) {
        zero(out, n);
        zero(groupWeight, n);
        zero(slotUp, n);
        zero(slotDown, n);
        for (int c = 0; c < s.cells; c++) {
            cell(c, u[s.cellBin[c]], differences, out, n);
        }
        for (int g = 0; g < s.groups; g++) {
            for (int e = s.groupStart[g]; e < s.groupStart[g + 1]; e++) {
                Columns.addProduct(out[s.groupTheta[e]], groupWeight[g], groupSlope[e], n);
            }
        }
        for (int slot = 0; slot < up.length; slot++) {
            Columns.addProduct(out[s.slotTheta[slot]], slotUp[slot], up[slot], n);
            Columns.addProduct(out[s.slotTheta[slot]], slotDown[slot], down[slot], n);
        }
    }

    private void cell(int c, double[] u, double[] differences, double[][] out, int n) {
        int g = s.cellGroup[c];
        if (s.groupStart[g + 1] > s.groupStart[g]) {
            Columns.addProduct(groupWeight[g], u, at.local[c], at.sum[c], n);
        }
        if (s.cellStart[c + 1] > s.cellStart[c]) {
            Columns.product(product, u, at.group[g], at.sum[c], n);
            for (int i = s.cellStart[c]; i < s.cellStart[c + 1]; i++) {
                Columns.addProduct(out[s.cellTheta[i]], product, at.otherOwnFactors(c, i, i, n), n);
            }
        }
        if (s.shiftStart[c + 1] > s.shiftStart[c]) {
            Columns.product(product, u, at.group[g], at.local[c], n);
            for (int j = s.shiftStart[c]; j < s.shiftStart[c + 1]; j++) {
                int row = 2 * s.shiftRow[j];
                Columns.addScaled(slotUp[s.shiftSlot[j]], product, differences[row], n);
                Columns.addScaled(slotDown[s.shiftSlot[j]], product, differences[row + 1], n);
            }
        }
    }

    static void zero(double[][] columns, int n) {
        for (double[] column : columns) {
            Arrays.fill(column, 0, n, 0);
        }
    }
}
