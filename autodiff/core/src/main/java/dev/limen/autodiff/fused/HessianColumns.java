package dev.limen.autodiff.fused;

import java.util.Arrays;

/**
 * The matrix sum_b u_b (second derivatives of r_b by the parameters) + sum_b q_b J_b J_b^T at many points side by side:
 * see {@link RateHessian}. Only pairs of parameters that some bin has together have a column.
 */
final class HessianColumns {
    private final RateColumns at;
    private final RateColumnSlopes slopes;
    private final RateStructure s;
    /** By bin: its parameters, and its cells. */
    private final int[][] acting;

    private final int[][] cells;
    /** By pair p (p + 1) / 2 + q of parameters, q not above p; empty where no bin has both. */
    private final double[][] pairs;
    /** By parameter: its derivative in the bin at hand. */
    private final double[][] jacobian;

    private final double[][] groupWeight;
    private final double[][] slotUp;
    private final double[][] slotDown;
    private final double[] product;
    private final double[] shifted;
    private final double[] between;

    HessianColumns(RateColumns at, RateColumnSlopes slopes, int width) {
        this.at = at;
        this.slopes = slopes;
        s = at.structure;
        cells = new int[s.bins][];
        acting = new int[s.bins][];
        pairs = new double[s.parameters * (s.parameters + 1) / 2][0];
        for (int b = 0; b < s.bins; b++) {
            cells[b] = cells(s, b);
            acting[b] = parameters(s, cells[b]);
            for (int i = 0; i < acting[b].length; i++) {
                for (int k = 0; k <= i; k++) {
                    int pair = pair(acting[b][i], acting[b][k]);
                    pairs[pair] = pairs[pair].length == 0 ? new double[width] : pairs[pair];
                }
            }
        }
        jacobian = new double[s.parameters][width];
        groupWeight = new double[s.groups][width];
        slotUp = new double[at.up.length][width];
        slotDown = new double[at.up.length][width];
        product = new double[width];
        shifted = new double[width];
        between = new double[width];
    }

    /** How many columns an instance has, at most. */
    static int count(RateStructure s) {
        return s.parameters * (s.parameters + 3) / 2 + s.groups + 2 * s.slotTheta.length;
    }

    private static int[] cells(RateStructure s, int bin) {
        int[] found = new int[s.cells];
        int count = 0;
        for (int c = 0; c < s.cells; c++) {
            if (s.cellBin[c] == bin) {
                found[count++] = c;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static int[] parameters(RateStructure s, int[] cells) {
        boolean[] acts = new boolean[s.parameters];
        for (int c : cells) {
            int g = s.cellGroup[c];
            for (int e = s.groupStart[g]; e < s.groupStart[g + 1]; e++) {
                acts[s.groupTheta[e]] = true;
            }
            for (int i = s.cellStart[c]; i < s.cellStart[c + 1]; i++) {
                acts[s.cellTheta[i]] = true;
            }
            for (int j = s.shiftStart[c]; j < s.shiftStart[c + 1]; j++) {
                acts[s.slotTheta[s.shiftSlot[j]]] = true;
            }
        }
        int[] found = new int[s.parameters];
        int count = 0;
        for (int p = 0; p < s.parameters; p++) {
            if (acts[p]) {
                found[count++] = p;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static int pair(int p, int q) {
        return p < q ? q * (q + 1) / 2 + p : p * (p + 1) / 2 + q;
    }

    /** Computes the matrix from u and q by bin; {@link #write} gives it. */
    void run(double[][] u, double[][] q, double[] coefficients, double[] differences, int n) {
        for (double[] pair : pairs) {
            Arrays.fill(pair, 0, Math.min(n, pair.length), 0);
        }
        RateColumnSlopes.zero(groupWeight, n);
        RateColumnSlopes.zero(slotUp, n);
        RateColumnSlopes.zero(slotDown, n);
        for (int b = 0; b < s.bins; b++) {
            for (int p : acting[b]) {
                Arrays.fill(jacobian[p], 0, n, 0);
            }
            for (int c : cells[b]) {
                first(c, differences, n);
                second(c, u[b], differences, n);
            }
            outer(acting[b], q[b], n);
        }
        for (int g = 0; g < s.groups; g++) {
            for (int e = s.groupStart[g]; e < s.groupStart[g + 1]; e++) {
                group(g, e, coefficients, n);
            }
        }
        for (int slot = 0; slot < slotUp.length; slot++) {
            slot(slot, n);
        }
    }

    /** The derivatives of a cell's term. */
    private void first(int c, double[] differences, int n) {
        int g = s.cellGroup[c];
        for (int e = s.groupStart[g]; e < s.groupStart[g + 1]; e++) {
            Columns.addProduct(jacobian[s.groupTheta[e]], slopes.groupSlope[e], at.local[c], at.sum[c], n);
        }
        for (int i = s.cellStart[c]; i < s.cellStart[c + 1]; i++) {
            double[] others = at.otherOwnFactors(c, i, i, n);
            Columns.addProduct(jacobian[s.cellTheta[i]], at.group[g], at.sum[c], others, n);
        }
        for (int j = s.shiftStart[c]; j < s.shiftStart[c + 1]; j++) {
            Columns.addProduct(jacobian[shift(j, differences, n)], at.group[g], at.local[c], shifted, n);
        }
    }

    /** Computes the derivative of a shift; returns its parameter. */
    private int shift(int j, double[] differences, int n) {
        int slot = s.shiftSlot[j];
        int row = 2 * s.shiftRow[j];
        Columns.pair(shifted, slopes.up[slot], differences[row], slopes.down[slot], differences[row + 1], n);
        return s.slotTheta[slot];
    }

    /** Pairs of which one parameter at least belongs to the cell; what others need of it is added up. */
    private void second(int c, double[] u, double[] differences, int n) {
        int g = s.cellGroup[c];
        if (s.groupStart[g + 1] > s.groupStart[g]) {
            Columns.addProduct(groupWeight[g], u, at.local[c], at.sum[c], n);
        }
        for (int i = s.cellStart[c]; i < s.cellStart[c + 1]; i++) {
            own(c, i, u, n);
        }
        for (int j = s.shiftStart[c]; j < s.shiftStart[c + 1]; j++) {
            int p = shift(j, differences, n);
            Columns.product(product, u, at.local[c], shifted, n);
            for (int e = s.groupStart[g]; e < s.groupStart[g + 1]; e++) {
                add(p, s.groupTheta[e], product, slopes.groupSlope[e], n);
            }
            Columns.product(product, u, at.group[g], shifted, n);
            for (int i = s.cellStart[c]; i < s.cellStart[c + 1]; i++) {
                add(p, s.cellTheta[i], product, at.otherOwnFactors(c, i, i, n), n);
            }
            Columns.product(product, u, at.group[g], at.local[c], n);
            Columns.addScaled(slotUp[s.shiftSlot[j]], product, differences[2 * s.shiftRow[j]], n);
            Columns.addScaled(slotDown[s.shiftSlot[j]], product, differences[2 * s.shiftRow[j] + 1], n);
        }
    }

    private void own(int c, int i, double[] u, int n) {
        int g = s.cellGroup[c];
        Columns.product(product, u, at.sum[c], at.otherOwnFactors(c, i, i, n), n);
        for (int e = s.groupStart[g]; e < s.groupStart[g + 1]; e++) {
            add(s.cellTheta[i], s.groupTheta[e], product, slopes.groupSlope[e], n);
        }
        for (int k = s.cellStart[c]; k < i; k++) {
            Columns.product(product, u, at.group[g], at.sum[c], n);
            add(s.cellTheta[i], s.cellTheta[k], product, at.otherOwnFactors(c, i, k, n), n);
        }
    }

    /** Adds a b for two different places of parameters p and q in a product, which may be the same parameter. */
    private void add(int p, int q, double[] a, double[] b, int n) {
        double[] to = pairs[pair(p, q)];
        Columns.addProduct(to, a, b, n);
        if (p == q) {
            Columns.addProduct(to, a, b, n);
        }
    }

    /** Pairs of a factor of a group with itself and with those behind it, without a division. */
    private void group(int g, int e, double[] coefficients, int n) {
        int end = s.groupStart[g + 1];
        System.arraycopy(groupWeight[g], 0, product, 0, n);
        for (int k = s.groupStart[g]; k < e; k++) {
            Columns.multiply(product, at.factor[k], n);
        }
        int row = s.groupFactor[e];
        if (row >= 0) {
            curvature(e, row, coefficients, n);
            Columns.multiply(between, product, n);
            for (int k = e + 1; k < end; k++) {
                Columns.multiply(between, at.factor[k], n);
            }
            int p = s.groupTheta[e];
            Columns.add(pairs[pair(p, p)], between, n);
        }
        Columns.multiply(product, slopes.factorSlope[e], n);
        for (int k = e + 1; k < end; k++) {
            System.arraycopy(product, 0, between, 0, n);
            for (int m = e + 1; m < end; m++) {
                if (m != k) {
                    Columns.multiply(between, at.factor[m], n);
                }
            }
            add(s.groupTheta[e], s.groupTheta[k], between, slopes.factorSlope[k], n);
        }
    }

    private void curvature(int e, int row, double[] coefficients, int n) {
        FactorRule rule = s.factorRule.get(row);
        double[] alpha = at.theta[s.groupTheta[e]];
        for (int l = 0; l < n; l++) {
            between[l] = rule.curvature(alpha[l], at.factor[e][l], coefficients, FactorRule.COEFFICIENTS * row);
        }
    }

    private void slot(int slot, int n) {
        ShiftRule rule = s.slotRule.get(slot);
        int p = s.slotTheta[slot];
        double[] alpha = at.theta[p];
        double[] to = pairs[pair(p, p)];
        for (int l = 0; l < n; l++) {
            to[l] += slotUp[slot][l] * rule.up(2, alpha[l]) + slotDown[slot][l] * rule.down(2, alpha[l]);
        }
    }

    private void outer(int[] parameters, double[] q, int n) {
        for (int i = 0; i < parameters.length; i++) {
            int p = parameters[i];
            Columns.product(product, q, jacobian[p], n);
            for (int k = 0; k <= i; k++) {
                Columns.addProduct(pairs[pair(p, parameters[k])], product, jacobian[parameters[k]], n);
            }
        }
    }

    /** Writes the matrices {@code [n, P, P]}; zeros where {@code excluded}, NaN where a rate or a weight is. */
    void write(double[][] u, boolean[] excluded, double[] out, int outAt, int n) {
        int parameters = s.parameters;
        int size = parameters * parameters;
        Arrays.fill(product, 0, n, 0);
        for (int b = 0; b < s.bins; b++) {
            Columns.addScaled(product, at.rates[b], 0, n);
            Columns.addScaled(product, u[b], 0, n);
        }
        for (int p = 0; p < parameters; p++) {
            for (int q = 0; q <= p; q++) {
                double[] pair = pairs[pair(p, q)];
                int below = outAt + p * parameters + q;
                int above = outAt + q * parameters + p;
                boolean known = pair.length > 0;
                for (int l = 0; l < n; l++) {
                    double value = known ? pair[l] + product[l] : product[l];
                    out[below + l * size] = value;
                    out[above + l * size] = value;
                }
            }
        }
        for (int l = 0; l < n; l++) {
            if (excluded[l]) {
                Arrays.fill(out, outAt + l * size, outAt + (l + 1) * size, 0);
            }
        }
    }
}
