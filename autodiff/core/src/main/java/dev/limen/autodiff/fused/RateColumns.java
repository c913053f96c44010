package dev.limen.autodiff.fused;

import java.util.Arrays;

/**
 * The rates at many points side by side, with the parts of which they are made: what {@link RateEvaluation} is at one
 * point. A column that equals another is the same array.
 */
final class RateColumns {
    final RateStructure structure;
    /** By parameter. */
    final double[][] theta;
    /** By factor of a group. */
    final double[][] factor;
    /** By group: the product of its factors. */
    final double[][] group;
    /** By cell: the product of its own factors, and its sum. */
    final double[][] local;

    final double[][] sum;
    /** By slot: the weights of shifts. */
    final double[][] up;

    final double[][] down;
    /** By bin. */
    final double[][] rates;

    final double[] ones;
    private final double[] others;

    /** Room for {@code width} points. */
    RateColumns(RateStructure structure, int width) {
        this.structure = structure;
        RateStructure s = structure;
        ones = new double[width];
        Arrays.fill(ones, 1);
        others = new double[width];
        theta = new double[s.parameters][width];
        factor = new double[s.groupTheta.length][];
        for (int e = 0; e < factor.length; e++) {
            factor[e] = s.groupFactor[e] < 0 ? theta[s.groupTheta[e]] : new double[width];
        }
        group = new double[s.groups][];
        for (int g = 0; g < s.groups; g++) {
            int count = s.groupStart[g + 1] - s.groupStart[g];
            group[g] = count == 0 ? ones : count == 1 ? factor[s.groupStart[g]] : new double[width];
        }
        local = new double[s.cells][];
        for (int c = 0; c < s.cells; c++) {
            int count = s.cellStart[c + 1] - s.cellStart[c];
            local[c] = count == 0 ? ones : count == 1 ? theta[s.cellTheta[s.cellStart[c]]] : new double[width];
        }
        sum = new double[s.cells][width];
        up = new double[s.slotTheta.length][width];
        down = new double[s.slotTheta.length][width];
        rates = new double[s.bins][width];
    }

    /** How many columns of its own an instance has, at most. */
    static int count(RateStructure s) {
        return s.parameters + s.groupTheta.length + s.groups + 2 * s.cells + 2 * s.slotTheta.length + s.bins;
    }

    /** Takes {@code n} points, whose parameters stand one after the other from {@code at} on. */
    void evaluate(double[] points, int at, int n, double[] nominal, double[] factors, double[] shifts) {
        int parameters = theta.length;
        for (int p = 0; p < parameters; p++) {
            double[] column = theta[p];
            for (int l = 0; l < n; l++) {
                column[l] = points[at + l * parameters + p];
            }
        }
        groups(n, factors);
        weights(n);
        cells(n, nominal, shifts);
    }

    private void groups(int n, double[] coefficients) {
        RateStructure s = structure;
        for (int e = 0; e < factor.length; e++) {
            int row = s.groupFactor[e];
            if (row >= 0) {
                FactorRule rule = s.factorRule.get(row);
                double[] alpha = theta[s.groupTheta[e]];
                double[] value = factor[e];
                int at = FactorRule.COEFFICIENTS * row;
                for (int l = 0; l < n; l++) {
                    value[l] = rule.value(alpha[l], coefficients, at);
                }
            }
        }
        for (int g = 0; g < group.length; g++) {
            int start = s.groupStart[g];
            int end = s.groupStart[g + 1];
            if (end - start > 1) {
                Columns.product(group[g], factor[start], factor[start + 1], n);
                for (int e = start + 2; e < end; e++) {
                    Columns.multiply(group[g], factor[e], n);
                }
            }
        }
    }

    private void weights(int n) {
        for (int slot = 0; slot < up.length; slot++) {
            ShiftRule rule = structure.slotRule.get(slot);
            double[] alpha = theta[structure.slotTheta[slot]];
            for (int l = 0; l < n; l++) {
                up[slot][l] = rule.up(0, alpha[l]);
                down[slot][l] = rule.down(0, alpha[l]);
            }
        }
    }

    private void cells(int n, double[] nominal, double[] shifts) {
        RateStructure s = structure;
        for (double[] rate : rates) {
            Arrays.fill(rate, 0, n, 0);
        }
        for (int c = 0; c < s.cells; c++) {
            int first = s.cellStart[c];
            int end = s.cellStart[c + 1];
            if (end - first > 1) {
                Columns.product(local[c], theta[s.cellTheta[first]], theta[s.cellTheta[first + 1]], n);
                for (int i = first + 2; i < end; i++) {
                    Columns.multiply(local[c], theta[s.cellTheta[i]], n);
                }
            }
            Arrays.fill(sum[c], 0, n, nominal[c]);
            for (int j = s.shiftStart[c]; j < s.shiftStart[c + 1]; j++) {
                int slot = s.shiftSlot[j];
                int row = 2 * s.shiftRow[j];
                Columns.addPair(sum[c], up[slot], shifts[row], down[slot], shifts[row + 1], n);
            }
            Columns.addProduct(rates[s.cellBin[c]], group[s.cellGroup[c]], local[c], sum[c], n);
        }
    }

    /** The product of the own factors of cell {@code c} but the ones at {@code i} and {@code k}; until the next call. */
    double[] otherOwnFactors(int c, int i, int k, int n) {
        double[] product = ones;
        for (int j = structure.cellStart[c]; j < structure.cellStart[c + 1]; j++) {
            if (j != i && j != k) {
                double[] own = theta[structure.cellTheta[j]];
                if (product == ones) {
                    product = own;
                } else {
                    Columns.product(others, product, own, n);
                    product = others;
                }
            }
        }
        return product;
    }
}
